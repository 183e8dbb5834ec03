package com.foobar.deploy.engine.variables;

import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that the tool itself gives; nothing can override them. */
final class MagicVariables {
    static final Set<String> NAMES = Set.of(
            "inventory_hostname",
            "inventory_hostname_short",
            "inventory_dir",
            "inventory_file",
            "groups",
            "group_names",
            "hostvars",
            "playbook_dir",
            "role_path",
            "role_name",
            "ansible_role_name",
            "ansible_parent_role_names",
            "ansible_play_hosts",
            "ansible_play_hosts_all",
            "ansible_play_batch",
            "ansible_play_name",
            "ansible_play_role_names",
            "ansible_role_names",
            "play_hosts",
            "ansible_check_mode",
            "ansible_diff_mode",
            "ansible_version",
            "ansible_run_tags",
            "ansible_skip_tags",
            "ansible_limit",
            "ansible_forks",
            "ansible_verbosity",
            "ansible_inventory_sources",
            "ansible_search_path",
            "ansible_facts",
            "omit",
            "vars",
            "environment");

    private final RunContext run;
    private final @Nullable PlayState play;
    private final HostRun host;
    private final @Nullable Task task;
    private final HostScope scope;

    /** What holds everything again, and the mark that stands for no value. */
    static final Set<String> NOT_LISTED = Set.of("vars", "hostvars", "omit");

    MagicVariables(RunContext run, @Nullable PlayState play, HostRun host, @Nullable Task task, HostScope scope) {
        this.run = run;
        this.play = play;
        this.host = host;
        this.task = task;
        this.scope = scope;
    }

    @Nullable
    Value find(String name) {
        return switch (name) {
            case "inventory_hostname" -> TextValue.name(host.name());
            case "inventory_hostname_short" -> TextValue.name(host.name().split("\\.", 2)[0]);
            case "inventory_dir" -> inventoryFolder();
            case "inventory_file" -> inventoryFile();
            case "groups" -> groups();
            case "group_names" -> ofNames(run.inventory().groupNames(host.host()));
            case "hostvars" -> new MapValue(new HostVars(run, play));
            case "playbook_dir" -> TextValue.trusted(run.playbookFolder().toString());
            case "role_path", "role_name", "ansible_role_name", "ansible_parent_role_names" -> ofRole(name);
            case "ansible_check_mode" -> Value.of(run.options().check());
            case "ansible_diff_mode" -> Value.of(run.options().mode().diff());
            case "ansible_version" -> version();
            case "ansible_run_tags" ->
                ListValue.ofStrings(
                        run.options().tags().isEmpty()
                                ? List.of("all")
                                : run.options().tags());
            case "ansible_skip_tags" -> ListValue.ofStrings(run.options().skipTags());
            case "ansible_limit" -> run.options().limit().map(Value::of).orElse(null);
            case "ansible_forks" -> Value.of(run.options().forks());
            case "ansible_verbosity" -> Value.of(run.options().mode().verbosity());
            case "ansible_inventory_sources" ->
                ListValue.ofStrings(run.options().inventorySources());
            case "ansible_search_path" ->
                ListValue.ofStrings(
                        scope.files().folders().stream().map(Path::toString).toList());
            case "ansible_facts" -> facts();
            case "omit" -> OmitValue.OMIT;
            case "vars" -> new MapValue(new LazyVariables(scope));
            case "environment" -> ListValue.EMPTY;
            default -> play == null ? null : ofPlay(name, play);
        };
    }

    private @Nullable Value ofPlay(String name, PlayState running) {
        return switch (name) {
            case "ansible_play_hosts", "play_hosts" ->
                names(running.hosts().stream().filter(HostRun::active).toList());
            case "ansible_play_hosts_all" -> names(running.hosts());
            case "ansible_play_batch" ->
                names(running.batch().stream().filter(HostRun::active).toList());
            case "ansible_play_name" -> Value.of(running.name());
            case "ansible_play_role_names", "ansible_role_names" ->
                ListValue.ofStrings(running.roles().stream()
                        .map(RoleInstance::name)
                        .distinct()
                        .toList());
            default -> null;
        };
    }

    private @Nullable Value ofRole(String name) {
        if (task == null || task.role().isEmpty()) {
            return null;
        }
        RoleInstance role = task.role().get();
        return switch (name) {
            case "role_path" -> TextValue.trusted(role.folder().toString());
            case "ansible_parent_role_names" ->
                ListValue.ofStrings(task.roles().reversed().stream()
                        .skip(1)
                        .map(RoleInstance::name)
                        .toList());
            default -> TextValue.trusted(role.name());
        };
    }

    private @Nullable Value facts() {
        Map<String, Value> known = host.variables().facts();
        if (host.variables().lacksFacts(task != null) && run.gathersFacts(play)) {
            throw new FactsNeeded(host);
        }
        return known == null ? MapValue.EMPTY : MapValue.ofStrings(known);
    }

    private static Value ofNames(List<String> names) {
        return new ListValue(names.stream().<Value>map(TextValue::name).toList());
    }

    private Value groups() {
        var groups = new LinkedHashMap<String, Value>();
        run.inventory().groups().forEach((name, hosts) -> groups.put(name, ofNames(hosts)));
        return MapValue.ofStrings(groups);
    }

    private @Nullable Value inventoryFolder() {
        return inventoryPath()
                .map(path -> Files.isDirectory(path) ? path : path.getParent())
                .map(path -> TextValue.trusted(String.valueOf(path)))
                .orElse(null);
    }

    private @Nullable Value inventoryFile() {
        return inventoryPath().map(path -> TextValue.trusted(path.toString())).orElse(null);
    }

    private java.util.Optional<Path> inventoryPath() {
        return run.options().inventorySources().stream()
                .filter(source -> !source.contains(","))
                .map(source -> Path.of(source).toAbsolutePath().normalize())
                .findFirst();
    }

    /** The language level that roles ask for, not this tool's own version. */
    private static Value version() {
        return Value.of(Map.of(
                "full", Value.of("2.19.0"),
                "major", Value.of(2),
                "minor", Value.of(19),
                "revision", Value.of(0),
                "string", Value.of("2.19.0")));
    }

    private static Value names(List<HostRun> hosts) {
        return ListValue.ofStrings(hosts.stream().map(HostRun::name).toList());
    }
}
