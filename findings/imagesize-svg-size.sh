#!/usr/bin/env bash
# imagesize 2.0.1 (PyPI): an SVG without a width of its own gets the size of the first shape in it.
#
# A picture with only a viewBox of 600 by 300 is "24 by 24" when its first shape is a square of 24, and one with a width and no
# height takes the height of that shape. Without a shape of a known size the answer is (-1, -1), though the viewBox tells the size,
# and so it is for a width in percent with a viewBox, for "6e2", for a prefix (`s:svg`), and behind a byte order mark.
# image-size 2.1.0 (npm) reads these rightly, but gives no size for a viewBox with commas (SVG 2, 8.2 allows them), and reads no prefix.
#
# Seen on 2026-12-02 with Python 3.11 and Node 20. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python >/dev/null
python/bin/pip install --quiet --disable-pip-version-check imagesize==2.0.1 2>/dev/null
npm init -y >/dev/null
npm install --silent --no-audit --no-fund image-size@2.1.0 >/dev/null

cat >pictures.json <<'JSON'
{
  "viewBox and a square": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 600 300'><rect width='24' height='24'/></svg>",
  "viewBox and a path": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 600 300'><path d='M0 0h1'/></svg>",
  "width, viewBox, square": "<svg xmlns='http://www.w3.org/2000/svg' width='600' viewBox='0 0 600 300'><rect width='24' height='24'/></svg>",
  "percent and viewBox": "<svg xmlns='http://www.w3.org/2000/svg' width='100%' height='100%' viewBox='0 0 600 300'/>",
  "viewBox with commas": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0,0,600,300'/>",
  "powers of ten": "<svg xmlns='http://www.w3.org/2000/svg' width='6e2' height='3e2'/>",
  "prefix": "<s:svg xmlns:s='http://www.w3.org/2000/svg' width='600' height='300'/>",
  "byte order mark": "\ufeff<svg xmlns='http://www.w3.org/2000/svg' width='600' height='300'/>",
  "plain": "<svg xmlns='http://www.w3.org/2000/svg' width='600' height='300'/>"
}
JSON
cat >read.py <<'PYTHON'
import io
import json

import imagesize

for name, text in json.load(open('pictures.json')).items():
    width, height = imagesize.get(io.BytesIO(text.encode()))
    print(f'imagesize | {name} | {width:g} x {height:g}')
PYTHON
cat >read.mjs <<'NODE'
import { readFileSync } from "node:fs";
import { imageSize } from "image-size";

for (const [name, text] of Object.entries(JSON.parse(readFileSync("pictures.json", "utf8")))) {
  let size;
  try {
    const { width, height } = imageSize(Buffer.from(text));
    size = `${width} x ${height}`;
  } catch (error) {
    size = error.constructor.name;
  }
  console.log(`image-size | ${name} | ${size}`);
}
NODE
{ python/bin/python read.py; node read.mjs; } >seen

cat >expected <<'SEEN'
imagesize | viewBox and a square | 24 x 24
imagesize | viewBox and a path | -1 x -1
imagesize | width, viewBox, square | 600 x 24
imagesize | percent and viewBox | -1 x -1
imagesize | viewBox with commas | -1 x -1
imagesize | powers of ten | -1 x -1
imagesize | prefix | -1 x -1
imagesize | byte order mark | -1 x -1
imagesize | plain | 600 x 300
image-size | viewBox and a square | 600 x 300
image-size | viewBox and a path | 600 x 300
image-size | width, viewBox, square | 600 x 300
image-size | percent and viewBox | 600 x 300
image-size | viewBox with commas | undefined x undefined
image-size | powers of ten | 600 x 300
image-size | prefix | TypeError
image-size | byte order mark | 600 x 300
image-size | plain | 600 x 300
SEEN
diff expected seen && echo "as seen: the first shape's size is taken for the picture's"
