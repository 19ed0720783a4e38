#!/bin/sh
# Installs what training needs, from Debian's own packages. Run as root.
set -eu
apt-get install --yes --no-install-recommends python3-torch python3-sklearn python3-onnx fasttext
