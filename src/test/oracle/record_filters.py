#!/usr/bin/env python3
"""Records what Jinja2, and Ansible and jmespath where they can be imported, answer for the cases in cases_*.py.

Usage: record_filters.py CASES OUT, for example
    python3 src/test/oracle/record_filters.py src/test/oracle/cases_jinja.py src/test/resources/template/filters/jinja.yaml

Each case is (name, input, [args], {named}). The tests read the recorded answers and need no Python.
"""
import datetime
import json
import runpy
import sys

import jinja2
from jinja2 import StrictUndefined
from jinja2.runtime import Undefined

env = jinja2.Environment(undefined=StrictUndefined)
origin = "jinja2 " + jinja2.__version__
try:
    from ansible.plugins.filter import core, mathstuff, urls, urlsplit
    from ansible.plugins.test import core as test_core, mathstuff as test_math, uri, files
    from ansible.release import __version__ as ansible_version

    for plugin in (core, mathstuff, urls, urlsplit):
        env.filters.update(plugin.FilterModule().filters())
    for plugin in (test_core, test_math, uri, files):
        env.tests.update(plugin.TestModule().tests())
    origin += ", ansible-core " + ansible_version
except ImportError:
    pass
try:
    import jmespath

    # All that community.general adds are error messages.
    env.filters["json_query"] = lambda data, expr: jmespath.search(expr, data)
    origin += ", jmespath " + jmespath.__version__
except ImportError:
    pass


class Missing:
    """Stands for an undefined variable in a case."""


MISSING = Missing()


def given(value):
    return env.undefined(name="missing") if value is MISSING else value


def plain(value):
    if isinstance(value, Undefined):
        return {"__undefined__": True}
    if isinstance(value, (str, bool, int, float)) or value is None:
        return str(value) if isinstance(value, str) else value
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, datetime.datetime):
        return str(value)
    if hasattr(value, "__iter__"):
        return [plain(item) for item in value]
    raise TypeError(f"cannot record {value!r}")


def scalar(value):
    """One line of YAML 1.1: JSON, with floats written so that YAML takes them as such."""
    if isinstance(value, float):
        text = repr(value)
        if text in ("inf", "-inf", "nan"):
            return text.replace("inf", ".inf").replace("nan", ".nan")
        if "e" in text and "." not in text:
            text = text.replace("e", ".0e")
        return text
    if isinstance(value, dict):
        return "{" + ", ".join("? " + scalar(k) + " : " + scalar(v) if not isinstance(k, str) else scalar(k) + ": " + scalar(v) for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(scalar(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=True)


class Subjects:
    """Writes a subject that several cases share once."""

    def __init__(self):
        self.names = {}

    def write(self, subject):
        if not isinstance(subject, dict) or len(scalar(subject)) < 200:
            return scalar(subject)
        if id(subject) in self.names:
            return "*" + self.names[id(subject)]
        self.names[id(subject)] = f"subject{len(self.names)}"
        return "&" + self.names[id(subject)] + " " + scalar(subject)


def answer(kind, name, subject, args, named):
    context = env.from_string("").new_context()
    eval_ctx = jinja2.nodes.EvalContext(env)
    if kind == "filter":
        return plain(env.call_filter(name, given(subject), list(args), dict(named), context, eval_ctx))
    return bool(env.call_test(name, given(subject), list(args), dict(named), context, eval_ctx))


def main(cases_file, out_file):
    cases = runpy.run_path(cases_file, init_globals={"MISSING": MISSING})
    subjects = Subjects()
    with open(out_file, "w", encoding="ascii") as out:
        out.write(f"# Recorded by record_filters.py with {origin}; do not edit.\n")
        for kind in ("filter", "test"):
            for case in cases.get(kind + "s", []):
                name, subject, args, named = (list(case) + [[], {}][len(case) - 2:])[:4] if len(case) < 4 else case
                line = scalar({kind: name})[:-1]
                if subject is not MISSING:
                    line += ", \"input\": " + subjects.write(subject)
                fields = {}
                if args:
                    fields["args"] = args
                if named:
                    fields["named"] = named
                try:
                    fields["expected"] = answer(kind, name, subject, args, named)
                except Exception as error:  # every failure of the oracle is an answer
                    fields["fails"] = type(error).__name__
                out.write("- " + line + ", " + scalar(fields)[1:] + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
