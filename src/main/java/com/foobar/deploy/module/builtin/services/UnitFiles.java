package com.foobar.deploy.module.builtin.services;

import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.UnansweredException;
import com.foobar.deploy.state.question.files.FileQuestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Where systemd finds a service once it has read its units again: the paths of systemd.unit(5), and scripts of init. */
final class UnitFiles {
    private static final List<String> DIRECTORIES = List.of(
            "/etc/systemd/system",
            "/run/systemd/system",
            "/run/systemd/generator",
            "/usr/local/lib/systemd/system",
            "/usr/lib/systemd/system",
            "/lib/systemd/system");
    private static final String SERVICE = ".service";

    private UnitFiles() {}

    /** Whether a file for it may be there; units that are no services come from other files, too. */
    static boolean mayExist(String unit, Answers answers) {
        if (!unit.endsWith(SERVICE)) {
            return true;
        }
        var open = new LinkedHashSet<Question<?>>();
        boolean exists = false;
        for (String path : paths(unit)) {
            FileQuestion question = FileQuestion.attributes(path);
            try {
                exists |= answers.to(question).exists();
            } catch (UnansweredException unanswered) {
                open.addAll(unanswered.questions());
            }
        }
        if (!open.isEmpty()) {
            throw new UnansweredException(open);
        }
        return exists;
    }

    private static List<String> paths(String unit) {
        String name = unit.substring(0, unit.length() - SERVICE.length());
        int instance = name.indexOf('@');
        String file = instance < 0 ? unit : name.substring(0, instance + 1) + SERVICE;
        var paths = new ArrayList<>(List.of("/etc/init.d/" + name));
        for (String directory : DIRECTORIES) {
            paths.add(directory + "/" + unit);
            if (!file.equals(unit)) {
                paths.add(directory + "/" + file);
            }
        }
        return paths;
    }
}
