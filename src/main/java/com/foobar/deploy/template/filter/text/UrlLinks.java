package com.foobar.deploy.template.filter.text;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The filter urlize: addresses in a text become links of HTML. */
final class UrlLinks {
    private static final Pattern WEB =
            Pattern.compile("""
                ( (https?://|www\\.) ([\\w%-]+\\.)* ( [a-z]{2,63} | xn--[\\w%]{2,59} )
                | ([\\w%-]{2,63}\\.)+ (com|net|int|edu|gov|org|info|mil)
                | https?:// ( \\d{1,3}(\\.\\d{1,3}){3} | \\[([\\da-f]{0,4}:){2}([\\da-f]{0,4}:?){1,6}] )
                ) (:\\d{1,5})? ([/?\\#]\\S*)?\
                """, Pattern.COMMENTS | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern MAIL = Pattern.compile("\\S+@\\w[\\w.-]*\\.\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SCHEME = Pattern.compile("[\\w.+-]{2,}:/{0,2}");
    private static final Pattern BEFORE = Pattern.compile("^([(<]|&lt;)+");
    private static final Pattern BEHIND = Pattern.compile("([)>.,\\n]|&gt;)+$");
    private static final Pattern WORD = Pattern.compile("\\S+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Map<String, String> PAIRS = Map.of("(", ")", "<", ">", "&lt;", "&gt;");

    private final Optional<Integer> limit;
    private final String attributes;
    private final List<String> schemes;

    private UrlLinks(Optional<Integer> limit, String attributes, List<String> schemes) {
        this.limit = limit;
        this.attributes = attributes;
        this.schemes = schemes;
    }

    static Value urlize(Call call) {
        var arguments = Arguments.of(call, "trim_url_limit", "nofollow", "target", "rel", "extra_schemes");
        var rel = new TreeSet<>(Arrays.asList(arguments.text("rel", "").split("\\s+")));
        // What Jinja adds to all links.
        rel.add("noopener");
        if (arguments.flag("nofollow", false)) {
            rel.add("nofollow");
        }
        rel.remove("");
        String attributes = attribute("rel", String.join(" ", rel)) + attribute("target", arguments.text("target", ""));
        List<String> schemes = arguments.find("extra_schemes").map(PythonValues::iterate).orElse(List.of()).stream()
                .map(PythonText::str)
                .toList();
        for (String scheme : schemes) {
            if (!SCHEME.matcher(scheme).matches()) {
                throw Problem.failed("`" + scheme + "` is not how an address begins, as `tel:` is");
            }
        }
        var limit = arguments.find("trim_url_limit").map(_ -> arguments.number("trim_url_limit", 0));
        String text = MarkupFilters.escape(arguments.subjectText());
        var links = new UrlLinks(limit, attributes, schemes);
        return Value.of(WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(links.word(word.group()))));
    }

    private static String attribute(String name, String value) {
        return value.isEmpty() ? "" : " " + name + "=\"" + MarkupFilters.escape(value) + "\"";
    }

    /** Brackets and ends of sentences around an address are no part of it, unless they belong together. */
    private String word(String word) {
        Matcher before = BEFORE.matcher(word);
        int start = before.find() ? before.end() : 0;
        Matcher behind = BEHIND.matcher(word);
        int end = behind.find(start) ? behind.start() : word.length();
        for (String open : List.of("(", "<", "&lt;")) {
            end = balanced(word, start, end, open, String.valueOf(PAIRS.get(open)));
        }
        return word.substring(0, start) + link(word.substring(start, end)) + word.substring(end);
    }

    private static int balanced(String word, int start, int end, String open, String close) {
        String middle = word.substring(start, end);
        int missing = count(middle, open) - count(middle, close);
        if (missing <= 0) {
            return end;
        }
        int moved = end;
        // As many as are opened, as Jinja does it, even where some are closed within.
        for (int i = count(middle, open); i > 0; i--) {
            int at = word.indexOf(close, moved);
            if (at < 0) {
                break;
            }
            moved = at + close.length();
        }
        return moved;
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private String link(String address) {
        if (WEB.matcher(address).matches()) {
            String scheme = address.startsWith("https://") || address.startsWith("http://") ? "" : "https://";
            return anchor(scheme + address, attributes, trimmed(address));
        }
        String mailbox = address.startsWith("mailto:") ? address.substring("mailto:".length()) : address;
        boolean bare = mailbox.equals(address);
        if (MAIL.matcher(mailbox).matches() && !(bare && (address.startsWith("www.") || address.contains(":")))) {
            return anchor("mailto:" + mailbox, "", mailbox);
        }
        boolean known = schemes.stream().anyMatch(scheme -> address.startsWith(scheme) && !address.equals(scheme));
        return known ? anchor(address, attributes, address) : address;
    }

    private static String anchor(String address, String attributes, String shown) {
        return "<a href=\"" + address + "\"" + attributes + ">" + shown + "</a>";
    }

    private String trimmed(String address) {
        return limit.filter(most -> address.length() > most)
                .map(most -> address.substring(0, most) + "...")
                .orElse(address);
    }
}
