package com.foobar.deploy.state.facts;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code mounts}: devices that are mounted, as Ansible without what has no device behind it. */
final class MountFacts {
    private MountFacts() {}

    static Map<String, Value> of(FactSections sections) {
        Map<String, long[]> sizes = sizes(sections);
        Map<String, String> uuids = uuids(sections);
        var mounts = new ArrayList<Value>();
        for (String line : sections.lines("mounts")) {
            String[] words = line.split(" ");
            if (words.length < 4 || !words[0].startsWith("/") && !words[0].contains(":/")) {
                continue;
            }
            var mount = new LinkedHashMap<String, Value>();
            String path = unescaped(words[1]);
            mount.put("device", Value.of(unescaped(words[0])));
            mount.put("mount", Value.of(path));
            mount.put("fstype", Value.of(words[2]));
            mount.put("options", Value.of(words[3]));
            mount.put("dump", Value.of(0));
            mount.put("passno", Value.of(0));
            mount.put("uuid", Value.of(uuids.getOrDefault(words[0], "N/A")));
            long[] size = sizes.get(path);
            if (size != null) {
                sizes(mount, size);
            }
            mounts.add(Value.of(mount));
        }
        return Map.of("mounts", new ListValue(mounts));
    }

    private static void sizes(Map<String, Value> mount, long[] size) {
        mount.put("block_size", Value.of(size[0]));
        mount.put("block_total", Value.of(size[1]));
        mount.put("block_available", Value.of(size[2]));
        mount.put("block_used", Value.of(size[1] - size[2]));
        mount.put("size_total", Value.of(size[0] * size[1]));
        mount.put("size_available", Value.of(size[0] * size[2]));
        mount.put("inode_total", Value.of(size[3]));
        mount.put("inode_available", Value.of(size[4]));
        mount.put("inode_used", Value.of(size[3] - size[4]));
    }

    private static Map<String, long[]> sizes(FactSections sections) {
        var sizes = new HashMap<String, long[]>();
        for (String line : sections.lines("sizes")) {
            String[] words = line.split(" ", 6);
            if (words.length == 6 && line.matches("(\\d{1,18} ){5}.*")) {
                var numbers = new long[5];
                for (int i = 0; i < 5; i++) {
                    numbers[i] = Long.parseLong(words[i]);
                }
                sizes.put(words[5], numbers);
            }
        }
        return sizes;
    }

    private static Map<String, String> uuids(FactSections sections) {
        var uuids = new HashMap<String, String>();
        for (String line : sections.lines("uuids")) {
            int space = line.indexOf(' ');
            if (space > 0) {
                uuids.put(line.substring(space + 1), line.substring(0, space));
            }
        }
        return uuids;
    }

    /** The kernel writes blanks and the like in paths as octal escapes. */
    private static String unescaped(String path) {
        return path.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
