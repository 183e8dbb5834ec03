package com.foobar.deploy.playbook;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.Optional;

/**
 * What a task calls.
 *
 * @param template where {@code args} or the arguments as a whole are one template, which gives a mapping
 * @param local true for {@code local_action}
 * @param place of the module's name
 */
public record Action(String module, MapValue arguments, Optional<Value> template, boolean local, Place place) {
    public Action withTemplate(Value newTemplate) {
        return new Action(module, arguments, Optional.of(newTemplate), local, place);
    }

    public static Action of(String module, MapValue arguments, Place place) {
        return new Action(module, arguments, Optional.empty(), false, place);
    }

    /** The same call of another module, with other arguments. */
    Action calling(String newModule, MapValue newArguments) {
        return new Action(newModule, newArguments, template, local, place);
    }

    public Action withArguments(MapValue newArguments) {
        return new Action(module, newArguments, template, local, place);
    }
}
