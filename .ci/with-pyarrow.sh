#!/bin/bash
# Runs a command with files that pyarrow wrote, of every type, encoding and form that it has: .ci/with-pyarrow.sh COMMAND [ARGUMENTS]
#
# The command finds them in the folder KINGLET_TEST_PYARROW_FILES, each beside what pyarrow reads of it. Where pyarrow can neither be found
# nor installed, the command is left out: that is said, and is no failure, since Maven's tests read files of DuckDB and parquet-java.
set -euo pipefail

readonly here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Prints a Python that has it, if there is one. The version of the requirement is the one that was tried.
find_python() {
  if python3 -c 'import sys, pyarrow; sys.exit(int(pyarrow.__version__.split(".")[0]) < 26)' 2>/dev/null; then
    command -v python3
  else
    "$here/python-tool.sh" "$folder" python 'pyarrow==26.0.1'
  fi
}

python=$(find_python 2>"$folder/install.log" || true)
if [[ -z $python ]]; then
  echo "with-pyarrow: LEFT OUT: pyarrow is not installed, and no Python package index has it here; not run: $*"
  tail -n 3 "$folder/install.log"
  exit 0
fi

export KINGLET_TEST_PYARROW_FILES=$folder/files
mkdir "$KINGLET_TEST_PYARROW_FILES"
made=$("$python" "$here/pyarrow-files.py" "$KINGLET_TEST_PYARROW_FILES")
echo "with-pyarrow: $made"
"$@"
