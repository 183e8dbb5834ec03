package com.foobar.deploy.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.template.filter.format.JsonReader;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.view.SampleRun;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTest {
    private static RunRecord run(int hosts) {
        return RunReader.read(SampleRun.lines(hosts).stream());
    }

    private static MapValue data(String page) {
        String start = "<script type=\"application/json\" id=\"data\">";
        int from = page.indexOf(start) + start.length();
        return (MapValue) JsonReader.read(page.substring(from, page.indexOf("</script>", from)));
    }

    private static int size(MapValue data, String name) {
        return ((ListValue) data.find(name).orElseThrow()).items().size();
    }

    @Test
    void aRecordReadsBack() {
        RunRecord run = run(3);
        assertThat(run.hosts()).containsExactly("lb-01", "web-01", "db-01");
        assertThat(run.tasks()).hasSize(41);
        assertThat(run.results()).extracting(RunRecord.Result::status).contains("ok", "changed", "failed", "skipped");
        assertThat(run.results().getFirst().time().toMillis()).isEqualTo(1908);
        assertThat(run.recap()).hasSize(3);
        assertThat(Objects.requireNonNull(run.variables().get("db-01")).strings())
                .containsKey("nginx_port");
    }

    @Test
    void eachVariableIsTheStrongestWithItsOrigin() {
        MapValue variables = run(3).variables().get("web-01");
        assertThat(Objects.requireNonNull(variables).strings())
                .containsKeys("ansible_host", "nginx_port", "nginx_workers", "ansible_distribution", "config");
        assertThat(origin(variables, "nginx_port")).containsEntry("level", Value.of("inventory group vars files"));
        assertThat(origin(variables, "nginx_workers")).containsEntry("level", Value.of("role defaults"));
        assertThat(origin(variables, "ansible_distribution"))
                .containsEntry("value", Value.of("Debian"))
                .containsEntry("level", Value.of("facts"));
        assertThat(origin(variables, "config")).containsEntry("level", Value.of("set facts"));
        MapValue data = data(ReportPage.of(run(3)));
        assertThat(((MapValue) data.find("common").orElseThrow()).strings())
                .containsKey("nginx_port")
                .doesNotContainKey("ansible_host");
    }

    private static Map<String, Value> origin(MapValue variables, String name) {
        return ((MapValue) variables.find(name).orElseThrow()).strings();
    }

    @Test
    void aRecordThatWasCutOffIsLegible() {
        List<String> lines = SampleRun.lines(3);
        List<String> cut = lines.subList(0, 40);
        RunRecord run = RunReader.read(cut.stream().map(line -> line.equals(cut.getLast()) ? "{\"type\":\"res" : line));
        assertThat(run.recap()).isEmpty();
        assertThat(run.results()).isNotEmpty();
        assertThat(ReportPage.of(run)).contains("\"finished\":false");
    }

    @Test
    void thePageHoldsTheRunAndNeedsNothingElse() {
        String page = ReportPage.of(run(3));
        assertThat(page)
                .doesNotContain("canary", "{{")
                .doesNotContainPattern("(src|href)=\"(http|//)")
                .contains("default-src 'none'");
        MapValue data = data(page);
        assertThat(size(data, "hosts")).isEqualTo(3);
        assertThat(size(data, "results")).isEqualTo(run(3).results().size());
        // A host's output cannot end the script that holds it.
        assertThat(page.split("</script>", -1)).hasSize(3);
    }

    @Test
    void whatHostsHaveInCommonIsThereOnce() {
        String page = ReportPage.of(run(200));
        assertThat(size(data(page), "details")).isLessThan(80);
        assertThat(page).hasSizeLessThan(600_000);
    }

    @Test
    void junitHasASuiteForEachHost() throws Exception {
        Document xml = parse(JunitXml.of(run(3)));
        assertThat(xml.getElementsByTagName("testsuite").getLength()).isEqualTo(3);
        assertThat(xml.getElementsByTagName("testcase").getLength())
                .isEqualTo(run(3).results().size());
        var failure = (Element) xml.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).contains("No space left on device");
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("app : configuration");
    }

    @Test
    void junitOfAVerifyHasASuiteForEachArea() throws Exception {
        String line = "{\"type\":\"check\",\"host\":\"w\",\"area\":\"web\",\"check\":\"<%s>\",\"failure\":\"%s\"}";
        Document xml = parse(JunitXml.of(RunReader.read(
                java.util.stream.Stream.of(line.formatted("answers", ""), line.formatted("tls", "\\u0001old & bad")))));
        var suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("web");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(((Element) xml.getElementsByTagName("failure").item(0)).getAttribute("message"))
                .isEqualTo("\uFFFDold & bad");
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
