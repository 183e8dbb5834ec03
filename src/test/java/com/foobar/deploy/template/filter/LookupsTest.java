package com.foobar.deploy.template.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext;
import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupsTest {
    private static final BuiltinCallables CALLABLES = new BuiltinCallables();

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        write("role/files/motd", "hello\n\n");
        write("role/vars/Debian.yml", "a: 1\n");
        write("role/files/conf/a.conf", "");
        write("role/files/conf/b.conf", "");
        write("role/files/conf/.hidden.conf", "");
        write("play/top.txt", "  top  ");
        write("role/files/app.ini", "[db]\nHost = h1\nport: 3306\n# no\n[web]\nhost=h2\n");
        write("role/templates/port.j2", "port {{ port }}\n");
        write("role/files/app.properties", "user.name=bob\n");
        write("role/files/hosts.csv", "name,\"ip, v4\",note\nweb,10.0.0.1,\"a \"\"b\"\"\"\n");
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static Value yaml(String text) {
        return new YamlFile(VaultReader.NONE).parse(text, "test").orElseThrow().toValue();
    }

    private List<Value> find(String name, String terms, Map<String, Value> named) {
        return find(name, ((ListValue) yaml(terms)).items(), named);
    }

    private List<Value> find(String name, List<Value> terms, Map<String, Value> named) {
        var files = new FileSearch(List.of(folder.resolve("role"), folder.resolve("play")));
        var groups = yaml("{all: [web-01, web-02, db-01], web: [web-01, web-02], db: [db-01]}");
        Scope scope = Scope.of(Map.of("groups", groups, "port", Value.of(80), "port_alt", Value.of(81)), files);
        var context = new EvaluationContext(
                scope, new Templates(), VaultReader.NONE, Map.of("HOME", "/root", "PATH", "/usr/bin:/bin"), CALLABLES);
        return CALLABLES.lookup(name).orElseThrow().find(new Call(name, terms, named, context));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "items | [1, [2, [3]]] | [1, 2, [3]]",
                "list | [1, [2]] | [1, [2]]",
                "flattened | [1, [2, [3, null]]] | [1, 2, 3]",
                "indexed_items | [[a, b]] | [[0, 'a'], [1, 'b']]",
                "dict | [{a: 1, b: 2}] | [{'key': 'a', 'value': 1}, {'key': 'b', 'value': 2}]",
                "together | [[a, b], [1]] | [('a', 1), ('b', None)]",
                "nested | [[a, b], [1, 2]] | [['a', 1], ['a', 2], ['b', 1], ['b', 2]]",
                "cartesian | [[a], [1], [x, y]] | [['a', 1, 'x'], ['a', 1, 'y']]",
                "nested | [[[a, b]], [1]] | [['a', 'b', 1]]",
                "subelements | [[{n: x, l: [1, 2]}, {skipped: true}], l] | [({'n': 'x', 'l': [1, 2]}, 1), ({'n': 'x',"
                        + " 'l': [1, 2]}, 2)]",
                "subelements | [[{n: x}], l, {skip_missing: true}] | []",
                "sequence | [start=1 end=3] | ['1', '2', '3']",
                "sequence | [count=4] | ['1', '2', '3', '4']",
                "sequence | ['end=10 start=2 stride=4 format=web-%02d'] | ['web-02', 'web-06', 'web-10']",
                "sequence | [3-1/-1] | ['3', '2', '1']",
                "sequence | ['2-6/2:h%d'] | ['h2', 'h4', 'h6']",
                "sequence | [start=0x0f end=0x11 format=%x] | ['f', '10', '11']",
                "sequence | [count=0] | []",
                "env | [HOME, NOPE] | ['/root', '']",
                "vars | [port] | [80]",
                "varnames | ['^port', alt] | ['port', 'port_alt', 'port_alt']",
                "inventory_hostnames | [web] | ['web-01', 'web-02']",
                "inventory_hostnames | ['all:!web'] | ['db-01']",
                "inventory_hostnames | ['all:&web:!web-02'] | ['web-01']",
                "pipe | ['echo \"a b\"; echo c'] | ['a b\\nc']",
                "lines | ['printf \"a\\nb\\n\"'] | ['a', 'b']",
                "file | [motd] | ['hello']",
                "ini | [host section=db file=app.ini] | ['h1']",
                "ini | ['[a-z]+ section=db file=app.ini re=true'] | ['h1', '3306']",
                "ini | [nope section=web file=app.ini default=x] | ['x']",
                "ini | [user.name type=properties file=app.properties] | ['bob']",
                "csvfile | ['web file=hosts.csv delimiter=,'] | ['10.0.0.1']",
                "csvfile | ['web file=hosts.csv delimiter=, col=2'] | ['a \"b\"']",
                "csvfile | ['db file=hosts.csv delimiter=,'] | []",
                "template | [port.j2] | ['port 80\\n']",
                "random_choice | [x] | ['x']",
                "unvault | [motd] | ['hello\\n\\n']",
            })
    void findsValues(String name, String terms, String expected) {
        assertThat(PythonText.repr(new ListValue(find(name, terms, Map.of())))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sequence | [start=1] | the lookup `sequence` expects either `count` or `end`",
                "sequence | [start=5 end=1] | the lookup `sequence` never comes from 5 to 1 by 1",
                "sequence | [strat=5 end=1] | the lookup `sequence` has no option `strat`",
                "vars | [prot] | `prot` is undefined",
                "pipe | [exit 3] | the command of the lookup `pipe` ended with status 3",
                "ini | [x section=nope file=app.ini] | there is no section `nope` in `app.ini`",
                "file | [nope] | the lookup `file` finds no file `nope`",
                "first_found | [[a, b]] | `first_found` finds none of `a`, `b`",
                "dict | [[1]] | the lookup `dict` expects a mapping, not a value of type int",
                "password | ['x lenght=3'] | the lookup `password` has no option `lenght`",
            })
    void refuses(String name, String terms, String message) {
        assertThatThrownBy(() -> find(name, terms, Map.of())).hasMessage(message);
    }

    @Test
    void fallbacks() {
        assertThat(find("vars", "[nope]", Map.of("default", Value.of("x")))).containsExactly(Value.of("x"));
        assertThat(find("env", "[NOPE]", Map.of("default", Value.of("x")))).containsExactly(Value.of("x"));
        assertThat(find("file", "[top.txt]", Map.of("lstrip", Value.of(true)))).containsExactly(Value.of("top"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[nope.yml, motd]]",
                "[nope.yml, motd]",
                "[{files: [nope, motd]}]",
                "[{files: motd, paths: [nowhere, files]}]",
                "[{files: 'nope,motd', paths: 'nowhere:files'}]",
                "[{files: nope, skip: true}, motd]",
            })
    void firstFoundForms(String terms) {
        assertThat(find("first_found", terms, Map.of()))
                .containsExactly(Value.of(folder.resolve("role/files/motd").toString()));
    }

    @Test
    void firstFoundOptions() {
        assertThat(find("first_found", "[]", Map.of("files", yaml("[Debian.yml]"))))
                .containsExactly(Value.of(folder.resolve("role/vars/Debian.yml").toString()));
        assertThat(find("first_found", "[nope]", Map.of("skip", Value.of(true))))
                .isEmpty();
        assertThat(find("first_found", List.of(UndefinedValue.of("x"), Value.of("motd")), Map.of()))
                .hasSize(1);
    }

    @Test
    void filetreeDescribesWhatIsBelow() throws IOException {
        Files.setPosixFilePermissions(
                folder.resolve("role/files/conf/a.conf"), PosixFilePermissions.fromString("rw-r-----"));
        List<Value> found = find("filetree", "[conf]", Map.of());

        assertThat(found)
                .extracting(
                        entry -> PythonText.str(((MapValue) entry).find("path").orElseThrow()))
                .containsExactly(".hidden.conf", "a.conf", "b.conf");
        assertThat(((MapValue) found.get(1)).strings())
                .containsEntry("state", Value.of("file"))
                .containsEntry("mode", Value.of("0640"));
    }

    @Test
    void fileglobSkipsHiddenFiles() {
        assertThat(find("fileglob", "['conf/*.conf']", Map.of()))
                .extracting(value -> PythonText.str(value))
                .containsExactly(
                        folder.resolve("role/files/conf/a.conf").toString(),
                        folder.resolve("role/files/conf/b.conf").toString());
        assertThat(find("fileglob", "['nowhere/*']", Map.of())).isEmpty();
    }

    @Test
    void aPasswordIsKeptAndSecret() throws IOException {
        Value first = find("password", "['secrets/db length=12 chars=digits']", Map.of())
                .getFirst();
        Path file = folder.resolve("play/secrets/db");

        assertThat(((TextValue) first).text()).matches("[0-9]{12}");
        assertThat(first.holdsSecret()).isTrue();
        assertThat(find("password", "[secrets/db]", Map.of())).containsExactly(first);
        assertThat(Files.readString(file)).isEqualTo(((TextValue) first).text() + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(file.getParent())).containsExactly(file);
    }

    @Test
    void anEncryptedPasswordKeepsItsSalt() throws IOException {
        Value first = find("password", "['db encrypt=sha256']", Map.of()).getFirst();

        assertThat(((TextValue) first).text()).startsWith("$5$rounds=535000$");
        assertThat(find("password", "['db encrypt=sha256']", Map.of())).containsExactly(first);
        assertThat(Files.readString(folder.resolve("play/db"))).matches("\\S{20} salt=\\S{16}\n");
    }

    /** The answer is that of Ansible 2.14. */
    @Test
    void aSeedGivesAnsiblesPassword() {
        assertThat(find("password", "['/dev/null length=8 chars=ascii_lowercase seed=web-01']", Map.of()))
                .containsExactly(Value.of("lnzyjkzf"));
    }

    @Test
    void anAddressIsRead() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ok", exchange -> {
            byte[] body = (exchange.getRequestHeaders().getFirst("X-Key") + "\nb\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(find("url", "['" + base + "/ok']", Map.of("headers", yaml("{X-Key: a}"))))
                    .containsExactly(Value.of("a"), Value.of("b"));
            assertThat(find("url", "['" + base + "/ok']", Map.of("split_lines", Value.of(false))))
                    .containsExactly(Value.of("null\nb\n"));
            assertThatThrownBy(() -> find("url", "['" + base + "/nope']", Map.of()))
                    .hasMessage("`" + base + "/nope` answers with status 404");
        } finally {
            server.stop(0);
        }
    }
}
