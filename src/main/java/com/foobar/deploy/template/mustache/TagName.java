package com.foobar.deploy.template.mustache;

import java.util.List;

/**
 * A tag's name: a dotted way into the values.
 *
 * @param optional written with a question mark at the end: what is missing or null then counts as nothing
 */
record TagName(String text, List<String> steps, boolean optional) {
    static final TagName ITSELF = TagName.of(".");

    static TagName of(String name) {
        boolean optional = name.endsWith("?");
        String bare = optional ? name.substring(0, name.length() - 1) : name;
        return new TagName(bare, bare.equals(".") ? List.of(".") : List.of(bare.split("\\.")), optional);
    }

    @Override
    public String toString() {
        return text;
    }
}
