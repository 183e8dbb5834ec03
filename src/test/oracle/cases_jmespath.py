"""Cases of the filter json_query: (name, input, [expression])."""
SITE = {
    "servers": [
        {"name": "web-01", "port": 80, "load": 0.5, "tags": ["a", "b"], "db": {"role": "replica"}, "up": True},
        {"name": "web-02", "port": 8080, "load": 2.0, "tags": [], "db": None, "up": False},
        {"name": "d\u00e9-03", "port": 3306, "load": 1.25, "tags": ["c", ["d"]], "db": {"role": "primary"}},
    ],
    "counts": {"b": 2, "a": 1, "c": 0},
    "empty": {}, "none": None, "zero": 0, "big": 123456789012345678901234567890,
    "matrix": [[1, 2], [3, [4, 5]], 6],
    "words": ["b", "\U0001f600", "\uffee", "a", "\u00e9"],
    "a-b": {"c d": "quoted", "x\"y": 1},
    "texts": ["10", "1.5", "x", ""],
}
EXPRESSIONS = [
    # fields, indexes, slices
    "zero", "nowhere", "servers.name", "none.x", "counts.a", "\"a-b\".\"c d\"", "\"a-b\".\"x\\\"y\"", "servers[0].name", "servers[-1].port", "servers[9]", "counts[0]", "@.zero", "@", "big",
    "words[1:3]", "words[::-1]", "words[:2]", "words[-2:]", "words[::2]", "words[5:1:-2]", "words[::0]", "counts[:1]", "counts[:1].x", "matrix[:2][0]", "matrix[:2][]",
    # projections
    "servers[*].name", "servers[].tags[]", "servers[*].tags[0]", "servers[*].db.role", "servers[*].nowhere", "counts.*", "empty.*", "words.*", "*.a", "matrix[]", "matrix[][]", "matrix[*][0]", "servers[*].tags", "servers[*].[name, port]", "words[*].x", "servers[0:2].name", "counts[*]", "none[*]", "none[]",
    # filters
    "servers[?port > `100`].name", "servers[?up].name", "servers[?!up].name", "servers[?db.role == 'primary'].port", "servers[?load >= `1.25` && port < `4000`].name", "servers[?name == 'web-01' || port == `8080`].load", "servers[?starts_with(name, 'web')].port", "servers[?contains(tags, 'a')].name", "servers[?name < 'e' && name >= 'd'].port", "servers[?tags < tags]", "servers[?name == `web-01`].port", "servers[?name==`it's`]", "contains(`a b`, ` b`)", "[`2020-01-01`, `1x`, '`', `\\`é`]", "'`x`'", "servers[?tags].name", "servers[?db == null].name", "servers[?db == `null`].name", "servers[?load == `2`].name", "servers[?up == `true`].name", "servers[?up != `true`].name", "counts[?a]", "servers[?contains(name, '\u00e9')].name", "servers[?port == '80']", "servers[?tags == `[]`].name", "servers[?db == `{\"role\": \"replica\"}`].name",
    # multi-select, pipes, or, and, not, literals
    "servers[*].{n: name, r: db.role}", "servers[0].[name, nowhere, port]", "counts.{x: a, y: nowhere}", "none.{x: a}", "none.[a]", "servers[*].name | [0]", "servers[*].db | [1]", "servers[?up] | [0].name", "nowhere || 'else'", "empty || zero", "zero && 'yes'", "zero || 'no'", "!zero", "!empty", "none && 'x'", "'it\\'s'", "'a\\b'", "`\"text\"`", "`[1, 2.0, {\"a\": null}]`", "`1.0`", "`true`", "'\u00e9\U0001f600'", "counts.a < counts.b", "counts.a == `1.0`", "'a' < 'b'", "matrix[0] == `[1, 2]`", "servers[0].{\"a b\": name}", "(zero || none) == `0`", "servers[*].[name, tags[0]] | [].[@]", "{a: 'x', a: 'y'}",
    # functions
    "length(servers)", "length(servers[0].name)", "length('\U0001f600\u00e9')", "length(counts)", "length(zero)", "length(none)", "sort_by(servers, &port)[*].name", "sort_by(servers, &name)[*].name", "sort_by(servers, &db)", "sort_by(servers, &nowhere)", "reverse(sort_by(servers, &load))[0].name", "max_by(servers, &load).name", "min_by(servers, &port).name", "max_by(`[]`, &a)", "contains('foobar', 'oba')", "contains(words, 'a')", "contains(words, `1`)", "contains(zero, 'a')", "join(', ', servers[*].name)", "join('', words)", "join('-', `[]`)", "join(',', matrix)", "keys(counts)", "keys(words)", "values(counts)", "keys(empty)",
    "sort(keys(counts))", "sort(words)", "sort(words[:2])", "max(words)", "sort(`[3, 1.5, 2]`)", "sort(matrix)", "sort(`[]`)", "reverse(words)", "reverse('ab\u00e9')", "max(`[1, 3.5, 2]`)", "max(`[\"a\", \"b\"]`)", "min(`[]`)", "sum(servers[*].port)", "sum(servers[*].load)", "sum(`[]`)", "avg(`[1, 2]`)", "avg(`[]`)", "abs(`-3`)", "abs(`-1.5`)", "ceil(`1.2`)", "floor(`-1.2`)", "floor(zero)", "to_number('10')", "to_number('1.5')", "to_number('x')", "to_number(none)", "to_number(zero)", "to_number('99999999999999999999')", "to_number(' 007 ')", "to_number('-1e3')", "to_number('1.0')", "to_number('.5')", "to_number('0x1')", "to_number('1d')", "to_number(`true`)", "to_number(words)",  "texts[*].to_number(@)", "to_string(counts)", "to_string('x')", "to_string(`1.0`)", "to_string(servers[2].name)", "to_string(`[\"\u00e9\"]`)", "to_string(none)", "to_array(zero)", "to_array(words)", "to_array(none)", "type(zero)", "type(none)", "type(words)", "type(counts)", "type('x')", "type(`1.5`)", "type(`true`)",
    "not_null(none, nowhere, zero)", "not_null(none)", "merge(counts, `{\"d\": 4, \"a\": 9}`)", "map(&name, servers)", "map(&nowhere, servers)", "map(&length(tags), servers)", "ends_with('foo', 'o')", "starts_with(zero, 'o')", "servers[*].length(tags)", "values(counts) | sort(@) | [-1]", "not_null(servers[*].db.role)",
    # what is no expression, or cannot be
    "", "servers[", "a.b.", "servers[?", "foo(", "nope(@)", "length()", "length(@, @)", "abs('x')", "a b", "'open", "&name", "servers[*", "a..b", "[?a", "1", "sort_by(servers, name)", "@ @",
]
filters = [("json_query", SITE, [expression]) for expression in EXPRESSIONS] + [
    ("json_query", None, ["a"]), ("json_query", [], ["[0]"]), ("json_query", [1, 2], ["[1]"]), ("json_query", "text", ["a"]), ("json_query", [{"a": 1}, {"b": 2}], ["[].a"]), ("json_query", MISSING, ["a"]), ("json_query", {"a": 1}, [], {"expr": "a"}), ("json_query", {"a": 1}), ("json_query", True, ["@"]),
]
