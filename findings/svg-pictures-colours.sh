#!/usr/bin/env bash
# SVG to PNG, for preview pictures: a colour that a library does not know is black, without a word, and each knows others.
#
# A red box is drawn by resvg_py 0.5.0 (resvg), CairoSVG 2.9.1, and sharp 0.35.5 (npm, librsvg). SVG as browsers draw it is red in each case:
# - a colour by `var(--brand)` is black in all three; a fallback within var() is drawn by librsvg only, and an error in CairoSVG;
# - `hsl()` (CSS Color 3) is black in CairoSVG; `rgb(… / 50%)` (CSS Color 4) is black in resvg and an error in CairoSVG;
# - a rule with `:not(.other)` is passed over by resvg: black again.
# So a company's colour may become a black picture that no check for errors notices: look at a pixel, or give colours as #rrggbb only.
# - Hebrew at x=190 with `direction="rtl"` starts there and runs to the left. resvg draws it to the right, out of the picture. Only
#   `text-anchor="end"` without a direction lands where it belongs.
#
# Seen on 2026-12-02 with Python 3.11 and Node 20; CairoSVG uses Debian's libcairo2; the font is npm's dejavu-fonts-ttf 2.37.3. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 dejavu-fonts-ttf@2.37.3 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check resvg_py==0.5.0 CairoSVG==2.9.1 pillow==13.0.0 2>/dev/null

cat >draw.cjs <<'NODE'
const sharp = require("sharp");
sharp(require("fs").readFileSync(0)).png().toBuffer().then((png) => process.stdout.write(png));
NODE

cat >pictures.py <<'PYTHON'
import io
import subprocess

import cairosvg
import resvg_py
from PIL import Image

FONT = "node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf"


def svg(body, style=""):
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><style>{style}</style>{body}</svg>'


def picture(png):
    return Image.open(io.BytesIO(bytes(png))).convert("RGBA")


def colour(draw, text):
    try:
        red, green, blue, _ = picture(draw(text)).getpixel((50, 30))
    except ValueError:
        return "ValueError"
    return {(255, 0, 0): "red", (0, 0, 0): "black"}.get((red, green, blue), f"{red} {green} {blue}")


def resvg(text):
    return resvg_py.svg_to_bytes(svg_string=text)


def cairo(text):
    return cairosvg.svg2png(bytestring=text.encode())


def librsvg(text):
    return subprocess.run(["node", "draw.cjs"], input=text.encode(), capture_output=True, check=True).stdout


for style in (
    ".box { fill: #f00 }",
    ":root { --brand: #f00 } .box { fill: var(--brand) }",
    ".box { fill: var(--brand, #f00) }",
    ".box { fill: hsl(0, 100%, 50%) }",
    ".box { fill: rgb(255 0 0 / 50%) }",
    ".box:not(.other) { fill: #f00 }",
):
    box = svg('<rect class="box" width="100" height="60"/>', style)
    print(f"{style}: resvg {colour(resvg, box)}, CairoSVG {colour(cairo, box)}, librsvg {colour(librsvg, box)}")

for attribute in ('direction="rtl"', 'text-anchor="end"'):
    text = svg(f'<text x="190" y="40" font-size="30" font-family="DejaVu Sans" {attribute}>\u05e9\u05dc\u05d5\u05dd</text>')
    left, _, right, _ = picture(resvg_py.svg_to_bytes(svg_string=text, font_files=[FONT], skip_system_fonts=True)).getbbox()
    print(f"Hebrew at 190, {attribute}: resvg draws from {left} to {right}")
PYTHON
venv/bin/python pictures.py >seen

cat >expected <<'SEEN'
.box { fill: #f00 }: resvg red, CairoSVG red, librsvg red
:root { --brand: #f00 } .box { fill: var(--brand) }: resvg black, CairoSVG black, librsvg black
.box { fill: var(--brand, #f00) }: resvg black, CairoSVG ValueError, librsvg red
.box { fill: hsl(0, 100%, 50%) }: resvg red, CairoSVG black, librsvg red
.box { fill: rgb(255 0 0 / 50%) }: resvg black, CairoSVG ValueError, librsvg red
.box:not(.other) { fill: #f00 }: resvg black, CairoSVG red, librsvg red
Hebrew at 190, direction="rtl": resvg draws from 192 to 200
Hebrew at 190, text-anchor="end": resvg draws from 126 to 189
SEEN
diff expected seen && echo "as seen: unknown colours are black, and right-to-left text leaves the picture"
