package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.Doubted;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.TouchedDoubt;
import com.foobar.deploy.state.question.accounts.GroupQuestion;
import com.foobar.deploy.state.question.accounts.GroupState;
import com.foobar.deploy.state.question.accounts.UserQuestion;
import com.foobar.deploy.state.question.accounts.UserState;
import com.foobar.deploy.state.question.databases.SqlAnswer;
import com.foobar.deploy.state.question.databases.SqlQuestion;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.packages.PackageListQuestion;
import com.foobar.deploy.state.question.packages.PackageQuestion;
import com.foobar.deploy.state.question.packages.PackageState;
import com.foobar.deploy.state.question.services.ServiceQuestion;
import com.foobar.deploy.state.question.services.ServiceState;
import com.foobar.deploy.state.question.system.CommandQuestion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan takes packages to bring when they are installed, after Debian's policy and the names that packages use: a
 * unit of the package's name that is enabled and runs, directories of that name, an empty database server. Where a name only
 * makes it likely, it is doubted instead.
 *
 */
public final class PackageEffects implements Doubted {
    private static final List<String> SETTINGS_DIRECTORIES =
            List.of("/etc/", "/etc/default/", "/etc/init.d/", "/etc/logrotate.d/", "/etc/cron.d/");

    private static final List<String> DIRECTORIES =
            List.of("/usr/share/", "/usr/lib/", "/usr/bin/", "/usr/sbin/", "/opt/");

    private static final List<String> STATE_DIRECTORIES =
            List.of("/var/lib/", "/var/log/", "/var/cache/", "/var/spool/", "/run/");

    private static final Pattern PART = Pattern.compile(
            "-(server|client|core|common|daemon|utils|data|base|full|light|extras|\\d[\\d.]*)$|(?<=[a-z])\\d[\\d.]*$");

    private static final Pattern DATABASE =
            Pattern.compile("(default-mysql|mysql|mysql-community|mariadb|percona)-server(-[\\d.]+)?");

    /** What shows all there are of units or accounts, which any package may add to. */
    private static final Pattern LISTS =
            Pattern.compile("\\bsystemctl list-unit|\\bgetent\\b|\\bdpkg(-query)? (-l|-W)\\b");

    /** Parts of a program that bring neither an account nor a unit of its name. */
    private static final Pattern PASSIVE = Pattern.compile(".*-(core|client|common|utils|data|base|doc|dev|bin)(-.*)?");

    /** Parts that bring programs and no settings: of MySQL's packages `-common` and `-server` have directories in /etc. */
    private static final Pattern WITHOUT_SETTINGS = Pattern.compile(".*-(core|client|utils|data|doc|dev|bin)(-.*)?");

    private final Set<String> wanted;
    private final Set<String> all;
    private final boolean complete;
    private final Set<String> names;
    private final Set<String> settings;
    private final Set<String> services;
    private final List<String> paths;

    /**
     * @param wanted packages to be installed that are not there yet
     * @param all these and what they depend on
     * @param complete false where apt could not be asked what else would come
     */
    public PackageEffects(Set<String> wanted, Set<String> all, boolean complete) {
        this.wanted = Set.copyOf(wanted);
        this.all = Set.copyOf(all);
        this.complete = complete;
        this.names = names(all.stream());
        this.settings = names(
                all.stream().filter(name -> !WITHOUT_SETTINGS.matcher(name).matches()));
        this.services = names(all.stream().filter(name -> !PASSIVE.matcher(name).matches()));
        this.paths = Stream.of(
                        below(SETTINGS_DIRECTORIES, settings),
                        below(DIRECTORIES, names),
                        below(STATE_DIRECTORIES, services))
                .flatMap(found -> found)
                .toList();
    }

    private static Stream<String> below(List<String> folders, Set<String> names) {
        return folders.stream().flatMap(folder -> names.stream().map(name -> folder + name));
    }

    // --- what follows

    public List<Derivation> derivations() {
        return List.of(
                Derivation.of(PackageQuestion.class, this::packaged),
                Derivation.of(ServiceQuestion.class, this::unit),
                Derivation.of(FileQuestion.class, this::folder),
                Derivation.of(SqlQuestion.class, this::database));
    }

    private PackageState packaged(PackageQuestion question, PackageState now) {
        return !now.installed() && all.contains(question.name()) ? PackageState.assumed(question.name(), "") : now;
    }

    private ServiceState unit(ServiceQuestion question, ServiceState now) {
        String name = question.unit().replaceFirst("\\.service$", "");
        boolean brings = !question.user() && !now.found() && now.problem().isEmpty() && services.contains(name);
        return brings
                ? now.with(Map.of(
                        "LoadState", "loaded",
                        "ActiveState", "active",
                        "SubState", "running",
                        "UnitFileState", "enabled"))
                : now;
    }

    /** The directory of its name, which its own files are put into. */
    private FileState folder(FileQuestion question, FileState now) {
        boolean brings = !now.exists()
                && settings.stream()
                        .anyMatch(name -> question.path().equals("/etc/" + name)
                                || question.path().matches("/etc/" + Pattern.quote(name) + "/[\\w.-]+\\.d"));
        return brings
                ? now.withType(FileState.Type.DIRECTORY)
                        .withMode(0755)
                        .withOwner("root")
                        .withGroup("root")
                : now;
    }

    private SqlAnswer database(SqlQuestion question, SqlAnswer now) {
        boolean local = question.login().server().host().isEmpty();
        return local && now instanceof SqlAnswer.Unreachable && all.stream().anyMatch(DATABASE.asMatchPredicate())
                ? new SqlAnswer.Fresh()
                : now;
    }

    // --- what is doubted

    @Override
    public boolean concerns(Question<?> question, @Nullable Object answer) {
        return switch (question) {
            case PackageQuestion one ->
                !installed(answer)
                        && (!complete && mayDependOn(one.name())
                                || one.name().contains(":")
                                        && all.contains(one.name().replaceFirst(":.*", "")));
            case PackageListQuestion _ -> true;
            case FileQuestion file -> missing(answer) && named(file);
            case ServiceQuestion _ -> answer instanceof ServiceState state && !state.found();
            case UserQuestion user -> !(answer instanceof UserState state && state.exists()) && is(user.name());
            case GroupQuestion group -> !(answer instanceof GroupState state && state.exists()) && is(group.name());
            case CommandQuestion command -> notFound(answer) || mentioned(command);
            case SqlQuestion _ -> answer instanceof SqlAnswer.Unreachable;
            default ->
                switch (question.topic()) {
                    case HTTP, PORT -> true;
                    case FILE -> paths.stream().anyMatch(path -> question.staleAfter(Touched.paths(path)));
                    case PACKAGE, SERVICE, ACCOUNT, SYSTEM, FACTS, COMMAND, SQL -> false;
                };
        };
    }

    /** A package may bring a directory of the system, or an account, whatever its name, and load modules of the kernel. */
    @Override
    public boolean mayBring(Question<?> question) {
        return switch (question) {
            case FileQuestion file -> file.path().matches("/(etc|usr|var|run|lib|opt|srv|bin|sbin|boot|proc)(/.*)?");
            case UserQuestion _, GroupQuestion _ -> true;
            default -> concerns(question, null);
        };
    }

    private static boolean installed(@Nullable Object answer) {
        return answer instanceof PackageState state && state.installed();
    }

    private static boolean missing(@Nullable Object answer) {
        return !(answer instanceof FileState state && state.exists());
    }

    private boolean named(FileQuestion file) {
        return paths.stream().anyMatch(path -> file.doubtedAfter(Touched.paths(path)));
    }

    private boolean is(String account) {
        return services.contains(account);
    }

    private static boolean notFound(@Nullable Object answer) {
        return answer instanceof StepResult result && result.rc() == 127;
    }

    private boolean mentioned(CommandQuestion command) {
        String text = command.text();
        if (text.contains("apt-get -q -s")) {
            // What would come with another package: what is there by then is known.
            return false;
        }
        if (LISTS.matcher(text).find()) {
            return true;
        }
        boolean asksPackages = Pattern.compile("\\b(dpkg|apt-cache|apt-mark|dpkg-query|apt)\\b")
                .matcher(text)
                .find();
        return asksPackages && all.stream().anyMatch(name -> TouchedDoubt.named(text, name))
                || paths.stream().anyMatch(path -> TouchedDoubt.mentions(command, path));
    }

    /** Where apt was not asked: the parts that a package is often split into, and libraries. */
    private boolean mayDependOn(String name) {
        return name.startsWith("lib") || wanted.stream().anyMatch(one -> name.startsWith(one + "-"));
    }

    // --- names

    /** The packages' names, also without the endings that say which part of a program a package is. */
    private static Set<String> names(Stream<String> packages) {
        return packages.flatMap(PackageEffects::names).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> names(String packageName) {
        Predicate<String> shortens = name -> PART.matcher(name).find();
        return Stream.concat(
                Stream.of(packageName),
                Stream.iterate(
                        shortened(packageName),
                        name -> !name.isEmpty(),
                        name -> shortens.test(name) ? shortened(name) : ""));
    }

    private static String shortened(String name) {
        return PART.matcher(name).find() ? PART.matcher(name).replaceFirst("") : name;
    }
}
