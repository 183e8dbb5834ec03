package com.foobar.deploy.state.facts;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code virtualization_type} and {@code virtualization_role}, with Ansible's words. */
final class VirtualFacts {
    private VirtualFacts() {}

    static Map<String, Value> of(FactSections sections) {
        String guest = guest(sections);
        List<String> marks = sections.lines("marks");
        String host = marks.contains("kvm") ? "kvm" : marks.contains("virtualbox") ? "virtualbox" : "";
        var facts = new LinkedHashMap<String, Value>();
        facts.put("virtualization_type", Value.of(!guest.isEmpty() ? guest : host.isEmpty() ? "NA" : host));
        facts.put("virtualization_role", Value.of(!guest.isEmpty() ? "guest" : host.isEmpty() ? "NA" : "host"));
        facts.put("virtualization_tech_guest", list(guest));
        facts.put("virtualization_tech_host", list(host));
        return facts;
    }

    private static Value list(String one) {
        return one.isEmpty() ? ListValue.EMPTY : ListValue.of(Value.of(one));
    }

    private static String guest(FactSections sections) {
        String container = container(sections);
        return container.isEmpty() ? machine(sections) : container;
    }

    private static String container(FactSections sections) {
        String told = sections.environment("init_environ").getOrDefault("container", sections.word("container"));
        List<String> marks = sections.lines("marks");
        String groups = sections.text("cgroup");
        if (marks.contains("docker") || told.equals("docker") || groups.contains("/docker")) {
            return "docker";
        }
        if (marks.contains("podman") || told.equals("podman") || groups.contains("libpod")) {
            return "podman";
        }
        if (marks.contains("openvz")) {
            return "openvz";
        }
        if (told.startsWith("lxc") || groups.contains("/lxc/")) {
            return "lxc";
        }
        return told.isEmpty() ? "" : told.equals("systemd-nspawn") ? told : "container";
    }

    private static String machine(FactSections sections) {
        String product = sections.word("dmi_product_name");
        String vendor = sections.word("dmi_sys_vendor");
        String all = (product + " " + vendor + " " + sections.word("dmi_bios_vendor")).toLowerCase(Locale.ROOT);
        if (all.contains("vmware")) {
            return "VMware";
        }
        if (all.contains("virtualbox") || all.contains("innotek")) {
            return "virtualbox";
        }
        if (all.contains("xen")) {
            return "xen";
        }
        if (all.contains("microsoft") && all.contains("virtual")) {
            return "VirtualPC";
        }
        boolean known = all.matches(".*(kvm|qemu|bochs|openstack|amazon ec2|google|digitalocean|hetzner|nutanix).*");
        return known || sections.word("hypervisor").equals("yes") ? "kvm" : "";
    }
}
