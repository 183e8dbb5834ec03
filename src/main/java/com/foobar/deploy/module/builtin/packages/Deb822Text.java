package com.foobar.deploy.module.builtin.packages;

import java.util.List;
import java.util.Optional;

/** The text of a .sources file, with the fields in the order Ansible gives them: by the arguments' names. */
final class Deb822Text {
    private final StringBuilder text = new StringBuilder();

    private Deb822Text() {}

    static String of(Deb822Args args, Optional<String> key) {
        var made = new Deb822Text();
        made.flag("Allow-Downgrade-To-Insecure", args.allowDowngradeToInsecure());
        made.flag("Allow-Insecure", args.allowInsecure());
        made.flag("Allow-Weak", args.allowWeak());
        made.list("Architectures", args.architectures());
        made.flag("By-Hash", args.byHash());
        made.flag("Check-Date", args.checkDate());
        made.flag("Check-Valid-Until", args.checkValidUntil());
        made.list("Components", args.components());
        made.field("Date-Max-Future", args.dateMaxFuture().map(String::valueOf));
        made.flag("Enabled", args.enabled());
        made.list("Exclude", args.exclude());
        made.list("Include", args.include());
        made.field("Inrelease-Path", args.inreleasePath());
        made.list("Languages", args.languages());
        made.field("X-Repolib-Name", Optional.of(args.name()));
        made.flag("Pdiffs", args.pdiffs());
        made.field("Signed-By", key);
        made.list("Suites", args.suites());
        made.list("Targets", args.targets());
        made.flag("Trusted", args.trusted());
        made.list("Types", args.types());
        made.list("URIs", args.uris());
        return made.text.toString();
    }

    private void flag(String name, Optional<Boolean> value) {
        field(name, value.map(wanted -> wanted ? "yes" : "no"));
    }

    private void list(String name, List<String> values) {
        field(name, values.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", values)));
    }

    /** Further lines are indented, empty ones are a dot (deb822(5)). */
    private void field(String name, Optional<String> value) {
        if (value.isEmpty()) {
            return;
        }
        text.append(name).append(':');
        if (!value.get().contains("\n")) {
            text.append(' ').append(value.get()).append('\n');
            return;
        }
        text.append('\n');
        value.get()
                .strip()
                .lines()
                .forEach(line -> text.append(' ')
                        .append(line.isBlank() ? "." : line.strip())
                        .append('\n'));
    }
}
