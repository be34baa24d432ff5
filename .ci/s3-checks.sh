#!/bin/bash
# What is checked beside a real S3 server: the contract of the object store, and one whole job whose store is the bucket.
# Run by with-ceph.sh and with-moto.sh, which set KINGLET_TEST_S3_LOCATION and the credentials.
set -euo pipefail
cd "$(dirname "$0")/.."

mvn -B -q -pl storage -am test -Dtest=S3ExternalTest -Dsurefire.failIfNoSpecifiedTests=false
./kinglet demo --input docs --store "$KINGLET_TEST_S3_LOCATION"
