package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.lab.LabOptions;
import com.foobar.deploy.lab.LabPorts;
import com.foobar.deploy.site.drill.SiteAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a site is asked, by its inventory. */
class SiteEdgeTest {
    @TempDir
    Path folder;

    private SiteEdge edge(String vars, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("hosts.yml"), """
            all:
              vars: { site_name: www.example.org%s }
              children:
                lb: { hosts: { balancer: } }
            """.formatted(vars));
        var words = new ArrayList<>(List.of("-i", file.toString()));
        words.addAll(List.of(more));
        return SiteEdge.read(words);
    }

    private LabOptions lab() {
        return new LabOptions(folder, "x", List.of("lb-01"), LabPorts.of(2301, 8180), "10.86.9");
    }

    @Test
    void aSiteWithoutTlsIsAskedByItsAddress() throws IOException {
        SiteEdge edge = edge(", tls_source: none");

        assertThat(edge.tls()).isFalse();
        assertThat(edge.url("10.0.0.1")).isEqualTo("http://10.0.0.1/");
        assertThat(edge.ofLab(lab())).isEqualTo(SiteAddress.of(URI.create("http://127.0.0.1:8180")));
    }

    @Test
    void aSiteWithTlsIsAskedByAName() throws IOException {
        assertThat(edge(", tls_source: acme").url("10.0.0.1")).isEqualTo("https://www.example.org/");
        assertThat(edge(", tls_source: files, tls_names: [\"{{ site_name[4:] }}\", b], tls_public_port: 8443")
                        .url("10.0.0.1"))
                .isEqualTo("https://example.org:8443/");
    }

    @Test
    void whatIsSaidOnTheCommandLineCounts() throws IOException {
        assertThat(edge(", tls_source: none", "--extra-vars=tls_source=authority")
                        .tls())
                .isTrue();
        assertThat(edge(", tls_source: authority", "--extra-vars=tls_source=none")
                        .tls())
                .isFalse();
    }

    @Test
    void whatTheInventoryDoesNotSayIsTheDefaultOfTheRole() throws IOException {
        Path defaults = Files.createDirectories(folder.resolve("roles/tls/defaults"));
        assertThat(SiteEdge.of(_ -> Optional.empty(), folder).tls()).isFalse();

        Files.writeString(defaults.resolve("main.yml"), "# Where from.\ntls_source: authority\n");
        assertThat(SiteEdge.of(_ -> Optional.empty(), folder).tls()).isTrue();
    }

    @Test
    void aLabIsAskedByANameOfItsCertificateAndItsAuthorityIsBelieved() throws IOException {
        SiteAddress address = edge(", tls_source: authority").ofLab(lab());

        assertThat(address.url()).isEqualTo(URI.create("https://localhost:8543"));
        assertThat(address.authority()).contains(folder.resolve(".foobar/lab-x/authority.pem"));
    }

    @Test
    void aCopyOfTheAuthorityCountsOnceItIsThere() throws IOException {
        Path copy = folder.resolve("authority.pem");
        String vars = ", tls_source: authority, tls_authority_copy: " + copy;
        assertThat(edge(vars).authority()).isEmpty();

        Files.writeString(copy, "");
        assertThat(edge(vars)).isEqualTo(new SiteEdge(true, Optional.of("www.example.org"), 443, Optional.of(copy)));
    }
}
