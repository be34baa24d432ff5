#!/bin/bash
# Runs the contract of the object store against each S3 server that can be had: Ceph's gateway, then moto.
set -euo pipefail

readonly here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

readonly contract=(mvn -B -q -pl storage -am test -Dtest=S3ExternalTest -Dsurefire.failIfNoSpecifiedTests=false)

"$here/with-ceph.sh" "${contract[@]}" "$@"
"$here/with-moto.sh" "${contract[@]}" "$@"
