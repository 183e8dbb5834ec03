package com.foobar.deploy.template.mustache;

import com.foobar.deploy.value.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables that a Mustache template sees. */
public interface MustacheVariables {
    /** The value with its templates evaluated; null where there is none. */
    @Nullable
    Value get(String name);

    /** Every name there is, for suggestions. */
    Set<String> names();
}
