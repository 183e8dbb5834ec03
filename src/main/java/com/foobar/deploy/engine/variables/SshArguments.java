package com.foobar.deploy.engine.variables;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of OpenSSH's command line that people put into {@code ansible_ssh_common_args}. */
final class SshArguments {
    private static final Pattern OPTION =
            Pattern.compile("-o\\s*[\"']?([A-Za-z]+)[= ]\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"']+)[\"']?|-J\\s*(\\S+)");

    private SshArguments() {}

    /** Option names in lower case. What is not understood is left out: it is OpenSSH's own. */
    static Map<String, String> parse(List<String> texts) {
        var options = new HashMap<String, String>();
        for (String text : texts) {
            Matcher matcher = OPTION.matcher(text);
            while (matcher.find()) {
                if (matcher.group(3) != null) {
                    options.putIfAbsent("proxyjump", matcher.group(3));
                } else {
                    String value = matcher.group(2).replaceAll("^[\"']|[\"']$", "");
                    options.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
                }
            }
        }
        return options;
    }

    static List<String> jumps(Map<String, String> options) {
        String jump = options.get("proxyjump");
        return jump == null || jump.equals("none") ? List.of() : List.of(jump.split(","));
    }
}
