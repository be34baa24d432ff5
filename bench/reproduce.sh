#!/bin/sh
# Runs every benchmark of RESULTS.md and leaves a JSON object of each, times of whole processes (times.txt), and a page, index.html,
# in the folder that is named, bench/target/results by default.
# Takes about an hour, 10 GB of disk for the time, and loads Spark the first time (200 MB). Run it on a machine that has nothing else
# to do.
set -eu
cd "$(dirname "$0")/.."
results=${1:-bench/target/results}
mkdir -p "$results"
: >"$results/times.txt"
work=bench/target/reproduce
rm -rf "$work"
mkdir -p "$work"

millis() {
    echo $(($(date +%s%N) / 1000000))
}

# timed NAME COMMAND...: adds how long the command took as a whole process.
timed() {
    name=$1
    shift
    start=$(millis)
    "$@"
    echo "$name $(($(millis) - start)) ms" | tee -a "$results/times.txt"
}

./kinglet version

# Each benchmark in a JVM of its own; a JSON object of each, and index.html.
./kinglet bench all --out "$results"

# Words: the King James Bible 240 times over in 60 files, beside Spark; and the Java sources of the JDK that runs this, 15,000 files,
# over which Spark takes minutes.
text=$work/text
mkdir "$text"
gzip -dc examples/src/main/resources/dev/kinglet/examples/kjv.txt.gz >"$work/kjv.txt"
cat "$work/kjv.txt" "$work/kjv.txt" "$work/kjv.txt" "$work/kjv.txt" >"$text/part-1.txt"
for part in $(seq 2 60); do
    cp "$text/part-1.txt" "$text/part-$part.txt"
done
./kinglet bench wordcount --input "$text" --rounds 2 --warm-up 1 --runs 5 --json "$results/wordcount.json"
home=$(./kinglet version | sed -n 's/^java [^ ]*, //p')
mkdir "$work/jdk-sources"
(cd "$work/jdk-sources" && "$home/bin/jar" xf "$home/lib/src.zip")
./kinglet bench wordcount --input "$work/jdk-sources" --without-peers --json "$results/wordcount-jdk-sources.json"
rm -rf "$work/jdk-sources"

# Records: beside Spark with Hadoop's own validation; then as whole processes, in workers of 512 MB, as the work grows.
./kinglet bench sort --json "$results/sort.json"
for rows in 2500000 10000000 40000000; do
    ./kinglet teragen --rows "$rows" --output "$work/records"
    timed "sort_of_${rows}_records" ./kinglet sort --memory 512 --input "$work/records" --output "$work/sorted"
    ./kinglet teravalidate --input "$work/sorted" --against "$work/records"
    rm -rf "$work/records" "$work/sorted"
done

# What one would take instead.
mkdir "$work/peers"
for part in $(seq 20); do
    mv "$text/part-$part.txt" "$work/peers"
done
./kinglet bench peers --input "$work/peers" --json "$results/peers.json"
rm -rf "$text" "$work/peers"

# The published runs, simulated.
./kinglet simulate flops --platform lithops-2022 --functions 1000 --memory 1024 --loops 5 --json "$results/simulate-lithops.json"
./kinglet simulate flops --platform pywren-2017 --functions 2800 --memory 1536 --loops 10 --json "$results/simulate-pywren.json"
timed simulate_million ./kinglet simulate flops --functions 10000 --calls 1000000 --memory 1769 --loops 1 \
    --json "$results/simulate-million.json"

# Store and shuffle on a local S3 server, where Ceph's gateway is installed or can be.
if command -v radosgw >/dev/null || { command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; }; then
    RESULTS=$results .ci/with-ceph.sh sh -euc '
        radosgw --version >"$RESULTS/s3-server.txt"
        ./kinglet bench storage --set store="$KINGLET_TEST_S3_LOCATION" --objects 2 --small 400 --small-reads 4 --warm-up 8 --rounds 9 \
            --json "$RESULTS/storage-s3.json"
        ./kinglet bench shuffle --set store="$KINGLET_TEST_S3_LOCATION" --json "$RESULTS/shuffle-s3.json"
    '
else
    echo "left out: storage and shuffle on S3, for there is no radosgw, and no way to install it here"
fi

# The command itself, as a whole process: the median of 21.
for run in $(seq 21); do
    start=$(millis)
    ./kinglet hello >/dev/null
    echo $(($(millis) - start))
done | sort -n | sed -n 11p | sed 's/.*/hello_median & ms/' | tee -a "$results/times.txt"

rm -rf "$work"
