package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.FileState.Type;
import com.foobar.deploy.value.Value;
import java.util.Map;

/** The keys that the results of stat and find have in common. */
final class StatKeys {
    private StatKeys() {}

    static void numbers(FileState state, Map<String, Value> keys) {
        keys.put("uid", Value.of(state.uid()));
        keys.put("gid", Value.of(state.gid()));
        keys.put("size", Value.of(state.size()));
        keys.put("inode", Value.of(state.inode()));
        keys.put("dev", Value.of(state.device()));
        keys.put("nlink", Value.of(state.links()));
        keys.put("atime", Value.of(state.accessed()));
        keys.put("mtime", Value.of(state.modified()));
        keys.put("ctime", Value.of(state.statusChanged()));
        keys.put("pw_name", Value.of(state.owner()));
        keys.put("gr_name", Value.of(state.group()));
    }

    static void types(FileState state, Map<String, Value> keys) {
        keys.put("isdir", Value.of(state.isDirectory()));
        keys.put("ischr", Value.of(state.type() == Type.CHARACTER));
        keys.put("isblk", Value.of(state.type() == Type.BLOCK));
        keys.put("isreg", Value.of(state.isFile()));
        keys.put("isfifo", Value.of(state.type() == Type.FIFO));
        keys.put("islnk", Value.of(state.isLink()));
        keys.put("issock", Value.of(state.type() == Type.SOCKET));
    }

    static void permissions(FileState state, Map<String, Value> keys) {
        String[] names = {"xoth", "woth", "roth", "xgrp", "wgrp", "rgrp", "xusr", "wusr", "rusr", "", "isgid", "isuid"};
        for (int bit = names.length - 1; bit >= 0; bit--) {
            if (!names[bit].isEmpty()) {
                keys.put(names[bit], Value.of((state.mode() >> bit & 1) != 0));
            }
        }
    }
}
