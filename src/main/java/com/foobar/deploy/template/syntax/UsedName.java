package com.foobar.deploy.template.syntax;

import com.foobar.deploy.diagnostic.Place;
import java.util.Optional;

/**
 * A variable's name in an expression or template.
 *
 * @param guarded the expression asks whether there is such a variable, or gives it a default
 */
public record UsedName(String name, Optional<Place> place, boolean guarded) {}
