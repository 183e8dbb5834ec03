package com.foobar.deploy.state.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsParsingTest {
    private static Map<String, Value> facts(Map<String, String> sections) {
        var output = new StringBuilder();
        sections.forEach((name, text) ->
                output.append("\n\u0001").append(name).append('\n').append(text));
        output.append("\n\u0001end\n");
        return FactScript.parse(FactSubset.of(List.of()), StepResult.of(0, output.toString(), ""));
    }

    private static Map<String, Value> with(String name, String text) {
        return facts(Map.of(name, text));
    }

    private static Value part(Map<String, Value> facts, String name, String key) {
        assertThat(facts.get(name)).isInstanceOf(MapValue.class);
        return ((MapValue) facts.getOrDefault(name, MapValue.EMPTY)).find(key).orElse(Value.of("(nothing)"));
    }

    @Test
    void debianAndItsPointRelease() {
        var facts = facts(Map.of(
                "os-release",
                "PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nID=debian\nVERSION_ID=\"13\"\nVERSION_CODENAME=trixie\n",
                "debian_version",
                "13.1"));
        assertThat(facts)
                .containsEntry("distribution", Value.of("Debian"))
                .containsEntry("os_family", Value.of("Debian"))
                .containsEntry("distribution_version", Value.of("13.1"))
                .containsEntry("distribution_major_version", Value.of("13"))
                .containsEntry("distribution_release", Value.of("trixie"));
        assertThat(part(facts, "lsb", "codename")).isEqualTo(Value.of("trixie"));
    }

    @Test
    void debiansTestingSuiteHasNamesForAVersion() {
        var facts = facts(Map.of("os-release", "ID=debian\nVERSION_CODENAME=forky\n", "debian_version", "forky/sid"));
        assertThat(facts)
                .containsEntry("distribution_version", Value.of("NA"))
                .containsEntry("distribution_release", Value.of("forky"));
    }

    @Test
    void pythonIsWhatIsThereAndNothingElse() {
        assertThat(facts(Map.of())).doesNotContainKeys("python", "python_version");
        assertThat(with("python", "/usr/bin/python3\nsh: 1: not found\n"))
                .doesNotContainKeys("python", "python_version");
        var facts = with("python", "/usr/bin/python3\nPython 3.13.5\n");
        assertThat(facts).containsEntry("python_version", Value.of("3.13.5"));
        assertThat(part(facts, "python", "executable")).isEqualTo(Value.of("/usr/bin/python3"));
        assertThat(part(facts, "python", "version_info"))
                .isEqualTo(ListValue.of(Value.of(3L), Value.of(13L), Value.of(5L), Value.of("final"), Value.of(0L)));
    }

    @Test
    void otherDistributions() {
        assertThat(with("os-release", "ID=ubuntu\nID_LIKE=debian\nVERSION_ID='24.04'\nVERSION_CODENAME=noble\n"))
                .containsEntry("distribution", Value.of("Ubuntu"))
                .containsEntry("os_family", Value.of("Debian"))
                .containsEntry("distribution_version", Value.of("24.04"))
                .containsEntry("distribution_major_version", Value.of("24"));
        assertThat(with("os-release", "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=\"9.4\"\n"))
                .containsEntry("distribution", Value.of("Rocky"))
                .containsEntry("os_family", Value.of("RedHat"));
        assertThat(with("os-release", "NAME=\"Elementary\"\nID=elementary\nID_LIKE=\"ubuntu debian\"\n"))
                .containsEntry("distribution", Value.of("Elementary"))
                .containsEntry("os_family", Value.of("Debian"));
    }

    @Test
    void addressesWithoutTheProgramIp() {
        var sections = new LinkedHashMap<String, String>();
        sections.put(
                "links", "eth0|02:42:ac:11:00:02|1500|up|1|0x1003|\nlo|00:00:00:00:00:00|65536|unknown|772|0x9|\n");
        sections.put(
                "net_route",
                "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\n"
                        + "eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\n"
                        + "eth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\n");
        sections.put(
                "fib_trie",
                "Main:\n"
                        + "  +-- 0.0.0.0/0 3 0 5\n"
                        + "     |-- 0.0.0.0\n"
                        + "        /0 universe UNICAST\n"
                        + "     |-- 172.17.0.2\n"
                        + "        /32 host LOCAL\n"
                        + "Local:\n"
                        + "     |-- 127.0.0.1\n"
                        + "        /32 host LOCAL\n"
                        + "     |-- 172.17.0.2\n"
                        + "        /32 host LOCAL\n");
        sections.put("if_inet6", "fe80000000000000004200fffeac1100 02 40 20 80     eth0\n");
        var facts = facts(sections);
        assertThat(part(facts, "default_ipv4", "address")).isEqualTo(Value.of("172.17.0.2"));
        assertThat(part(facts, "default_ipv4", "gateway")).isEqualTo(Value.of("172.17.0.1"));
        assertThat(part(facts, "default_ipv4", "netmask")).isEqualTo(Value.of("255.255.0.0"));
        assertThat(part(facts, "default_ipv4", "network")).isEqualTo(Value.of("172.17.0.0"));
        assertThat(part(facts, "default_ipv4", "macaddress")).isEqualTo(Value.of("02:42:ac:11:00:02"));
        assertThat(facts.get("all_ipv4_addresses")).isEqualTo(ListValue.of(Value.of("172.17.0.2")));
        assertThat(facts.get("all_ipv6_addresses")).isEqualTo(ListValue.of(Value.of("fe80::42:ff:feac:1100")));
    }

    @Test
    void ipv6AddressesAreShort() {
        assertThat(NetworkAddress.shortened("00000000000000000000000000000001")).isEqualTo("::1");
        assertThat(NetworkAddress.shortened("00000000000000000000000000000000")).isEqualTo("::");
        assertThat(NetworkAddress.shortened("20010db8000000000001000000000001")).isEqualTo("2001:db8::1:0:0:1");
        assertThat(NetworkAddress.shortened("20010db8000100020003000400050000")).isEqualTo("2001:db8:1:2:3:4:5:0");
        assertThat(NetworkAddress.shortened("20010db8000000000000000000000000")).isEqualTo("2001:db8::");
    }

    @Test
    void interfacesWithStrangeNames() {
        var facts = with("links", "br-lan:1|02:00:00:00:00:01|1500|down|1|0x1103|bridge\n");
        assertThat(facts.get("interfaces")).isEqualTo(ListValue.of(Value.of("br-lan:1")));
        assertThat(part(facts, "br_lan_1", "type")).isEqualTo(Value.of("bridge"));
        assertThat(part(facts, "br_lan_1", "promisc")).isEqualTo(Value.of(true));
    }

    @Test
    void processorsOfTwoSockets() {
        String cpu = "processor\t: %d\nvendor_id\t: V\nmodel name\t: M\nphysical id\t: %d\ncore id\t: %d\n\n";
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            text.append(String.format(cpu, i, i / 4, i / 2 % 2));
        }
        assertThat(with("cpuinfo", text.toString()))
                .containsEntry("processor_count", Value.of(2))
                .containsEntry("processor_cores", Value.of(2))
                .containsEntry("processor_threads_per_core", Value.of(2))
                .containsEntry("processor_vcpus", Value.of(8));
    }

    @Test
    void virtualization() {
        assertThat(facts(Map.of("dmi_sys_vendor", "QEMU", "dmi_product_name", "Standard PC")))
                .containsEntry("virtualization_type", Value.of("kvm"))
                .containsEntry("virtualization_role", Value.of("guest"));
        assertThat(with("container", "podman")).containsEntry("virtualization_type", Value.of("podman"));
        assertThat(with("init_environ", "A=b\0container=lxc\0")).containsEntry("virtualization_type", Value.of("lxc"));
        assertThat(with("marks", "kvm\n")).containsEntry("virtualization_role", Value.of("host"));
        assertThat(with("marks", "")).containsEntry("virtualization_type", Value.of("NA"));
    }

    @Test
    void mountsWithBlanks() {
        var facts = facts(Map.of(
                "mounts",
                "/dev/vda1 /srv/a\\040b ext4 rw,relatime 0 0\nproc /proc proc rw 0 0\nhost:/x /mnt nfs rw 0 0\n",
                "sizes",
                "4096 1000 400 50 20 /srv/a b\n",
                "uuids",
                "abcd /dev/vda1\n"));
        assertThat(facts.get("mounts")).isInstanceOfSatisfying(ListValue.class, mounts -> {
            assertThat(mounts.items()).hasSize(2);
            var first = (MapValue) mounts.items().getFirst();
            assertThat(first.find("mount")).contains(Value.of("/srv/a b"));
            assertThat(first.find("uuid")).contains(Value.of("abcd"));
            assertThat(first.find("size_total")).contains(Value.of(4096000));
            assertThat(first.find("size_available")).contains(Value.of(1638400));
        });
    }

    @Test
    void managersEnvironmentAndLocalFacts() {
        var facts = facts(Map.of(
                "systemd", "yes",
                "managers", "apt-get\ndnf\n",
                "environ", "A=1\nwith a line\0B=x=y\0",
                "local_app", "{\"port\": 80, \"text\": \"{{ x }}\"}",
                "local_ini", "[main]\nKey = value\n"));
        assertThat(facts).containsEntry("service_mgr", Value.of("systemd")).containsEntry("pkg_mgr", Value.of("apt"));
        assertThat(part(facts, "env", "A")).isEqualTo(Value.of("1\nwith a line"));
        assertThat(part(facts, "env", "B")).isEqualTo(Value.of("x=y"));
        assertThat(part(facts, "local", "app"))
                .isEqualTo(Value.of(Map.of("port", Value.of(80), "text", Value.of("{{ x }}"))));
        assertThat(part(facts, "local", "ini"))
                .isEqualTo(Value.of(Map.of("main", Value.of(Map.of("key", Value.of("value"))))));
    }
}
