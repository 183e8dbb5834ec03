"""Prints a JSON line for each result, in the form of the tool's own lines."""
import json

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: truth
type: stdout
short_description: a JSON line for each result
description: a JSON line for each result
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "truth"

    def tell(self, result, status):
        words = result._result
        print(json.dumps({
            "type": "result",
            "task": {"name": result._task.name or ""},
            "host": result._host.get_name(),
            "status": status,
            "message": str(words.get("msg", "")),
        }), flush=True)

    def v2_runner_on_ok(self, result):
        self.tell(result, "changed" if result._result.get("changed") else "ok")

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.tell(result, "ignored" if ignore_errors else "failed")

    def v2_runner_on_skipped(self, result):
        self.tell(result, "skipped")

    def v2_runner_on_unreachable(self, result):
        self.tell(result, "unreachable")
