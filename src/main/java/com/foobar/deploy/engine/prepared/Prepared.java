package com.foobar.deploy.engine.prepared;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.host.AnswerBook;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.engine.variables.ConnectionVariables;
import com.foobar.deploy.engine.variables.HostScope;
import com.foobar.deploy.module.ArgumentSpec;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.accounts.UserQuestion;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A task whose arguments are evaluated for a host: ready to be asked what it reads and what it decides.
 *
 * @param target the host that is worked on: the delegate, or the host itself
 */
public record Prepared<A extends Record>(
        Module<A> module,
        A arguments,
        TaskContext context,
        HostRun target,
        ConnectionSettings settings,
        Become become) {

    private static final Set<String> PACKAGE_MANAGERS = Set.of("apt", "apk", "dnf", "dnf5", "pacman", "yum", "zypper");

    public static Prepared<?> of(Site site, Scope scope) {
        RunContext run = site.run();
        Task task = site.task();
        String name = task.module().startsWith("{{") ? moduleName(run, task, scope) : task.module();
        Module<?> module = run.modules().find(name).orElseThrow(() -> missing(name, task));
        return prepare(site, scope, module);
    }

    /** {@code action: "{{ ansible_pkg_mgr }} name=x"}: a host may name the package manager, and no other module. */
    private static String moduleName(RunContext run, Task task, Scope scope) {
        Value name = run.templates().render(TextValue.written(task.module(), task.place()), scope);
        if (!name.trusted() && !PACKAGE_MANAGERS.contains(name.toString())) {
            throw Diagnostic.of(
                            ErrorCode.UNTRUSTED_EXPRESSION,
                            "the name of this module came from a host, a file or a lookup, and is no package manager")
                    .at(task.place())
                    .toException();
        }
        return name.toString();
    }

    private static RuntimeException missing(String module, Task task) {
        return Diagnostic.of(ErrorCode.MODULE_UNSUPPORTED, "the module `" + module + "` is not part of foobar-deploy")
                .at(task.place())
                .advise("`foobar-deploy docs --list` names the modules there are")
                .toException();
    }

    private static <A extends Record> Prepared<A> prepare(Site site, Scope scope, Module<A> module) {
        RunContext run = site.run();
        Task task = site.task();
        ArgumentSpec<A> spec = ArgumentSpec.of(module.arguments());
        A arguments = spec.read(task.module(), arguments(site, scope, spec), task.place());
        HostRun target = site.target(scope);
        HostScope targetScope = target == site.host() ? site.scope() : new HostScope(run, site.play(), target, null);
        var variables = new ConnectionVariables(run, targetScope, task.keywords(), target.name());
        Become become = variables.become();
        ConnectionSettings settings = variables.settings();
        var context = new TaskContext(
                site.host().name(),
                site.checks(scope),
                become.user().or(settings.credentials()::user),
                environment(site, scope),
                unchanging(task),
                resultUsed(task),
                scope,
                run.templates(),
                run.vault());
        return new Prepared<>(module, arguments, context, target, settings, become);
    }

    public boolean supportsCheckMode() {
        return module.supportsCheckMode(arguments);
    }

    /** TaskConditions stay as they are written: evaluated once, by the module. */
    private static MapValue arguments(Site site, Scope scope, ArgumentSpec<?> spec) {
        Task task = site.task();
        var values = new LinkedHashMap<Value, Value>();
        if (task.action().template().isPresent()
                && site.run().templates().render(task.action().template().get(), scope) instanceof MapValue map) {
            values.putAll(map.entries());
        }
        var written = new LinkedHashMap<Value, Value>();
        task.arguments().entries().forEach((name, value) -> {
            Value evaluated =
                    spec.open() ? ArgumentNames.evaluated(name, site.run().templates(), scope) : name;
            (spec.isCondition(String.valueOf(name)) ? values : written).put(evaluated, value);
        });
        if (site.run().templates().render(new MapValue(written), scope) instanceof MapValue own) {
            values.putAll(own.entries());
        }
        var all = new MapValue(values);
        site.run().templates().secrets().note(all);
        return all;
    }

    private static Map<String, String> environment(Site site, Scope scope) {
        var environment = new LinkedHashMap<String, String>();
        for (Value raw : site.task().keywords().environment()) {
            if (site.run().templates().render(raw, scope) instanceof MapValue map) {
                site.run().templates().secrets().note(map);
                map.strings()
                        .forEach((name, value) ->
                                environment.put(name, value instanceof TextValue text ? text.text() : plain(value)));
            }
        }
        return environment;
    }

    private static String plain(Value value) {
        return com.foobar.deploy.template.text.PythonText.str(value);
    }

    private static boolean unchanging(Task task) {
        return task.result().changedWhen().equals(List.of(BoolValue.FALSE));
    }

    private static boolean resultUsed(Task task) {
        return task.result().register().isPresent()
                || Stream.of(
                                task.result().changedWhen(),
                                task.result().failedWhen(),
                                task.result().until())
                        .anyMatch(conditions -> !conditions.isEmpty());
    }

    public Set<Question<?>> reads() {
        return module.reads(arguments, context);
    }

    public Decision decide(Answers answers) {
        return module.decide(arguments, answers, context);
    }

    public boolean readsOnly() {
        return module.readsOnly(arguments, context);
    }

    /** The user that the task becomes, as the host knows one. */
    public Optional<UserQuestion> becomes() {
        return become.user().map(UserQuestion::new);
    }

    /** The same task as another user. */
    public Prepared<A> as(Become other) {
        return new Prepared<>(module, arguments, context, target, settings, other);
    }

    /** In a plan too, a task that really changes something is decided on from what is there. */
    public AnswerBook book() {
        AnswerBook book = target.answers().book(become.key());
        return context.checkMode() || readsOnly() ? book : book.asOnHost();
    }
}
