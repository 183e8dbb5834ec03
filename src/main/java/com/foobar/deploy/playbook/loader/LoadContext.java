package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.loader.Keyword.Use;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What surrounds the tasks that are being read.
 *
 * @param use whether they are tasks or handlers
 * @param keywords of everything around them
 * @param notifies of the blocks around them
 * @param roles the innermost last
 * @param file they stand in
 * @param chain the imports that led here, to find cycles
 */
record LoadContext(
        Use use,
        Keywords keywords,
        List<Value> notifies,
        List<RoleInstance> roles,
        Path file,
        List<String> chain,
        Shared shared) {
    /**
     * What is the same for all that is read in one go.
     *
     * @param playbookFolder directory of the playbook
     * @param playVars for names of imported files
     * @param includeParams variables of the includes around, of level 21
     * @param gathered takes what roles bring in
     */
    record Shared(
            Path playbookFolder, Map<String, Value> playVars, Map<String, Value> includeParams, Gathered gathered) {}

    LoadContext inside(Keywords inner) {
        return with(use, inner.inside(keywords), notifies, roles, file, chain);
    }

    LoadContext notifying(List<Value> more) {
        var all = new ArrayList<>(notifies);
        all.addAll(more);
        return with(use, keywords, all, roles, file, chain);
    }

    /** Handlers notify nothing because of the block around the task that brought them. */
    LoadContext forHandlers() {
        return with(Use.HANDLER, keywords, List.of(), roles, file, chain);
    }

    LoadContext inRole(RoleInstance role) {
        var all = new ArrayList<>(roles);
        all.add(role);
        return with(use, keywords, notifies, all, file, chain);
    }

    LoadContext inFile(Path newFile) {
        return with(use, keywords, notifies, roles, newFile, chain);
    }

    /**
     * One import deeper.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException IMPORT_CYCLE where the same import is under way
     */
    LoadContext importing(String what, Place place) {
        if (chain.contains(what)) {
            throw cycle(chain, what, place).toException();
        }
        var longer = new ArrayList<>(chain);
        longer.add(what);
        return with(use, keywords, notifies, roles, file, longer);
    }

    static Diagnostic cycle(List<String> chain, String what, Place place) {
        List<String> round = new ArrayList<>(chain.subList(chain.indexOf(what), chain.size()));
        round.add(what);
        return Diagnostic.of(
                        ErrorCode.IMPORT_CYCLE, "these import each other without end: " + String.join(" -> ", round))
                .at(place)
                .advise("use `include_tasks` or `include_role` with a condition where repetition is meant");
    }

    private LoadContext with(
            Use newUse,
            Keywords newKeywords,
            List<Value> newNotifies,
            List<RoleInstance> newRoles,
            Path newFile,
            List<String> newChain) {
        return new LoadContext(newUse, newKeywords, newNotifies, newRoles, newFile, newChain, shared);
    }

    Gathered gathered() {
        return shared.gathered();
    }

    Path folder() {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** What is known of variables before a run, the stronger over the weaker; extra vars are not among them. */
    Map<String, Value> variables() {
        var known = new LinkedHashMap<String, Value>();
        roles.forEach(role -> role.defaults().forEach((name, variable) -> known.put(name, variable.value())));
        known.putAll(shared.playVars());
        roles.forEach(role -> role.vars().forEach((name, variable) -> known.put(name, variable.value())));
        known.putAll(keywords.vars());
        roles.forEach(role -> known.putAll(role.params()));
        known.putAll(shared.includeParams());
        known.put(
                "playbook_dir",
                Value.of(shared.playbookFolder().toAbsolutePath().toString()));
        if (!roles.isEmpty()) {
            RoleInstance role = roles.getLast();
            known.put("role_name", Value.of(role.name()));
            known.put("role_path", Value.of(role.folder().toAbsolutePath().toString()));
        }
        return known;
    }
}
