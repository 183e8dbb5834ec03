"""Runs each playbook directory that is named in a process of its own, without loading Ansible anew."""
import os
import re
import subprocess
import sys

from ansible.cli.playbook import PlaybookCLI
import ansible.executor.playbook_executor  # noqa: F401  loaded once, for all

HOME = os.path.dirname(os.path.abspath(__file__))


def play(directory, name):
    os.chdir(os.path.join(HOME, directory))
    for descriptor, suffix in ((1, ".json"), (2, ".error")):
        os.dup2(os.open(name + suffix, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), descriptor)
    cli = PlaybookCLI(["ansible-playbook", "--inventory=" + HOME + "/hosts.ini", "site.yml"])
    cli.parse()
    return cli.run()


def packages(directory, name):
    """Notes which packages are installed now, since the playbooks share them."""
    with open(HOME + "/hosts.ini") as hosts:
        address, key = re.search(r"ansible_host=(\S+).*key_file=(\S+)", hosts.read()).groups()
    login = ["ssh", "-o", "StrictHostKeyChecking=no", "-o", "LogLevel=ERROR", "-i", key, "deploy@" + address]
    query = ["dpkg-query", "-W", "-f='${db:Status-Status}:${Package}\\n'"]
    for host, command in (("one", ["sh", "-c", " ".join(query)]), ("two", login + query)):
        with open(os.path.join(HOME, directory, name + ".packages." + host), "w") as file:
            subprocess.run(command, stdout=file, stdin=subprocess.DEVNULL, check=True)


for directory in sys.argv[2:]:
    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = play(directory, sys.argv[1])
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    os.waitpid(child, 0)
    if os.path.exists(os.path.join(HOME, directory, "system-wide")):
        packages(directory, sys.argv[1])
