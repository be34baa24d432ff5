#!/bin/bash
# Starts a real S3 server for tests: Ceph's gateway over a one-node cluster that lives in memory and in a temporary folder.
#
#   ceph-rgw.sh start FOLDER    prints the endpoint and writes it to FOLDER/endpoint; ready when it returns
#   ceph-rgw.sh stop FOLDER     ends the processes that start began, by their ids, and removes FOLDER
#
# Ports are free ones, so that several may run at once. The user is AKIATEST with the secret secrettest.
# Needs the packages radosgw, ceph-mon and ceph-osd.
set -euo pipefail

readonly here=$(cd "$(dirname "$0")" && pwd)
readonly command=${1:?start or stop}
readonly folder=$(mkdir -p "${2:?a folder}" && cd "$2" && pwd)
readonly patience=300 # tenths of a second for each daemon

free_port() {
  python3 "$here/free-ports.py" 1
}

# wait_for WHAT COMMAND...: until the command succeeds.
wait_for() {
  local what=$1
  shift
  for ((i = 0; i < patience; i++)); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.1
  done
  echo "ceph-rgw: $what did not come up in $((patience / 10)) s; the end of its logs:" >&2
  tail -n 20 "$folder"/log/* >&2 || true
  return 1
}

configure() {
  local monitor_port=$1 gateway_port=$2
  cat >"$folder/ceph.conf" <<CONF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon host = [v2:127.0.0.1:$monitor_port/0]
public network = 127.0.0.0/8
ms bind ipv6 = false
keyring = $folder/keyring
auth allow insecure global id reclaim = false
run dir = $folder/run
pid file = $folder/run/\$name.pid
admin socket = $folder/run/\$name.asok
log file = $folder/log/\$name.log
# One copy of everything is enough here, and must not count as damage.
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon warn on pool no redundancy = false
mon max pg per osd = 1000

[mon]
mon data = $folder/mon
# A disk that is nearly full is no reason not to test.
mon data avail crit = 1
mon data avail warn = 1

[osd]
osd data = $folder/osd
osd objectstore = memstore
memstore device bytes = 4294967296
osd memory target = 939524096

[client.admin]
# Without tcp_nodelay each small answer waits for the acknowledgement of its headers, some 40 ms.
rgw frontends = beast endpoint=127.0.0.1:$gateway_port tcp_nodelay=1
rgw run sync thread = false
# What was deleted makes room at once: it lies in memory.
rgw gc obj min wait = 1
rgw gc processor period = 5
rgw enable usage log = false
CONF
  export CEPH_CONF=$folder/ceph.conf
}

start_monitor() {
  local address=$1 fsid
  fsid=$(sed -n 's/^fsid = //p' "$folder/ceph.conf")
  ceph-authtool --create-keyring "$folder/keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
  ceph-authtool "$folder/keyring" --gen-key -n client.admin \
    --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' >/dev/null
  monmaptool --create --clobber --fsid "$fsid" --addv a "[v2:$address]" "$folder/monmap" >/dev/null
  ceph-mon --mkfs -i a --keyring "$folder/keyring" --monmap "$folder/monmap" --mon-data "$folder/mon"
  ceph-mon -i a --mon-data "$folder/mon"
  wait_for monitor timeout 5 ceph -s
}

start_osd() {
  local uuid
  uuid=$(cat /proc/sys/kernel/random/uuid)
  ceph osd new "$uuid" >/dev/null
  ceph auth get-or-create osd.0 mon 'allow profile osd' osd 'allow *' >"$folder/osd/keyring"
  ceph-osd -i 0 --mkfs --keyring "$folder/osd/keyring" --osd-uuid "$uuid" >/dev/null 2>&1
  ceph-osd -i 0 --keyring "$folder/osd/keyring" >/dev/null 2>&1
  wait_for osd bash -c "ceph osd stat | grep -q '1 up'"
}

start_gateway() {
  radosgw -n client.admin >/dev/null 2>&1
  wait_for gateway curl -s -o "$folder/run/answer" "$1/"
  radosgw-admin user create --uid=test --display-name=test \
    --access-key=AKIATEST --secret=secrettest >/dev/null 2>&1
  echo "$1" | tee "$folder/endpoint"
}

start() {
  local monitor_port gateway_port
  mkdir -p "$folder"/{mon,osd,run,log}
  monitor_port=$(free_port)
  gateway_port=$(free_port)
  configure "$monitor_port" "$gateway_port"
  start_monitor "127.0.0.1:$monitor_port"
  start_osd
  start_gateway "http://127.0.0.1:$gateway_port"
}

stop() {
  local file pid
  # The gateway first: it waits for the others otherwise.
  for file in "$folder"/run/client.admin.pid "$folder"/run/osd.0.pid "$folder"/run/mon.a.pid; do
    if [[ -s $file ]]; then
      pid=$(cat "$file")
      kill "$pid" 2>/dev/null || continue
      for ((i = 0; i < 50; i++)); do
        kill -0 "$pid" 2>/dev/null || continue 2
        sleep 0.1
      done
      kill -9 "$pid" 2>/dev/null || true
    fi
  done
  rm -rf "$folder"
}

case $command in
  start) start ;;
  stop) stop ;;
  *) echo "ceph-rgw: $command is neither start nor stop" >&2 && exit 2 ;;
esac
