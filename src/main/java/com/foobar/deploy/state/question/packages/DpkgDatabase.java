package com.foobar.deploy.state.question.packages;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All packages that dpkg knows.
 *
 * @param variants by name
 * @param providers installed packages by the names they provide
 */
record DpkgDatabase(Map<String, List<PackageState.Variant>> variants, Map<String, List<String>> providers) {
    static final ShellText SCRIPT = ShellText.lit(
            "dpkg-query -W -f='${Package}\\t${Architecture}\\t${db:Status-Abbrev}\\t" + "${Version}\\t${Provides}\\n'");

    static DpkgDatabase parse(StepResult result) {
        if (!result.ok()) {
            throw Diagnostic.of(
                            ErrorCode.OUTPUT_NOT_UNDERSTOOD,
                            "the host's packages cannot be listed: "
                                    + result.errorText().strip())
                    .advise("packages can be managed on Debian, Ubuntu and their relatives only")
                    .toException();
        }
        var variants = new LinkedHashMap<String, List<PackageState.Variant>>();
        var providers = new LinkedHashMap<String, List<String>>();
        result.text()
                .lines()
                .map(line -> line.split("\t", -1))
                .filter(f -> f.length == 5)
                .forEach(fields -> {
                    var variant = new PackageState.Variant(fields[0], fields[1], fields[2].strip(), fields[3]);
                    variants.computeIfAbsent(variant.name(), _ -> new ArrayList<>())
                            .add(variant);
                    if (variant.installed()) {
                        provided(fields[4])
                                .forEach(name -> providers
                                        .computeIfAbsent(name, _ -> new ArrayList<>())
                                        .add(variant.name()));
                    }
                });
        return new DpkgDatabase(variants, providers);
    }

    /** The host's own: that of dpkg itself, without another program; "" where dpkg is not a package. */
    String architecture() {
        return variants.getOrDefault("dpkg", List.of()).stream()
                .filter(PackageState.Variant::installed)
                .map(PackageState.Variant::architecture)
                .findFirst()
                .orElse("");
    }

    /** {@code a, b (= 1.0), c:any} names a, b and c. */
    private static List<String> provided(String field) {
        var names = new ArrayList<String>();
        for (String part : field.split(",")) {
            String name = part.strip().replaceFirst("[\\s(:].*", "");
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }
}
