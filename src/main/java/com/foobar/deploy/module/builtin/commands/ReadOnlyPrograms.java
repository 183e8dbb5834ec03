package com.foobar.deploy.module.builtin.commands;

import static com.foobar.deploy.module.builtin.commands.ReadOnlyCommands.lacks;

import java.util.List;
import java.util.Set;

/** Programs whose options have to be looked at one by one. What is not known to be harmless is refused. */
final class ReadOnlyPrograms {
    private ReadOnlyPrograms() {}

    static boolean find(List<String> arguments) {
        return arguments.stream()
                .noneMatch(word -> word.matches("-(exec|execdir|ok|okdir|delete|fprint.*|fls|files0-from)"));
    }

    /** A word without a plus sign would set the clock. */
    static boolean date(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.matches("-[dr]")) {
                i++;
            } else if (!word.matches(
                    "(?s)\\+.*|-[uR]+|-I\\w*|--(utc|iso-8601|rfc-3339|rfc-email|date|reference)(=.*)?")) {
                return false;
            }
        }
        return true;
    }

    static boolean ip(List<String> arguments) {
        List<String> words = arguments.stream()
                .dropWhile(word -> word.matches("-(4|6|o|br|brief|oneline|j|json|d|details|s|stats|p|pretty)"))
                .toList();
        if (words.isEmpty() || !words.getFirst().matches("a|addr|address|l|link|r|route|ru|rule|n|neigh|maddr")) {
            return false;
        }
        return words.size() == 1 || words.get(1).matches("s|sh|show|l|ls|list|lst|get");
    }

    static boolean systemctl(List<String> arguments) {
        int at = 0;
        while (at < arguments.size() && arguments.get(at).startsWith("-")) {
            String option = arguments.get(at);
            if (!option.matches("-[qal]+|--(user|system|quiet|no-pager|all|failed|value|plain|no-legend|full)|"
                    + "--(type|state|property|lines)=.*|-[ptn]|-p\\w+")) {
                return false;
            }
            at += option.matches("-[ptn]") ? 2 : 1;
        }
        if (at >= arguments.size()) {
            return true;
        }
        String verb = arguments.get(at);
        return verb.matches("is-active|is-enabled|is-failed|is-system-running|show|status|cat|get-default|list-[a-z-]+")
                && arguments.stream().noneMatch(word -> word.matches("--(root|image|host|machine).*|-[HM].*"));
    }

    static boolean journalctl(List<String> arguments) {
        return lacks(
                arguments,
                "f",
                "--follow",
                "--vacuum-size",
                "--vacuum-time",
                "--vacuum-files",
                "--rotate",
                "--flush",
                "--sync",
                "--relinquish-var",
                "--smart-relinquish-var",
                "--setup-keys",
                "--update-catalog",
                "--cursor-file");
    }

    static boolean nginx(List<String> arguments) {
        return options(arguments, "-[tTqvV]+", "-[cp]")
                && arguments.stream().anyMatch(word -> word.matches("-[tTvVq]+"))
                && !arguments.equals(List.of("-q"));
    }

    static boolean haproxy(List<String> arguments) {
        return arguments.contains("-c") && options(arguments, "-[cVq]|-dW", "-[fCLSx]") && !arguments.contains("-x")
                || arguments.equals(List.of("-v"))
                || arguments.equals(List.of("-vv"));
    }

    static boolean visudo(List<String> arguments) {
        boolean checks = arguments.stream().anyMatch(word -> word.matches("-[a-zA-Z]*c[a-zA-Z]*|--check"));
        return checks && arguments.stream().allMatch(word -> word.matches("-[cfqsOP]+|--(check|quiet|strict)|[^-].*"));
    }

    static boolean dpkg(List<String> arguments) {
        return ReadOnlyCommands.matchesFirst(
                arguments,
                "-[lsSLCVp]|--(list|status|search|listfiles|get-selections|print-architecture|"
                        + "print-foreign-architectures|compare-versions|audit|verify|print-avail)");
    }

    /** Switching its own caches off keeps it from writing them. */
    private static List<String> withoutCaches(List<String> arguments) {
        int from = 0;
        while (from + 1 < arguments.size()
                && arguments.get(from).equals("-o")
                && arguments.get(from + 1).matches("Dir::Cache::(src)?pkgcache=")) {
            from += 2;
        }
        return arguments.subList(from, arguments.size());
    }

    static boolean aptCache(List<String> words) {
        List<String> arguments = withoutCaches(words);
        return ReadOnlyCommands.startsWith(
                        arguments, "policy", "show", "showpkg", "search", "depends", "rdepends", "madison", "pkgnames")
                && lacks(arguments, "oc", "--option", "--config-file", "--generate");
    }

    static boolean aptGet(List<String> words) {
        List<String> arguments = withoutCaches(words);
        return arguments.stream().anyMatch(word -> word.matches("-s|--simulate|--dry-run|--just-print|--no-act"))
                && arguments.stream().noneMatch(word -> word.matches("update|-o.*|-c.*|--option.*|--config.*"));
    }

    static boolean redis(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.matches("-[hpasn]|-u|--user|--pass|--cacert")) {
                i++;
            } else if (!word.matches("--(no-auth-warning|tls|raw)")) {
                return Set.of("ping", "info")
                        .containsAll(arguments.subList(i, Math.min(i + 1, arguments.size())).stream()
                                .map(verb -> verb.toLowerCase(java.util.Locale.ROOT))
                                .toList());
            }
        }
        return false;
    }

    /** Only options that are known to send and to save nothing. */
    static boolean curl(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            if (word.matches("-[a-zA-Z0-9]*o") || word.equals("--output")) {
                if (!word.matches("-[sSfLkIiv46g]*o|--output") || !value.equals("/dev/null")) {
                    return false;
                }
                i++;
            } else if (word.matches("-[sSfLkIiv46g]*X") || word.equals("--request")) {
                if (!value.matches("GET|HEAD")) {
                    return false;
                }
                i++;
            } else if (word.matches("-[sSfLkIiv46g]*w") || word.equals("--write-out")) {
                if (value.contains("output{") || value.startsWith("@")) {
                    return false;
                }
                i++;
            } else if (word.matches("-[sSfLkIiv46g]*[mHuAex]|--(max-time|connect-timeout|header|user|user-agent|retry|"
                    + "retry-delay|retry-max-time|resolve|cacert|capath|cert|key|noproxy|unix-socket|referer|proxy)")) {
                i++;
            } else if (!word.matches(
                    "-[sSfLkIiv46g]+|--(silent|show-error|fail|location|insecure|head|include|compressed|"
                            + "http1\\.1|http2|ipv4|ipv6|retry-connrefused|fail-with-body|globoff)|https?://.*|[^-:]+(:\\d+.*)?")) {
                return false;
            }
        }
        return !arguments.isEmpty();
    }

    static boolean git(List<String> arguments) {
        int at = 0;
        while (at < arguments.size() && arguments.get(at).startsWith("-")) {
            String option = arguments.get(at);
            if (!option.matches("-C|--no-pager|--git-dir=.*|--work-tree=.*|--no-optional-locks|--bare")) {
                return false;
            }
            at += option.equals("-C") ? 2 : 1;
        }
        if (at >= arguments.size()) {
            return false;
        }
        List<String> rest = arguments.subList(at + 1, arguments.size());
        boolean runsNothing = lacks(rest, "", "--output", "--ext-diff", "--textconv", "--upload-pack", "--exec")
                && rest.stream().noneMatch(word -> word.contains("::"));
        return runsNothing && gitVerb(arguments.get(at), rest);
    }

    private static boolean gitVerb(String verb, List<String> rest) {
        return switch (verb) {
            case "status",
                    "rev-parse",
                    "log",
                    "show",
                    "diff",
                    "ls-remote",
                    "ls-files",
                    "ls-tree",
                    "describe",
                    "rev-list",
                    "cat-file",
                    "merge-base",
                    "for-each-ref",
                    "blame" -> true;
            case "config" -> rest.stream().anyMatch(word -> word.matches("--get|--get-all|--get-regexp|--list|-l"));
            case "remote" -> rest.isEmpty() || rest.getFirst().matches("-v|--verbose|get-url|show");
            case "branch" -> rest.stream().allMatch(word -> word.matches("--show-current|-[arv]+|--list|--all"));
            case "tag" -> rest.isEmpty() || rest.getFirst().matches("-l|--list|--points-at");
            default -> false;
        };
    }

    static boolean container(List<String> arguments) {
        if (ReadOnlyCommands.startsWith(arguments, "ps", "images", "inspect", "info", "version", "port", "top")) {
            return true;
        }
        return arguments.size() > 1
                && arguments.getFirst().matches("network|volume|image|container|system|context")
                && arguments.get(1).matches("ls|list|inspect|df|ps");
    }

    static boolean iptables(List<String> arguments) {
        boolean lists = arguments.stream().anyMatch(word -> word.matches("-[nvx]*[LS]|--list|--list-rules"));
        return lists
                && arguments.stream()
                        .allMatch(word -> word.matches("-[nvxLStw46]+|--(list|list-rules|line-numbers|numeric|"
                                + "verbose|table)|[A-Za-z0-9][\\w-]*"));
    }

    static boolean nft(List<String> arguments) {
        List<String> words = arguments.stream()
                .dropWhile(word -> word.matches("-[anjsyt]+|--(terse|stateless|handle|json|numeric)"))
                .toList();
        return ReadOnlyCommands.startsWith(words, "list") && words.stream().noneMatch(word -> word.contains(";"));
    }

    static boolean firewall(List<String> arguments) {
        return !arguments.isEmpty()
                && arguments.stream()
                        .allMatch(word -> word.matches(
                                "--(state|list-[a-z-]+|get-[a-z-]+|query-[a-z-]+|" + "permanent|zone|quiet)(=.*)?"));
    }

    static boolean openssl(List<String> arguments) {
        if (arguments.equals(List.of("version"))) {
            return true;
        }
        if (ReadOnlyCommands.startsWith(arguments, "verify")) {
            return arguments.stream()
                    .skip(1)
                    .allMatch(word -> word.matches("-(CA(file|path)|untrusted|verify_(ip|hostname|email)|"
                            + "purpose|partial_chain|attime)|[^-].*"));
        }
        return ReadOnlyCommands.startsWith(arguments, "x509", "req", "rsa", "pkey", "ec", "crl")
                && arguments.contains("-noout")
                && arguments.stream()
                        .skip(1)
                        .allMatch(
                                word -> word.matches(
                                        "-(noout|in|inform|text|subject|issuer|dates|enddate|startdate|serial|"
                                                + "fingerprint|sha256|sha1|modulus|check|checkend|ext|hash|purpose|nameopt|email|verify)|[^-].*"));
    }

    /** Flags and options with a value, nothing else. */
    private static boolean options(List<String> arguments, String flags, String withValue) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).matches(withValue)) {
                i++;
            } else if (!arguments.get(i).matches(flags)) {
                return false;
            }
        }
        return true;
    }
}
