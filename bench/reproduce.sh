#!/bin/sh
# Runs every benchmark of RESULTS.md and leaves a JSON object of each in the folder that is named, bench/target/results by default.
# Takes about ten minutes. Run it on a machine that has nothing else to do.
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

./kinglet bench dispatch --calls 100000 --json "$results/dispatch.json"
./kinglet bench dispatch --calls 100000 --batch 1 --json "$results/dispatch-one-by-one.json"
./kinglet bench coldstart --json "$results/coldstart.json"
./kinglet bench million --json "$results/million.json"
./kinglet bench wordcount --input "$sources" --json "$results/wordcount.json"
./kinglet bench jmh --json "$results/jmh.json"

# The command itself, as a whole process: the median of 21.
for run in $(seq 21); do
    start=$(date +%s%N)
    ./kinglet hello >/dev/null
    end=$(date +%s%N)
    echo $(((end - start) / 1000000))
done | sort -n | sed -n 11p | sed 's/^/hello_median_millis /' | tee "$results/hello.txt"
