package com.foobar.deploy.state.facts;

import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The user who asks, and the environment. */
final class UserFacts {
    private UserFacts() {}

    static Map<String, Value> of(FactSections sections) {
        List<String> id = sections.lines("id");
        String[] passwd = sections.word("passwd").split(":", -1);
        Map<String, String> environment = sections.environment("environ");
        var facts = new LinkedHashMap<String, Value>();
        facts.put("user_id", Value.of(id.isEmpty() ? "" : id.get(0)));
        facts.put("user_uid", number(id, 1));
        facts.put("user_gid", number(id, 2));
        facts.put("real_user_id", number(id, 1));
        facts.put("effective_user_id", number(id, 1));
        facts.put("real_group_id", number(id, 2));
        facts.put("effective_group_id", number(id, 2));
        facts.put("user_gecos", Value.of(passwd.length > 4 ? passwd[4] : ""));
        facts.put("user_dir", Value.of(passwd.length > 5 ? passwd[5] : environment.getOrDefault("HOME", "")));
        facts.put("user_shell", Value.of(passwd.length > 6 ? passwd[6] : environment.getOrDefault("SHELL", "")));
        var env = new LinkedHashMap<String, Value>();
        environment.forEach((name, value) -> env.put(name, Value.of(value)));
        facts.put("env", SecretNames.markEntries(Value.of(env)));
        return facts;
    }

    private static Value number(List<String> lines, int index) {
        return index < lines.size() && lines.get(index).matches("\\d{1,10}")
                ? Value.of(Long.parseLong(lines.get(index)))
                : Value.of(-1);
    }
}
