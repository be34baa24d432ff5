#!/bin/bash
# One program in every form in which users start one, as processes: each has to print the same line, and Ctrl-C has to leave nothing behind.
# Needs ./kinglet to be built.
set -euo pipefail
cd "$(dirname "$0")/.."
JAVA_HOME=${JAVA_HOME:?must be a JDK of the version that Kinglet needs}
PATH=$JAVA_HOME/bin:$PATH
sources=$PWD/.ci/forms
lib=$PWD/bench/target/kinglet/lib
kinglet=$PWD/kinglet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

WANTED='5 trips [Key[zone=NORTH, isLong=false]=1, Key[zone=NORTH, isLong=true]=1, Key[zone=SOUTH, isLong=false]=2, Key[zone=SOUTH, isLong=true]=1]'
printf 'from,minutes\nNorth Park,5\nSouth End,12\nNewgate,30\nSea View,3\nSea View,10\n' >trips.csv

# name, then a command that prints the line
form() {
    local name=$1 seen
    shift
    if ! seen=$(timeout 60 "$@" 2>"errors of $name"); then
        echo "$name: failed" && cat "errors of $name" && exit 1
    fi
    if [ "$(grep ' trips ' <<<"$seen")" != "$WANTED" ]; then
        printf '%s: wanted\n  %s\nand got\n  %s\n' "$name" "$WANTED" "$seen"
        exit 1
    fi
    echo "$name: as it should be"
}

all=$(printf '%s:' "$lib"/*.jar)
javac -proc:none -cp "$all" -d classes "$sources/trips/Trips.java" "$sources/trips/Slow.java"

form 'classes, java' java -cp "classes:$all" trips.Trips trips.csv 10
form 'classes, run' "$kinglet" run -cp classes trips.Trips trips.csv 10
form 'source, java' java -cp "$all" "$sources/trips/Trips.java" trips.csv 10
form 'source, run' "$kinglet" run "$sources/trips/Trips.java" trips.csv 10

# A thin jar, whose manifest names the others.
mkdir thin && cp "$lib"/*.jar thin/
{ printf 'Main-Class: trips.Trips\nClass-Path: trips.csv\n' && (cd thin && printf '  %s\n' *.jar); } >thin.txt
jar --create --file thin/trips.jar --manifest thin.txt -C classes .
form 'thin jar, java' java -jar thin/trips.jar trips.csv 10
form 'thin jar, run' "$kinglet" run thin/trips.jar trips.csv 10

# A fat jar: the files of all in one.
mkdir fat && (cd fat && for each in "$lib"/*.jar; do jar --extract --file "$each"; done)
find fat \( -name module-info.class -o -name '*.SF' -o -name '*.RSA' \) -delete
cp -r classes/. fat/
jar --create --file fat.jar --main-class trips.Trips -C fat .
form 'fat jar, java' java -jar fat.jar trips.csv 10
form 'fat jar, run' "$kinglet" run fat.jar trips.csv 10

# A module, with Kinglet's jars as automatic modules and their libraries on the class path.
ours=$(printf '%s:' "$lib"/kinglet-core-*.jar "$lib"/kinglet-storage-*.jar "$lib"/kinglet-executor-*.jar)
javac -proc:none -p "$ours" -d modules "$sources/module/module-info.java" "$sources/trips/Trips.java"
jar --create --file trips-module.jar --main-class trips.Trips -C modules .
form 'module, java' java -p "trips-module.jar:$ours" -cp "$all" -m trips/trips.Trips trips.csv 10
form 'module, run' "$kinglet" run -p trips-module.jar -m trips/trips.Trips trips.csv 10

TRIPS=$work/trips.csv form 'session, jshell' jshell -s --class-path "$all" "$sources/session.jsh"

# Ctrl-C in the middle of two calls: the status is that of an interrupted program, and no worker is left.
set -m
"$kinglet" run -cp classes trips.Slow >slow.txt 2>&1 &
slow=$!
for _ in $(seq 300); do
    [ "$(grep -c '^.*slow [0-9]' slow.txt || true)" -ge 1 ] && break
    sleep 0.1
done
workers=$(pgrep -P "$slow" || true)
[ -n "$workers" ] || { echo 'Ctrl-C: no worker was started' && cat slow.txt && exit 1; }
kill -INT -- "-$slow"
status=0
wait "$slow" || status=$?
[ "$status" -eq 130 ] || { echo "Ctrl-C: the status was $status" && cat slow.txt && exit 1; }
for worker in $workers; do
    for _ in $(seq 50); do
        kill -0 "$worker" 2>/dev/null || continue 2
        sleep 0.1
    done
    echo "Ctrl-C: worker $worker is left" && exit 1
done
if grep -q 'Exception' slow.txt; then echo 'Ctrl-C reads like a failure' && cat slow.txt && exit 1; fi
echo 'Ctrl-C: as it should be'
