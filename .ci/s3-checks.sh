#!/bin/bash
# What is checked beside a real S3 server: the contract of the object store, one whole job whose store is the bucket, and a sort whose input,
# exchange and output are in it. Run by with-ceph.sh, with-moto.sh and with-seaweedfs.sh, which set KINGLET_TEST_S3_LOCATION and the
# credentials; KINGLET_TEST_S3_DEVIATES where the contract asks a server less, as S3ExternalTest says; and KINGLET_TEST_S3_TESTS where only
# some of the contract's tests are its.
set -euo pipefail
cd "$(dirname "$0")/.."

mvn -B -q -pl storage -am test "-Dtest=${KINGLET_TEST_S3_TESTS:-S3ExternalTest}" -Dsurefire.failIfNoSpecifiedTests=false
./kinglet demo --input docs --store "$KINGLET_TEST_S3_LOCATION"

./kinglet check --store "$KINGLET_TEST_S3_LOCATION"

bucket=${KINGLET_TEST_S3_LOCATION%%\?*}
how=${KINGLET_TEST_S3_LOCATION#"$bucket"}
place=$bucket/sort-$$
# Objects as inputs: of a shuffle, and of functions that read them.
./kinglet wordcount --input docs --store "$bucket/store$how" --output "$place/counts$how"
./kinglet wordcount --input "$place/counts/*.csv$how" --store "$bucket/store$how"
./kinglet demo --input "$place/counts/*.csv$how" --store "$bucket/store$how"
./kinglet teragen --rows 20000 --store "$bucket/store$how" --output "$place/unsorted$how"
./kinglet sort --store "$bucket/store$how" --input "$place/unsorted$how" --output "$place/sorted$how"
./kinglet teravalidate --store "$bucket/store$how" --input "$place/sorted$how" --against "$place/unsorted$how"
