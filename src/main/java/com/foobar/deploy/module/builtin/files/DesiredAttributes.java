package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.FileMode;
import com.foobar.deploy.state.change.SetAttributes;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The owner, group and mode a task asks for; what is not given stays as it is. */
public record DesiredAttributes(Optional<String> owner, Optional<String> group, Optional<FileMode> mode) {
    /** What a program gives a new file and a new directory under the umask of an untouched Debian. */
    public static final int NEW_FILE = 0644;

    static final int NEW_DIRECTORY = 0755;

    /** What a new file gets that holds a secret. */
    static final int SECRET_FILE = 0600;

    /** Nothing is asked for: what is there stays as it is. */
    public static final DesiredAttributes NONE =
            new DesiredAttributes(Optional.empty(), Optional.empty(), Optional.empty());

    public static DesiredAttributes ofMode(Optional<FileMode> mode) {
        return new DesiredAttributes(Optional.empty(), Optional.empty(), mode);
    }

    boolean isEmpty() {
        return owner.isEmpty() && group.isEmpty() && mode.isEmpty();
    }

    /** @param now the bits that a symbolic mode starts from */
    public Optional<Integer> bits(int now, boolean directory) {
        return mode.map(desired -> SymbolicMode.apply(desired, now, directory));
    }

    /** What is to be set on a file that is there. */
    SetAttributes.Desired missing(FileState now) {
        boolean link = now.isLink();
        return new SetAttributes.Desired(
                owner.filter(name -> !isNamed(name, now.owner(), now.uid())),
                group.filter(name -> !isNamed(name, now.group(), now.gid())),
                link ? Optional.empty() : bits(now.mode(), now.isDirectory()).filter(bits -> bits != now.mode()));
    }

    public boolean holds(FileState now) {
        return missing(now).equals(new SetAttributes.Desired(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static boolean isNamed(String desired, String name, long number) {
        return desired.equals(name) || desired.equals(Long.toString(number));
    }

    /** The file once it has them. */
    public FileState fulfilled(FileState now) {
        SetAttributes.Desired missing = missing(now);
        FileState after = now;
        after = missing.owner().isPresent() ? after.withOwner(missing.owner().get()) : after;
        after = missing.group().isPresent() ? after.withGroup(missing.group().get()) : after;
        return missing.mode().isPresent() ? after.withMode(missing.mode().get()) : after;
    }

    /** @param path its last name is no link, or the link itself is meant */
    public SetAttributes change(String path, FileState now) {
        return SetAttributes.of(path, missing(now), fulfilled(now));
    }

    /** Attributes that differ, as they are: the left side of a diff. */
    public static Map<String, Value> differing(FileState one, FileState other) {
        var shown = new LinkedHashMap<String, Value>();
        if (!one.owner().equals(other.owner()) || one.uid() != other.uid()) {
            shown.put("owner", Value.of(one.owner().isEmpty() ? Long.toString(one.uid()) : one.owner()));
        }
        if (!one.group().equals(other.group()) || one.gid() != other.gid()) {
            shown.put("group", Value.of(one.group().isEmpty() ? Long.toString(one.gid()) : one.group()));
        }
        if (one.mode() != other.mode()) {
            shown.put("mode", Value.of(one.modeText()));
        }
        return shown;
    }
}
