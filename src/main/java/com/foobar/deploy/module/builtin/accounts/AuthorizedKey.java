package com.foobar.deploy.module.builtin.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A line of an authorized_keys file (sshd(8), "AUTHORIZED_KEYS FILE FORMAT").
 *
 * @param options as written; may be empty
 * @param blob the key itself, in base64
 */
record AuthorizedKey(String options, String type, String blob, String comment) {
    private static final Pattern TYPE =
            Pattern.compile("(sk-)?(ssh-(ed25519|rsa|dss)|ecdsa-sha2-nistp\\d+)(-cert-v01)?(@openssh\\.com)?");

    /** Empty for a line that holds no key. */
    static Optional<AuthorizedKey> parse(String line) {
        List<String> words = words(line.strip());
        int type = 0;
        while (type < words.size() && !TYPE.matcher(words.get(type)).matches()) {
            type++;
        }
        if (line.strip().startsWith("#") || type > 1 || type + 1 >= words.size()) {
            return Optional.empty();
        }
        String comment = String.join(" ", words.subList(type + 2, words.size()));
        return Optional.of(
                new AuthorizedKey(type == 1 ? words.getFirst() : "", words.get(type), words.get(type + 1), comment));
    }

    /** Split at blanks that are not in double quotes; quotes stay. */
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            }
            if (!quoted && (c == ' ' || c == '\t')) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    AuthorizedKey with(Optional<String> otherOptions, Optional<String> otherComment) {
        return new AuthorizedKey(otherOptions.orElse(options), type, blob, otherComment.orElse(comment));
    }

    /** The same key under the same terms, in whatever order they are written. */
    boolean sameAs(AuthorizedKey other) {
        return type.equals(other.type)
                && blob.equals(other.blob)
                && comment.equals(other.comment)
                && terms().equals(other.terms());
    }

    private TreeSet<String> terms() {
        var terms = new TreeSet<String>();
        var term = new StringBuilder();
        boolean quoted = false;
        for (char c : options.toCharArray()) {
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                terms.add(term.toString());
                term.setLength(0);
            } else {
                term.append(c);
            }
        }
        terms.add(term.toString());
        return terms;
    }

    String line() {
        String start = options.isEmpty() ? "" : options + " ";
        return start + type + " " + blob + (comment.isEmpty() ? "" : " " + comment);
    }
}
