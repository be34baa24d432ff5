#!/bin/bash
# Runs a command beside Ceph's S3 gateway: .ci/with-ceph.sh COMMAND [ARGUMENTS]
#
# The command finds an empty bucket at KINGLET_TEST_S3_LOCATION, with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY set. The server
# ends with the command, whose status is this script's. Installs what is missing where it may (Debian, as root).
set -euo pipefail

readonly here=$(cd "$(dirname "$0")" && pwd)

if ! { command -v radosgw && command -v ceph-mon && command -v ceph-osd; } >/dev/null; then
  echo "with-ceph: installing radosgw, ceph-mon and ceph-osd"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends radosgw ceph-mon ceph-osd >/dev/null
fi

folder=$(mktemp -d)
trap '"$here/ceph-rgw.sh" stop "$folder"' EXIT
endpoint=$("$here/ceph-rgw.sh" start "$folder")

export AWS_ACCESS_KEY_ID=AKIATEST AWS_SECRET_ACCESS_KEY=secrettest AWS_REGION=us-east-1
python3 "$here/s3-bucket.py" "$endpoint" kinglet-ci
export KINGLET_TEST_S3_LOCATION="s3://kinglet-ci?endpoint=$endpoint&region=us-east-1&style=path"
echo "with-ceph: $(radosgw --version 2>/dev/null) at $endpoint"
"$@"
