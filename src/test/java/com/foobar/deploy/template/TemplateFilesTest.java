package com.foobar.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.template.syntax.TemplateSettings;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateFilesTest {
    @TempDir
    private Path folder;

    private final Templates templates = new Templates();
    private final Map<String, Value> variables = new HashMap<>(Map.of("a", Value.of(1)));

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String render(String text) throws IOException {
        return templates.renderFile(write("main.j2", text), scope()).text();
    }

    private Scope scope() {
        return Scope.of(variables, new FileSearch(List.of(folder)));
    }

    private Diagnostic errorOf(String text) throws IOException {
        Path file = write("main.j2", text);
        return catchThrowableOfType(DeployException.class, () -> templates.renderFile(file, scope()))
                .diagnostic();
    }

    private Place at(String name, int line, int column) {
        return new Place(folder.resolve(name).toString(), line, column);
    }

    @Test
    void theHeaderSetsWhitespaceControl() throws IOException {
        String body = "{% if true %}\n  {% if true %}\nx\n  {% endif %}\n{% endif %}\n";
        assertThat(render(body)).isEqualTo("  x\n  \n");
        assertThat(render("#jinja2: lstrip_blocks: True\n" + body)).isEqualTo("x\n");
        assertThat(render("#jinja2: trim_blocks:False, lstrip_blocks:True\n" + body))
                .isEqualTo("\n\nx\n\n");
    }

    @Test
    void aFileEndsWithAsManyNewlinesAsItsTemplate() throws IOException {
        assertThat(render("{% if true %}x{% endif %}\n")).isEqualTo("x\n");
        assertThat(render("{{ 'a\\n' }}\n")).isEqualTo("a\n");
        write("part.j2", "part\n");
        assertThat(render("{% include 'part.j2' %}\nnext")).isEqualTo("partnext");
    }

    @Test
    void theHeaderSetsMarks() throws IOException {
        assertThat(render("#jinja2:variable_start_string:'[%', variable_end_string:'%]'\n[% a %] {{ a }}\n"))
                .isEqualTo("1 {{ a }}\n");
        assertThat(render(
                        "#jinja2:block_start_string:'<%',block_end_string:'%>'\n<% if a -%>\n x <%- endif %>{% if %}"))
                .isEqualTo("x{% if %}");
    }

    @Test
    void aHeaderThatIsNotUnderstoodIsAnError() throws IOException {
        Diagnostic error = errorOf("#jinja2: lstrip_blocks=True\n");
        assertThat(error.code()).isEqualTo(ErrorCode.TEMPLATE_SYNTAX);
        assertThat(error.place()).contains(at("main.j2", 1, 1));
    }

    @Test
    void theTemplateModulesSettingsAreTaken() throws IOException {
        Path file = write("main.j2", "  {% if a %}\nx\n  {% endif %}\n");
        var settings = TemplateSettings.DEFAULT.with(Map.of("lstrip_blocks", "yes", "trim_blocks", "no"));
        assertThat(templates.renderFile(file, scope(), settings).text()).isEqualTo("\nx\n");
    }

    @Test
    void anErrorHasItsLineAndColumn() throws IOException {
        Diagnostic error = errorOf("one\ntwo {{ a }}\n  {{ a + bb }}\n");
        assertThat(error.message()).isEqualTo("`bb` is undefined");
        assertThat(error.place()).contains(at("main.j2", 3, 10));
        assertThat(errorOf("x\n{% if a %}\ny\n").place()).contains(at("main.j2", 2, 1));
        assertThat(errorOf("x\n{{ a ").place()).contains(at("main.j2", 2, 1));
        assertThat(errorOf("x\n{{ a + }}").place()).contains(at("main.j2", 2, 8));
        assertThat(errorOf("x\n{{ a | upperr }}").place()).contains(at("main.j2", 2, 8));
        assertThat(errorOf("x\n{{ 'a' + 1 }}").place()).contains(at("main.j2", 2, 8));
        assertThat(errorOf("x\n{% for i in 5 %}{% endfor %}").place()).contains(at("main.j2", 2, 13));
    }

    @Test
    void anErrorInAnIncludedFileIsPlacedThere() throws IOException {
        write("templates/part.j2", "ok\n{{ missing }}\n");
        Diagnostic error = errorOf("{% include 'part.j2' %}");
        assertThat(error.place()).contains(at("templates/part.j2", 2, 4));
    }

    @Test
    void anErrorInAVariableIsPlacedWhereTheVariableIsWritten() throws IOException {
        var place = new Place("vars.yml", 5, 9);
        variables.put("url", TextValue.written("http://{{ hots }}/", place));
        variables.put("host", Value.of("web-01"));
        Diagnostic error = errorOf("{{ url }}");
        assertThat(error.message()).isEqualTo("`hots` is undefined");
        assertThat(error.place()).contains(new Place("vars.yml", 5, 19));
    }

    @Test
    void namesAreSuggested() throws IOException {
        variables.put("db", MapValue.ofStrings(Map.of("name", Value.of("shop"))));
        assertThat(errorOf("{{ a | defualt(1) }}").advice()).containsExactly("did you mean `default`?");
        assertThat(errorOf("{{ a is definde }}").advice()).containsExactly("did you mean `defined`?");
        assertThat(errorOf("{% esle %}").advice()).containsExactly("did you mean `else`?");
        assertThat(errorOf("{% set port = 1 %}{{ prot }}").advice()).containsExactly("did you mean `port`?");
        assertThat(errorOf("{{ 'a'.uper() }}").advice()).containsExactly("did you mean `upper`?");
        assertThat(errorOf("{{ 'a' + 1 }}").advice())
                .containsExactly("join strings with `~`, or turn the string into a number with `| int`");
    }

    @Test
    void templatesAreFoundBesideTheOneThatNamesThem() throws IOException {
        write("sub/part.j2", "part");
        Path file = write("sub/main.j2", "{% include 'part.j2' %}");
        Scope nowhere = Scope.of(variables, FileSearch.NOWHERE);
        assertThat(templates.renderFile(file, nowhere).text()).isEqualTo("part");
    }

    @Test
    void aMissingTemplateIsAnErrorThatNamesIt() throws IOException {
        Diagnostic error = errorOf("{% include ['one.j2', 'two.j2'] %}");
        assertThat(error.message()).isEqualTo("there is no template `one.j2` or `two.j2`");
        var noFile = catchThrowableOfType(
                DeployException.class, () -> templates.renderFile(folder.resolve("no.j2"), scope()));
        assertThat(noFile.diagnostic().code()).isEqualTo(ErrorCode.SOURCE_NOT_FOUND);
    }

    @Test
    void endlessRecursionIsAnError() throws IOException {
        assertThat(errorOf("{% include 'main.j2' %}").code()).isEqualTo(ErrorCode.TEMPLATE_RECURSION);
        assertThat(errorOf("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}").message())
                .isEqualTo("the macro `m` calls itself too often");
        assertThat(errorOf("{% extends 'main.j2' %}").message()).isEqualTo("this template extends itself");
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        assertThat(render("one")).isEqualTo("one");
        assertThat(render("three")).isEqualTo("three");
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Path file = folder.resolve("binary.j2");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        var error = catchThrowableOfType(DeployException.class, () -> templates.renderFile(file, scope()));
        assertThat(error.diagnostic().code()).isEqualTo(ErrorCode.TEMPLATE_SYNTAX);
    }

    @Test
    void aSecretMakesTheWholeFileASecret() throws IOException {
        variables.put("password", TextValue.secret("p4ss"));
        TextValue text = templates.renderFile(write("main.j2", "x={{ password }}\n"), scope());
        assertThat(text.secret()).isTrue();
        assertThat(text.text()).isEqualTo("x=p4ss\n");
        assertThat(text).hasToString("[secret]");
    }

    @Test
    void valuesThatLookLikeTemplatesAreNotEvaluatedInFiles() throws IOException {
        variables.put("fact", Value.of("{{ lookup('pipe', 'id') }}"));
        assertThat(render("{{ fact }}")).isEqualTo("{{ lookup('pipe', 'id') }}");
    }
}
