# shellcheck shell=bash
# Read by bench/run: three hosts, and a controller on which the tool and its peers run side by side. All of them are
# containers of the lab's image on one machine, so that the way to the hosts is the same for everybody.
lab=fbench
ssh_port=${BENCH_PORT:-27001}
subnet=${BENCH_SUBNET:-10.97}
controller=foobar-$lab-control-control
hosts="lb-01 web-01 web-02"

say() { printf '== %s\n' "$*" >&2; }

# quietly COMMAND...: its output is shown only if it fails.
quietly() {
  "$@" >"$work/log" 2>&1 || {
    tail -n 30 "$work/log" >&2
    printf 'error: this failed: %s\n' "$*" >&2
    exit 1
  }
}

in_controller() { docker exec "$controller" "$@"; }
note() { printf '%s\t%s\n' "$1" "$2" >>"$facts"; }

# lab_up NAME HOSTS PORTS_FROM SUBNET
lab_up() {
  quietly "$home/foobar-deploy" lab up --name "$1" --hosts "${2// /,}" --ssh-port-base "$3" \
    --http-port "$(($3 + 9))" --subnet "$4"
}

# lab_down NAME: a network is removed only once nobody is connected to it, so the controller leaves it first.
lab_down() {
  docker network disconnect --force "foobar-$1" "$controller" >/dev/null 2>&1 || true
  for _ in 1 2 3 4; do
    if "$home/foobar-deploy" lab down --name "$1" >/dev/null 2>&1; then return; fi
    sleep 1
  done
  quietly "$home/foobar-deploy" lab down --name "$1"
}

# refuse_taken: what is there may belong to a run that goes on beside this one, so nothing is removed unasked.
refuse_taken() {
  local taken
  taken=$(docker ps --all --filter "name=^foobar-$lab-" --format "{{.Names}}" | tr "\n" " ")
  [ -z "$taken" ] || {
    echo "error: these containers exist: $taken" >&2
    echo "       another bench/run may be going on; if not: bench/run --remove" >&2
    exit 2
  }
}

# known_to_controller LAB SUBNET FILE: the controller can log in to the hosts of a lab, by the inventory FILE.
known_to_controller() {
  docker network connect "foobar-$1" "$controller"
  quietly docker cp "$home/.foobar/lab-$1/id_ed25519" "$controller:/bench/$1.key"
  {
    echo "all:"
    echo "  vars: { ansible_ssh_private_key_file: /bench/$1.key }"
    echo "  hosts:"
    local number=11
    for host in $hosts; do
      echo "    $host: { ansible_host: $2.$number }"
      number=$((number + 1))
    done
  } >"$work/$3"
  quietly docker cp "$work/$3" "$controller:/bench/$3"
  quietly in_controller sh -c "chown root: /bench/$1.key; chmod 600 /bench/$1.key
    ssh-keyscan $2.11 $2.12 $2.13 >>/root/.ssh/known_hosts 2>/dev/null"
}

# fresh_hosts: new ones in place of the last.
fresh_hosts() {
  lab_down "$lab-fresh"
  lab_up "$lab-fresh" "$hosts" "$((ssh_port + 20))" "$subnet.3"
  quietly in_controller sed -i "/^$subnet\.3\./d" /root/.ssh/known_hosts
  known_to_controller "$lab-fresh" "$subnet.3" fresh.yml
}

remove_hosts() {
  for name in "$lab-fresh" "$lab" "$lab-control"; do (lab_down "$name") || true; done
}

# install CONTAINER PACKAGE...
install() {
  docker exec "$1" sh -c "export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update && apt-get -qq -y --no-install-recommends install ${*:2}" >"$work/log.$1" 2>&1
}

# peer NAME PACKAGE: installed if the distribution has it; a row whose peer is missing says so.
peer() {
  if install "$controller" "$2"; then
    note "$1" "$(in_controller dpkg-query -W -f '${Package} ${Version}' "$2")"
  else
    local why
    why=$(sed -n 's/^E: //p' "$work/log.$controller" | head -n 1)
    note "missing $1" "${why:-the package $2 does not install}"
    say "$1 is missing: ${why:-the package $2 does not install}"
  fi
}

has() { grep -q "^$1	" "$facts"; }

bring_up() {
  say "three hosts and a controller"
  lab_up "$lab" "$hosts" "$ssh_port" "$subnet.1"
  lab_up "$lab-control" control "$((ssh_port + 10))" "$subnet.2"
  say "the peers, out of the distribution's packages"
  install "$controller" openssh-client time || quietly install "$controller" openssh-client time
  peer ansible ansible-core
  peer mitogen ansible-mitogen
  peer pyinfra pyinfra
  # What Ansible needs on its targets; the tool and the floor need nothing.
  for host in $hosts; do quietly install "foobar-$lab-$host" python3 python3-apt; done
  say "the tool and a JDK"
  quietly docker cp "${java%/bin/java}" "$controller:/opt/jdk"
  quietly in_controller mkdir -p /opt/foobar-deploy /bench /root/.ssh
  quietly docker cp "$home/foobar-deploy" "$controller:/opt/foobar-deploy/"
  quietly docker cp "$home/bin" "$controller:/opt/foobar-deploy/"
  quietly docker cp "$home/target/lib" "$controller:/opt/foobar-deploy/"
  for folder in web3 web3-pyinfra scale controller relay; do
    quietly docker cp "$bench/$folder" "$controller:/bench/"
  done
  known_to_controller "$lab" "$subnet.1" targets.yml
  quietly in_controller /opt/foobar-deploy/foobar-deploy --make-start-cache
  note cores "$(nproc)"
  note processor "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
  note kernel "$(uname -r)"
  note jdk "$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.vm.version = //p')"
  note tool "$(in_controller /opt/foobar-deploy/foobar-deploy --version)"
  note commit "$(git -C "$home" rev-parse --short HEAD 2>/dev/null || echo unknown)"
  note load "$(cut -d ' ' -f 1 /proc/loadavg)"
}
