package com.foobar.deploy.record;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.template.filter.format.JsonReader;
import com.foobar.deploy.template.filter.format.JsonWriter;
import com.foobar.deploy.value.AtomicFile;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.OutputFile;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A plan in a file, to be applied as it is or not at all. It holds no secret: what may be one is there as a hash with the
 * project's key.
 *
 * @param files hashes of the files it was made from
 * @param extraVars hash of the extra variables' values
 * @param seal hash of all the rest, so that no part of the file can be edited: also not where it starts, or for which hosts
 */
public record SavedPlan(
        RunDescription run, Map<String, String> files, String extraVars, List<PlanEntry> entries, String seal) {
    private static final String FORMAT = "foobar-deploy plan 1";

    private static final int MOST_DIFFERENCES = 10;

    public static SavedPlan of(RunOptions options, PlanEntries entries, Instant now) {
        PlanKey key = PlanKey.of(options.home());
        var unsealed = new SavedPlan(
                RunDescription.of("plan", options, now),
                FileHashes.hashes(options, key),
                key.hash(text(options.extraVars())),
                entries.sorted(),
                "");
        return unsealed.sealed(unsealed.sealBy(key));
    }

    private SavedPlan sealed(String made) {
        return new SavedPlan(run, files, extraVars, entries, made);
    }

    private String sealBy(PlanKey key) {
        return key.hash(JsonWriter.write(new MapValue(contents()), JsonWriter.Style.line(true)));
    }

    /** As JSON, in which no value can look like the next variable. */
    private static String text(Map<String, Value> variables) {
        return JsonWriter.write(MapValue.ofStrings(new TreeMap<>(variables)), JsonWriter.Style.line(true));
    }

    /** True if the file looks like a saved plan, whatever its name. */
    public static boolean is(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) > 0
                    && new String(Files.newInputStream(file).readNBytes(200), StandardCharsets.UTF_8).contains(FORMAT);
        } catch (IOException _) {
            return false;
        }
    }

    /** For its owner alone. */
    public void write(Path file) {
        OutputFile.refuseSpecial(file);
        try {
            String text = JsonWriter.write(value(), JsonWriter.Style.indented(1, false)) + "\n";
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), AtomicFile.PRIVATE);
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_WRITABLE, "the plan cannot be written to `" + file + "`: " + e)
                    .toException(e);
        }
    }

    private MapValue value() {
        var fields = contents();
        fields.put(Value.of("seal"), Value.of(seal));
        return new MapValue(fields);
    }

    private Map<Value, Value> contents() {
        var fields = new LinkedHashMap<Value, Value>();
        fields.put(Value.of("format"), Value.of(FORMAT));
        fields.put(Value.of("run"), run.value());
        var hashes = new LinkedHashMap<String, Value>();
        new TreeMap<>(files).forEach((path, hash) -> hashes.put(path, Value.of(hash)));
        fields.put(Value.of("files"), MapValue.ofStrings(hashes));
        fields.put(Value.of("extra_vars"), Value.of(extraVars));
        fields.put(Value.of("tasks"), PlanEntry.list(entries));
        return fields;
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException FILE_NOT_READABLE */
    public static SavedPlan read(Path file) {
        try {
            if (JsonReader.read(Files.readString(file)) instanceof MapValue fields
                    && fields.get("format") instanceof TextValue format
                    && format.text().equals(FORMAT)
                    && fields.get("run") instanceof MapValue run) {
                return new SavedPlan(
                        RunDescription.of(run),
                        strings(fields.get("files")),
                        fields.get("extra_vars") + "",
                        tasks(fields),
                        fields.get("seal") + "");
            }
        } catch (IOException | DeployException | IllegalArgumentException _) {
            // Said below, whatever is wrong with it.
        }
        throw Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "`" + file + "` is not a plan that this version can read")
                .advise("make it again with `foobar-deploy plan PLAYBOOK --out " + file + "`")
                .toException();
    }

    private static Map<String, String> strings(@org.jspecify.annotations.Nullable Value value) {
        var strings = new TreeMap<String, String>();
        if (value instanceof MapValue map) {
            map.strings().forEach((name, hash) -> strings.put(name, String.valueOf(hash)));
        }
        return strings;
    }

    private static List<PlanEntry> tasks(MapValue fields) {
        return fields.get("tasks") instanceof ListValue list
                ? list.items().stream()
                        .filter(MapValue.class::isInstance)
                        .map(entry -> PlanEntry.of((MapValue) entry))
                        .toList()
                : List.of();
    }

    /**
     * To be asked before anything that the plan names is opened: it could name a program.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException PLAN_OUTDATED, where the plan was edited
     */
    public void checkSeal(Path home) {
        if (!seal.equals(sealBy(PlanKey.of(home)))) {
            throw Diagnostic.of(
                            ErrorCode.PLAN_OUTDATED,
                            "this plan was edited, or was made in another checkout: nothing was changed")
                    .advise("plan again, look at it, and apply that")
                    .toException();
        }
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException PLAN_OUTDATED, where a file or a variable is another one now */
    public void checkFiles(RunOptions options) {
        PlanKey key = PlanKey.of(options.home());
        var differences = new ArrayList<String>();
        Map<String, String> now = FileHashes.hashes(options, key);
        files.forEach((file, hash) -> {
            if (!now.containsKey(file)) {
                differences.add("`" + file + "` is gone");
            } else if (!hash.equals(now.get(file))) {
                differences.add("`" + file + "` has changed");
            }
        });
        now.keySet().stream()
                .filter(file -> !files.containsKey(file))
                .forEach(file -> differences.add("`" + file + "` is new"));
        if (!extraVars.equals(key.hash(text(options.extraVars())))) {
            differences.add(
                    run.extraVars().isEmpty()
                            ? "it was made without extra variables"
                            : "the extra variables are not those it was made with: give `"
                                    + String.join("`, `", run.extraVars()) + "` with -e again");
        }
        refuse(differences);
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException PLAN_OUTDATED, where a host is no longer as it was */
    public void checkHosts(PlanEntries fresh) {
        var differences = new ArrayList<String>();
        Map<String, List<PlanEntry>> now = fresh.sorted().stream()
                .collect(Collectors.groupingBy(
                        PlanEntry::key, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
        for (PlanEntry planned : entries) {
            List<PlanEntry> same = now.getOrDefault(planned.key(), List.of());
            if (same.isEmpty()) {
                differences.add(planned.host() + ": `" + planned.task() + "` was " + planned.words()
                        + ", and is not reached now");
                continue;
            }
            PlanEntry found = same.removeFirst();
            if (!planned.sameAs(found)) {
                differences.add(planned.host() + ": `" + planned.task() + "` was " + planned.words() + ", and is now "
                        + words(planned, found));
            }
        }
        now.values()
                .forEach(left -> left.forEach(found -> differences.add(
                        found.host() + ": `" + found.task() + "` is now " + found.words() + ", and was not planned")));
        refuse(differences);
    }

    private static String words(PlanEntry planned, PlanEntry found) {
        return found.words().equals(planned.words()) ? found.words() + " from another state" : found.words();
    }

    private static void refuse(List<String> differences) {
        if (differences.isEmpty()) {
            return;
        }
        Diagnostic diagnostic = Diagnostic.of(
                ErrorCode.PLAN_OUTDATED, "the plan no longer fits, and nothing was changed: " + differences.getFirst());
        for (String more :
                differences.stream().skip(1).limit(MOST_DIFFERENCES - 1).toList()) {
            diagnostic = diagnostic.advise("also: " + more);
        }
        if (differences.size() > MOST_DIFFERENCES) {
            diagnostic = diagnostic.advise((differences.size() - MOST_DIFFERENCES) + " more differences");
        }
        throw diagnostic.advise("plan again, look at it, and apply that").toException();
    }
}
