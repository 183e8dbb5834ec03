# shellcheck shell=bash
# What is measured: side_NAME runs whole, from start to exit. Each side of nothing-to-do runs fails if it changed something.
cd /bench || exit 1
tool=/opt/foobar-deploy/foobar-deploy
targets="-i web3/hosts.yml -i targets.yml"
key=/bench/fbench.key
export ANSIBLE_PIPELINING=True ANSIBLE_FORKS=10 ANSIBLE_HOST_KEY_CHECKING=False ANSIBLE_LOCALHOST_WARNING=False
mitogen=/usr/lib/python3/dist-packages/ansible_mitogen/plugins/strategy

# Exit status 3 says that something was changed.
# shellcheck disable=SC2086 # lists of words
{
unchanged() { "$tool" apply --yes --detailed-exitcode "$@"; }
peak() { command time -o /tmp/kilobytes -f %M "$@"; }
addresses() { sed -n 's/.*ansible_host: \([0-9.]*\).*/\1/p' "$1"; }
at() { ssh -o BatchMode=yes -i "$key" "deploy@$1" "$2"; }

side_version() { "$tool" --version; }
side_help() { "$tool" --help; }

side_floor() {
  local pids=()
  for address in $(addresses targets.yml); do
    at "$address" true &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || return 1; done
}
side_noop() { unchanged web3/site.yml $targets; }
side_plan() { "$tool" plan --detailed-exitcode web3/site.yml $targets; }
side_ansible() { ansible-playbook $targets web3/site.yml; }
side_mitogen() { ANSIBLE_STRATEGY_PLUGINS=$mitogen ANSIBLE_STRATEGY=mitogen_linear side_ansible; }
side_pyinfra() { pyinfra -y --ssh-user deploy --ssh-key "$key" web3-pyinfra/inventory.py web3-pyinfra/deploy.py; }

side_grown() { unchanged web3/grown.yml $targets; }

side_delayed() { unchanged web3/site.yml -i web3/hosts.yml -i delayed.yml; }
# Without the sockets of an earlier run: every run pays for its own connections.
before_delayed_ansible() { rm -rf /root/.ansible/cp; }
before_ansible() { rm -rf /root/.ansible/cp; }
side_delayed_ansible() { ansible-playbook -i web3/hosts.yml -i delayed.yml web3/site.yml; }

side_many_50() { peak "$tool" apply --yes --quiet --detailed-exitcode scale/site.yml -i many-50.yml; }
side_many_200() { peak "$tool" apply --yes --quiet --detailed-exitcode scale/site.yml -i many-200.yml; }
side_many_1000() { peak "$tool" apply --yes --quiet --detailed-exitcode scale/site.yml -i many-1000.yml; }

before_scp() { at "$(addresses targets.yml | head -n 1)" 'sudo rm -f /var/tmp/bench-big; sync'; }
before_copy() { before_scp; }
before_copy_small() { before_scp; }
side_scp() { scp -q -B -i "$key" big "deploy@$(addresses targets.yml | head -n 1):/var/tmp/bench-big"; }
side_copy() { peak "$tool" apply --yes --quiet copy.yml -i targets.yml -u deploy -e file=/bench/big; }
side_copy_small() { peak "$tool" apply --yes --quiet copy.yml -i targets.yml -u deploy -e file=/bench/small; }

side_first() { "$tool" apply --yes --quiet web3/site.yml -i web3/hosts.yml -i fresh.yml; }
base_packages="curl ca-certificates logrotate rsyslog cron less"
# install HOST PACKAGE...: the package lists are fetched where there are none.
install() {
  local host=$1 key=/bench/fbench-fresh.key
  shift
  at "$(grep "$host" fresh.yml | sed 's/.*ansible_host: \([0-9.]*\).*/\1/')" \
    "sudo sh -c 'ls /var/lib/apt/lists/*Packages* >/dev/null 2>&1 || apt-get -qq update
      DEBIAN_FRONTEND=noninteractive apt-get -qq -y install $*'"
}
# together HOST... -- PACKAGE...: the same on several hosts at the same time.
together() {
  local hosts=() pids=()
  while [ "$1" != -- ]; do hosts+=("$1"); shift; done
  shift
  for host in "${hosts[@]}"; do
    install "$host" "$@" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || return 1; done
}
# The same packages, one call of apt per host, on all of them at the same time.
side_installs() {
  local balancer
  install lb-01 "$base_packages" haproxy &
  balancer=$!
  together web-01 web-02 -- "$base_packages" mariadb-server mariadb-client gunicorn python3-flask python3-pymysql nginx &&
    wait "$balancer"
}
# Call by call as the playbook has them: hosts wait for each other, and the load balancer's play comes last.
side_ordered_installs() {
  together lb-01 web-01 web-02 -- "$base_packages" &&
    together web-01 web-02 -- mariadb-server mariadb-client &&
    together web-01 web-02 -- gunicorn python3-flask python3-pymysql &&
    together web-01 web-02 -- nginx &&
    install lb-01 haproxy
}
}
