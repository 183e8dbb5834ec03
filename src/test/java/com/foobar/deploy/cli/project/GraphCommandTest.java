package com.foobar.deploy.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture;
import java.io.StringReader;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class GraphCommandTest {
    @TempDir
    Path folder;

    private String graph(String format) {
        return new CommandLineFixture(folder)
                .run("graph", "playbooks/site.yml", "-i", "inventories/lab", "--format", format)
                .exits(0)
                .out();
    }

    @Test
    void theThreeServersAsText() {
        assertThat(graph("text"))
                .contains("lb-01  (lb)\n")
                .contains("  haproxy\n  -> web-01  HTTP\n  -> web-02  HTTP\n")
                .contains("  mysql (primary)\n")
                .contains("  -> web-02  replication\n");
    }

    @Test
    void aRoleWhoseConditionIsFalseIsLeftOut() {
        assertThat(graph("text")).doesNotContain("keepalived");
        assertThat(new CommandLineFixture(folder)
                        .run(
                                "graph",
                                "playbooks/site.yml",
                                "-i",
                                "inventories/lab",
                                "-i",
                                "inventories/growing/lb-02.yml")
                        .exits(0)
                        .out())
                .contains(
                        "lb-02  (lb)\n  site\n  common\n  base\n  firewall\n  tls\n  authority\n  haproxy\n  keepalived\n");
    }

    @Test
    void asMermaid() {
        assertThat(graph("mermaid"))
                .startsWith("flowchart TD\n  lb_01[\"<b>lb-01</b><br/>")
                .contains("  lb_01 -- HTTP --> web_01\n");
    }

    @Test
    void asAPictureThatParses() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(graph("svg"))));

        assertThat(svg.getElementsByTagName("rect").getLength()).isGreaterThanOrEqualTo(3);
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(5);
    }

    /** A page that shows the drawing would run it. */
    @Test
    void namesAreNoCode() {
        String drawn = new CommandLineFixture(folder)
                .file("hosts.yml", "all: { hosts: { \"<script>alert(1)</script>\": { ansible_connection: local } } }\n")
                .file("roles/r\"<b>/tasks/main.yml", "[]\n")
                .file("site.yml", "- hosts: all\n  roles: ['r\"<b>']\n")
                .run(
                        "graph",
                        folder.resolve("site.yml").toString(),
                        "-i",
                        folder.resolve("hosts.yml").toString(),
                        "--format",
                        "mermaid")
                .exits(0)
                .out();
        assertThat(drawn).contains("[\"<b>#60;script#62;alert(1)#60;/script#62;</b><br/>r#34;#60;b#62;\"]");
    }
}
