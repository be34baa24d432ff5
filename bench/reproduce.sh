#!/bin/sh
# Runs every benchmark of RESULTS.md and leaves a JSON object of each and a page, index.html, in the folder that is named,
# bench/target/results by default.
# Takes about three quarters of an hour. Run it on a machine that has nothing else to do.
set -eu
cd "$(dirname "$0")/.."
results=${1:-bench/target/results}
mkdir -p "$results"

./kinglet version

# The text: the Java sources of the JDK that runs it, as files.
home=$(./kinglet version | sed -n 's/^java [^ ]*, //p')
sources=bench/target/jdk-sources
if [ ! -d "$sources" ]; then
    mkdir -p "$sources"
    (cd "$sources" && "$home/bin/jar" xf "$home/lib/src.zip")
fi

# All of it, each benchmark in a JVM of its own; a JSON object of each, and index.html.
./kinglet bench all --out "$results" --input "$sources"

# The published runs, simulated.
./kinglet simulate flops --platform lithops-2022 --functions 1000 --memory 1024 --loops 5 --json "$results/simulate-lithops.json"
./kinglet simulate flops --platform pywren-2017 --functions 2800 --memory 1536 --loops 10 --json "$results/simulate-pywren.json"
./kinglet simulate flops --functions 10000 --calls 1000000 --memory 1769 --loops 1 --json "$results/simulate-million.json"

# Store and shuffle on a local S3 server, where Ceph's gateway is installed or can be.
if command -v radosgw >/dev/null || { command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; }; then
    RESULTS=$results .ci/with-ceph.sh sh -euc '
        radosgw --version >"$RESULTS/s3-server.txt"
        ./kinglet bench storage --set store="$KINGLET_TEST_S3_LOCATION" --objects 2 --small 400 --small-reads 4 \
            --json "$RESULTS/storage-s3.json"
        ./kinglet bench shuffle --set store="$KINGLET_TEST_S3_LOCATION" --json "$RESULTS/shuffle-s3.json"
    '
else
    echo "left out: storage and shuffle on S3, for there is no radosgw, and no way to install it here"
fi

# Whole processes beside Spark, which is loaded the first time (200 MB).
./kinglet bench sort --json "$results/sort.json"
# The same text in one file: Spark takes minutes over 15,000 small ones.
find "$sources" -name '*.java' -exec cat {} + >bench/target/jdk-sources.txt
./kinglet bench peers --input bench/target/jdk-sources.txt --json "$results/peers.json"

# The command itself, as a whole process: the median of 21.
for run in $(seq 21); do
    start=$(date +%s%N)
    ./kinglet hello >/dev/null
    end=$(date +%s%N)
    echo $(((end - start) / 1000000))
done | sort -n | sed -n 11p | sed 's/^/hello_median_millis /' | tee "$results/hello.txt"
