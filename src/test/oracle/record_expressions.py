#!/usr/bin/env python3
"""Records what Jinja2 answers for the expressions and templates in differential_*.py.

Usage: python3 src/test/oracle/record_expressions.py src/test/resources/template/differential

Every differential_NAME.py beside this file defines VARIABLES, and EXPRESSIONS (a list of texts) or TEMPLATES (a list of
texts, or of mappings of file names to texts, of which `main` is rendered). NAME.yaml holds an answer for each: the repr()
of an expression's value, the text of a template, or the kind of error. The tests read the answers and need no Python.
"""
import json
import pathlib
import runpy
import sys
import types

import jinja2
from jinja2 import StrictUndefined
from jinja2.runtime import Undefined


class AnsibleUndefined(StrictUndefined):
    """As Ansible has it: what is taken from something undefined is undefined."""

    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        return self

    def __getitem__(self, key):
        return self


# Filters of Ansible whose meaning is a line of Python.
ANSIBLE_FILTERS = {
    "bool": lambda v: v if isinstance(v, bool) else str(v).lower() in ("yes", "on", "1", "true"),
    "ternary": lambda v, a, b, n=None: n if v is None and n is not None else a if v else b,
    "basename": lambda v: v.rsplit("/", 1)[-1],
    "to_json": json.dumps,
    "from_json": json.loads,
    "flatten": lambda v: [x for i in v for x in (ANSIBLE_FILTERS["flatten"](i) if isinstance(i, list) else [i])],
    "dict2items": lambda v: [{"key": k, "value": w} for k, w in v.items()],
    "quote": __import__("shlex").quote,
    "difference": lambda a, b: [x for x in a if x not in b],
}

OPTIONS = {
    "undefined": AnsibleUndefined,
    "trim_blocks": True,
    "extensions": ["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    # Ansible prints null as nothing.
    "finalize": lambda value: "" if value is None else value,
}


def environment(files):
    env = jinja2.Environment(loader=jinja2.DictLoader(files), **OPTIONS)
    env.filters.update(ANSIBLE_FILTERS)
    return env


def plain(value):
    """A value as it leaves an expression: tuples, views and generators are lists."""
    if isinstance(value, Undefined):
        str(value)
    if isinstance(value, dict):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, range, types.GeneratorType)) or type(value).__name__.startswith("dict_"):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def failure(error):
    if isinstance(error, jinja2.UndefinedError):
        return "undefined"
    if isinstance(error, jinja2.TemplateSyntaxError):
        return "unknown" if isinstance(error, jinja2.TemplateAssertionError) else "syntax"
    return "error"


def answer(compute):
    try:
        return {"expected": compute()}
    except Exception as error:  # every failure of the oracle is an answer
        return {"fails": failure(error)}


def expression(text, variables):
    compiled = lambda: environment({}).compile_expression(text, undefined_to_none=False)
    return {"expression": text} | answer(lambda: repr(plain(compiled()(**variables))))


def ending_newlines(text):
    return len(text) - len(text.rstrip("\n"))


def template(given, variables):
    files = given if isinstance(given, dict) else {"main": given}

    def render():
        text = environment(files).get_template("main").render(**variables)
        # Jinja drops a template's last newline, and Ansible appends as many as the result then lacks.
        return text + "\n" * (ending_newlines(files["main"]) - ending_newlines(text))

    return {"files": files} | answer(render)


def main(folder):
    for source in sorted(pathlib.Path(__file__).parent.glob("differential_*.py")):
        given = runpy.run_path(str(source))
        fresh = lambda: json.loads(json.dumps(given["VARIABLES"]))
        cases = [expression(text, fresh()) for text in given.get("EXPRESSIONS", [])]
        cases += [template(each, fresh()) for each in given.get("TEMPLATES", [])]
        target = pathlib.Path(folder) / (source.stem.removeprefix("differential_") + ".yaml")
        with open(target, "w", encoding="ascii") as out:
            out.write(f"# Recorded by record_expressions.py with jinja2 {jinja2.__version__}; do not edit.\n")
            out.write("variables: " + json.dumps(given["VARIABLES"]) + "\ncases:\n")
            for case in cases:
                out.write("  - " + json.dumps(case) + "\n")
        print(target.name, len(cases))


if __name__ == "__main__":
    main(sys.argv[1])
