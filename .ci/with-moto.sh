#!/bin/bash
# Runs a command beside moto, a stand-in for Amazon's services: .ci/with-moto.sh COMMAND [ARGUMENTS]
#
# The command finds an empty bucket at KINGLET_TEST_S3_LOCATION, with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY set. The server
# ends with the command, whose status is this script's. Where moto can neither be found nor installed, the command is left out:
# that is said, and is no failure, since moto only confirms what Ceph's gateway shows.
set -euo pipefail

readonly here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
server=

finish() {
  if [[ -n $server ]]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap finish EXIT

# Prints the command that starts moto, if there is one. The one of a requirement is the one that was tried.
find_moto() {
  if moto_server --help >/dev/null 2>&1; then
    command -v moto_server
  else
    "$here/python-tool.sh" "$folder" moto_server 'moto[server]==5.2.5'
  fi
}

moto=$(find_moto 2>"$folder/install.log" || true)
if [[ -z $moto ]]; then
  echo "with-moto: LEFT OUT: moto is not installed, and no Python package index has it here; not run: $*"
  tail -n 3 "$folder/install.log"
  exit 0
fi

port=$(python3 "$here/free-ports.py" 1)
"$moto" -H 127.0.0.1 -p "$port" >"$folder/moto.log" 2>&1 &
server=$!
for ((i = 0; i < 600; i++)); do
  curl -s -o "$folder/answer" "http://127.0.0.1:$port/" && break
  if ! kill -0 "$server" 2>/dev/null || ((i == 599)); then
    echo "with-moto: moto did not start; the end of its log:" >&2
    tail -n 20 "$folder/moto.log" >&2
    exit 1
  fi
  sleep 0.1
done

export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1
python3 "$here/s3-bucket.py" "http://127.0.0.1:$port" kinglet-ci
export KINGLET_TEST_S3_LOCATION="s3://kinglet-ci?endpoint=http://127.0.0.1:$port&region=us-east-1&style=path"
# It looks whether the object is there, and then writes it: of two that look at the same time both win.
export KINGLET_TEST_S3_DEVIATES=races
echo "with-moto: moto at http://127.0.0.1:$port"
"$@"
