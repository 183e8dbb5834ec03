package com.foobar.deploy.template.mustache;

import com.foobar.deploy.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a section is entered with.
 *
 * @param rendering that the section is part of
 * @param index from 0 among the items of a list
 * @param size of that list; 0 where the section is no loop
 */
record MustacheSection(MustacheRendering rendering, Value value, int index, int size) {
    static MustacheSection of(MustacheRendering rendering, Value value) {
        return new MustacheSection(rendering, value, 0, 0);
    }

    /** What {@code {{.}}} writes. */
    String text() {
        return rendering.text(TagName.ITSELF, value, rendering.file());
    }

    /** A name of this frame: the item itself, where it stands in its list, or a member of it. */
    @Nullable
    Value get(String name) {
        if (name.equals(".")) {
            return value;
        }
        Value position = size == 0 ? null : position(name);
        return position == null ? Members.get(value, name) : position;
    }

    private @Nullable Value position(String name) {
        return switch (name) {
            case "-first" -> Value.of(index == 0);
            case "-last" -> Value.of(index == size - 1);
            case "-index" -> Value.of(index);
            case "-number" -> Value.of(index + 1);
            default -> null;
        };
    }
}
