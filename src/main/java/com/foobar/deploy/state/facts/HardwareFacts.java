package com.foobar.deploy.state.facts;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Processors, memory, uptime, DMI. */
final class HardwareFacts {
    private HardwareFacts() {}

    static Map<String, Value> of(FactSections sections) {
        var facts = new LinkedHashMap<String, Value>();
        processors(sections, facts);
        memory(sections, facts);
        String uptime = sections.word("uptime").replaceFirst("[. ].*", "");
        if (uptime.matches("\\d{1,12}")) {
            facts.put("uptime_seconds", Value.of(Long.parseLong(uptime)));
        }
        dmi(sections, facts);
        return facts;
    }

    private static void processors(FactSections sections, Map<String, Value> facts) {
        var names = new ArrayList<String>();
        var sockets = new HashSet<String>();
        var cores = new HashSet<String>();
        int logical = 0;
        for (Map<String, String> block : blocks(sections)) {
            if (!block.containsKey("processor")) {
                continue;
            }
            logical++;
            names.add(block.getOrDefault("processor", ""));
            names.addAll(block.containsKey("vendor_id") ? List.of(block.getOrDefault("vendor_id", "")) : List.of());
            names.addAll(block.containsKey("model name") ? List.of(block.getOrDefault("model name", "")) : List.of());
            String socket = block.getOrDefault("physical id", block.getOrDefault("processor", ""));
            sockets.add(socket);
            cores.add(socket + "/" + block.getOrDefault("core id", "0"));
        }
        long count = Math.max(1, sockets.size());
        long perSocket = Math.max(1, cores.size() / count);
        long threads = Math.max(1, logical / Math.max(1, cores.size()));
        String nproc = sections.word("nproc");
        facts.put("processor", ListValue.ofStrings(names));
        facts.put("processor_count", Value.of(count));
        facts.put("processor_cores", Value.of(perSocket));
        facts.put("processor_threads_per_core", Value.of(threads));
        facts.put("processor_vcpus", Value.of(Math.max(1, logical)));
        facts.put(
                "processor_nproc", Value.of(nproc.matches("\\d{1,6}") ? Long.parseLong(nproc) : Math.max(1, logical)));
    }

    private static List<Map<String, String>> blocks(FactSections sections) {
        var blocks = new ArrayList<Map<String, String>>();
        for (String block : sections.text("cpuinfo").split("\n\n+")) {
            var entries = new HashMap<String, String>();
            for (String line : block.split("\n")) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    entries.put(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
                }
            }
            blocks.add(entries);
        }
        return blocks;
    }

    private static void memory(FactSections sections, Map<String, Value> facts) {
        var kilobytes = new HashMap<String, Long>();
        for (String line : sections.lines("meminfo")) {
            String[] words = line.split("[:\\s]+");
            if (words.length >= 2 && words[1].matches("\\d{1,15}")) {
                kilobytes.put(words[0], Long.parseLong(words[1]));
            }
        }
        long total = megabytes(kilobytes, "MemTotal");
        long free = megabytes(kilobytes, "MemFree");
        long cached = megabytes(kilobytes, "Cached") + megabytes(kilobytes, "Buffers");
        long swap = megabytes(kilobytes, "SwapTotal");
        long swapFree = megabytes(kilobytes, "SwapFree");
        facts.put("memtotal_mb", Value.of(total));
        facts.put("memfree_mb", Value.of(free));
        facts.put("swaptotal_mb", Value.of(swap));
        facts.put("swapfree_mb", Value.of(swapFree));
        facts.put(
                "memory_mb",
                Value.of(Map.of(
                        "real",
                        Value.of(Map.of(
                                "total", Value.of(total), "free", Value.of(free), "used", Value.of(total - free))),
                        "nocache",
                        Value.of(Map.of("free", Value.of(free + cached), "used", Value.of(total - free - cached))),
                        "swap",
                        Value.of(Map.of(
                                "total", Value.of(swap),
                                "free", Value.of(swapFree),
                                "used", Value.of(swap - swapFree),
                                "cached", Value.of(megabytes(kilobytes, "SwapCached")))))));
    }

    private static long megabytes(Map<String, Long> kilobytes, String name) {
        return kilobytes.getOrDefault(name, 0L) / 1024;
    }

    private static void dmi(FactSections sections, Map<String, Value> facts) {
        for (String name : List.of(
                "bios_date",
                "bios_vendor",
                "bios_version",
                "board_name",
                "board_vendor",
                "chassis_vendor",
                "product_name",
                "product_serial",
                "product_uuid",
                "product_version")) {
            facts.put(name, dmi(sections, name));
        }
        facts.put("system_vendor", dmi(sections, "sys_vendor"));
        facts.put("form_factor", Value.of("NA"));
    }

    private static Value dmi(FactSections sections, String name) {
        String value = sections.word("dmi_" + name);
        return Value.of(value.isEmpty() ? "NA" : value);
    }
}
