# shellcheck shell=bash
# Read by bench/run: one function per row. The sides of a row are measured in turns, so that a machine that becomes
# slower does so for all of them. What a side does stands in controller/sides.sh.

# measure ROUNDS SIDE...
measure() {
  in_controller bash /bench/controller/measure "$@" | tee -a "$samples" >&2
  [ "${PIPESTATUS[0]}" = 0 ] || {
    echo "error: a side did not do what it should; its output is above" >&2
    exit 1
  }
}

# prepare SIDE: once, not measured.
prepare() { quietly in_controller bash /bench/controller/prepare "$1"; }

row_start() { measure "$((rounds * 4))" version help; }

row_noop() {
  prepare apply
  local sides="floor noop plan"
  if has pyinfra; then
    prepare pyinfra
    sides="$sides pyinfra"
  fi
  if has ansible; then sides="$sides ansible"; fi
  if has mitogen; then sides="$sides mitogen"; fi
  # What pyinfra writes otherwise than Ansible would be changed back by each of them in turn.
  if has pyinfra; then
    measure "$rounds" pyinfra
    sides=${sides/ pyinfra/}
    prepare apply
  fi
  # shellcheck disable=SC2086 # a list of words
  measure "$rounds" $sides
}

row_growth() {
  prepare grow
  measure "$rounds" noop grown
}

row_delay() {
  prepare apply
  docker exec -d "$controller" /opt/jdk/bin/java /bench/relay/DelayRelay.java 50 \
    "2201:$subnet.1.11:22" "2202:$subnet.1.12:22" "2203:$subnet.1.13:22"
  prepare delay
  measure "$rounds" delayed
  if has ansible; then measure 1 delayed_ansible; fi
}

row_hosts() {
  prepare many
  measure "$rounds" many_50 many_200
  measure 1 many_1000
}

row_copy() {
  prepare copy
  measure "$rounds" scp copy copy_small
}

row_first() {
  for ((round = 0; round < ${FIRST_ROUNDS:-$rounds}; round++)); do
    fresh_hosts
    measure 1 installs
    fresh_hosts
    measure 1 ordered_installs
    fresh_hosts
    measure 1 first
  done
}
