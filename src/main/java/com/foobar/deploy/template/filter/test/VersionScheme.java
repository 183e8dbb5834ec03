package com.foobar.deploy.template.filter.test;

import com.foobar.deploy.template.filter.argument.Problem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which Ansible's test {@code version} orders versions. */
enum VersionScheme {
    /** Numbers and words in turn, with anything between them; that of distutils. */
    LOOSE {
        @Override
        int compare(String a, String b) {
            List<String> left = parts(a);
            List<String> right = parts(b);
            for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
                int sign = comparePart(left.get(i), right.get(i), a, b);
                if (sign != 0) {
                    return sign;
                }
            }
            return Integer.compare(left.size(), right.size());
        }

        private List<String> parts(String version) {
            var parts = new ArrayList<String>();
            Matcher part = PART.matcher(version);
            int from = 0;
            while (part.find()) {
                addRest(parts, version.substring(from, part.start()));
                if (!part.group().equals(".")) {
                    parts.add(part.group());
                }
                from = part.end();
            }
            addRest(parts, version.substring(from));
            return parts;
        }

        private void addRest(List<String> parts, String text) {
            if (!text.isEmpty()) {
                parts.add(text);
            }
        }

        private int comparePart(String left, String right, String a, String b) {
            boolean number = isNumber(left);
            if (number != isNumber(right)) {
                throw Problem.failed("the versions `" + a + "` and `" + b + "` have no order: a number stands where "
                        + "the other has a word; compare what regex_search finds of them");
            }
            return number ? new BigInteger(left).compareTo(new BigInteger(right)) : left.compareTo(right);
        }
    },
    /** Two or three numbers, then perhaps a or b with a number; that of distutils. */
    STRICT {
        @Override
        int compare(String a, String b) {
            MatchResult left = parse(STRICT_VERSION, a);
            MatchResult right = parse(STRICT_VERSION, b);
            int sign = compareNumbers(left, right, 1, 2, 3);
            if (sign != 0) {
                return sign;
            }
            String first = left.group(4) == null ? "z" : left.group(4);
            String second = right.group(4) == null ? "z" : right.group(4);
            return first.equals(second) ? compareNumbers(left, right, 5) : first.compareTo(second);
        }
    },
    /** Semantic Versioning 2.0.0. */
    SEMVER {
        @Override
        int compare(String a, String b) {
            MatchResult left = parse(SEMANTIC, a);
            MatchResult right = parse(SEMANTIC, b);
            int sign = compareNumbers(left, right, 1, 2, 3);
            if (sign != 0) {
                return sign;
            }
            if (left.group(4) == null || right.group(4) == null) {
                return Boolean.compare(left.group(4) == null, right.group(4) == null);
            }
            return compareIdentifiers(left.group(4).split("\\."), right.group(4).split("\\."));
        }

        private int compareIdentifiers(String[] left, String[] right) {
            for (int i = 0; i < Math.min(left.length, right.length); i++) {
                int sign = compareIdentifier(left[i], right[i]);
                if (sign != 0) {
                    return sign;
                }
            }
            return Integer.compare(left.length, right.length);
        }

        private int compareIdentifier(String left, String right) {
            if (isNumber(left) && isNumber(right)) {
                return new BigInteger(left).compareTo(new BigInteger(right));
            }
            // A number comes before a word.
            return isNumber(left) == isNumber(right)
                    ? left.compareTo(right)
                    : Boolean.compare(isNumber(right), isNumber(left));
        }
    },
    /** Python's own, by PEP 440; local parts are not ordered. */
    PEP440 {
        @Override
        int compare(String a, String b) {
            MatchResult left = parse(PYTHON, a.strip().toLowerCase(java.util.Locale.ROOT));
            MatchResult right = parse(PYTHON, b.strip().toLowerCase(java.util.Locale.ROOT));
            int sign = compareNumbers(left, right, 1);
            sign = sign == 0
                    ? compareReleases(left.group(2).split("\\."), right.group(2).split("\\."))
                    : sign;
            sign = sign == 0 ? Integer.compare(phase(left), phase(right)) : sign;
            sign = sign == 0 ? compareNumbers(left, right, 4) : sign;
            sign = sign == 0 ? Boolean.compare(left.group(5) != null, right.group(5) != null) : sign;
            sign = sign == 0 ? compareNumbers(left, right, 6) : sign;
            sign = sign == 0 ? Boolean.compare(left.group(7) == null, right.group(7) == null) : sign;
            return sign == 0 ? compareNumbers(left, right, 8) : sign;
        }

        private int compareReleases(String[] left, String[] right) {
            for (int i = 0; i < Math.max(left.length, right.length); i++) {
                var first = new BigInteger(i < left.length ? left[i] : "0");
                var second = new BigInteger(i < right.length ? right[i] : "0");
                if (!first.equals(second)) {
                    return first.compareTo(second);
                }
            }
            return 0;
        }

        /** A development version of a release comes before its alphas. */
        private int phase(MatchResult version) {
            return switch (version.group(3)) {
                case null -> version.group(7) != null && version.group(5) == null ? 0 : 4;
                case "a", "alpha" -> 1;
                case "b", "beta" -> 2;
                default -> 3;
            };
        }
    };

    private static final Pattern PART = Pattern.compile("\\d+|[a-z]+|\\.");
    private static final Pattern STRICT_VERSION = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:([ab])(\\d+))?");
    private static final Pattern SEMANTIC =
            Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");
    private static final Pattern PYTHON = Pattern.compile("v?(?:(\\d+)!)?(\\d+(?:\\.\\d+)*)"
            + "(?:[-_.]?(alpha|beta|preview|pre|rc|a|b|c)[-_.]?(\\d*))?"
            + "((?:-|[-_.]?(?:post|rev|r)[-_.]?)(\\d*))?(?:[-_.]?(dev)[-_.]?(\\d*))?(?:\\+[a-z0-9._-]+)?");

    /** Below 0, 0 or above 0. */
    abstract int compare(String a, String b);

    static VersionScheme of(String name) {
        return switch (name) {
            case "loose" -> LOOSE;
            case "strict" -> STRICT;
            case "semver", "semantic" -> SEMVER;
            case "pep440" -> PEP440;
            default -> throw Problem.failed("`version` knows loose, strict, semver and pep440, not `" + name + "`");
        };
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    MatchResult parse(Pattern pattern, String version) {
        Matcher matcher = pattern.matcher(version);
        if (!matcher.matches()) {
            throw Problem.failed(
                    "`" + version + "` is no version of the type " + name().toLowerCase(java.util.Locale.ROOT));
        }
        return matcher.toMatchResult();
    }

    /** Groups that are absent or empty count as 0. */
    static int compareNumbers(MatchResult a, MatchResult b, int... groups) {
        for (int group : groups) {
            int sign = number(a, group).compareTo(number(b, group));
            if (sign != 0) {
                return sign;
            }
        }
        return 0;
    }

    private static BigInteger number(MatchResult match, int group) {
        String text = match.group(group);
        return text == null || text.isEmpty() ? BigInteger.ZERO : new BigInteger(text);
    }
}
