#!/bin/sh
# Renew the locks: every requirement pinned and hashed, and no address of an index in them.
set -eu
cd "$(dirname "$0")/.."
compile() {
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
    pyproject.toml requirements/build.in "$@"
}
compile --output-file requirements/report.txt
compile --extra test --constraint requirements/report.txt --output-file requirements/test.txt
compile --extra lab --constraint requirements/report.txt --output-file requirements/lab.txt
