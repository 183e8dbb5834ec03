"""Runs modules of Ansible in forks of one process, which has loaded what they import.

A Python of its own for each module would spend most of its time on that. What runs is the module as it was sent;
its libraries are a copy of the installed ones without those of the controller, as on any host.
"""
import atexit
import importlib
import json
import os
import signal
import socket
import struct
import sys

HOME = "/root/warm"
SOCKET = HOME + "/socket"
LIBRARIES = """
    base64 datetime filecmp glob grp platform pwd runpy shutil stat tempfile zipfile
    ansible.module_utils._internal._ansiballz._loader
    ansible.module_utils.basic ansible.module_utils.common.file ansible.module_utils.common.respawn
    ansible.module_utils.common.sys_info ansible.module_utils.service ansible.module_utils.facts.packages
    ansible.module_utils.urls ansible.module_utils.compat.version ansible.modules
"""


def received(connection, count):
    data = b""
    while len(data) < count:
        more = connection.recv(count - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def run(request, code, out, error):
    os.chdir(request["cwd"])
    os.umask(request["umask"])
    os.environ.clear()
    os.environ.update(request["env"])
    for descriptor, number in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (error, 2)):
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.argv = [""]
    status = 0
    try:
        exec(compile(code, "<stdin>", "exec"), sys.modules["__main__"].__dict__)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        status = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def attend(connection):
    head, descriptors, _, _ = socket.recv_fds(connection, 8, 2)
    size, code_size = struct.unpack("II", head)
    request = json.loads(received(connection, size))
    code = received(connection, code_size)
    child = os.fork()
    if child == 0:
        connection.close()
        run(request, code, *descriptors)
    for descriptor in descriptors:
        os.close(descriptor)
    _, status = os.waitpid(child, 0)
    connection.sendall(struct.pack("i", os.waitstatus_to_exitcode(status)))


def serve():
    sys.path.insert(0, HOME)
    for name in LIBRARIES.split():
        importlib.import_module(name)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(SOCKET)
    listener.listen(64)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listener.close()
            attend(connection)
            os._exit(0)
        connection.close()


if __name__ == "__main__":
    serve()
