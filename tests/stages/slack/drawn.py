"""Block Kit as HTML, close to how Slack draws it on a computer: for pictures, not for tests of its layout."""

import html
from collections.abc import Callable, Iterable, Mapping

from tests.stages.slack.reading import Json

COLOURS: Mapping[str, str] = {
    "light": "--back:#fff;--ink:#1d1c1d;--quiet:#616061;--line:#ddd;--card:#fff;--link:#1264a3;--head:#f8f8f8",
    "dark": "--back:#1a1d21;--ink:#d1d2d3;--quiet:#ababad;--line:#3f4246;--card:#222529;--link:#1d9bd1;--head:#222529",
}
STYLE = """
*{box-sizing:border-box} body{margin:0;padding:20px;background:var(--back);color:var(--ink);
font:15px/1.46 Lato,'Liberation Sans',sans-serif} .message{display:flex;gap:8px;max-width:680px}
.face{width:36px;height:36px;border-radius:8px;background:#0b6e5f;color:#fff;font:900 20px/36px Lato,sans-serif;
text-align:center;flex:none} .said{flex:1;min-width:0} .who{font-weight:900} .app{font-size:10px;font-weight:700;
background:var(--line);border-radius:2px;padding:1px 3px;margin:0 4px} .at{font-size:12px;color:var(--quiet)}
.header{font-size:18px;font-weight:900;margin:8px 0 4px} p{margin:4px 0;white-space:pre-wrap}
a{color:var(--link);text-decoration:none} .quote{border-left:4px solid var(--line);padding-left:12px;margin:6px 0}
.context{font-size:13px;color:var(--quiet);margin:6px 0;white-space:pre-wrap}
hr{border:0;border-top:1px solid var(--line)}
.section{display:flex;gap:12px;margin:4px 0} .section img{width:88px;height:88px;object-fit:cover;border-radius:4px}
.image{max-width:100%;border-radius:8px;margin:4px 0} .row{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0}
.button{border:1px solid var(--line);border-radius:4px;padding:4px 12px;font-weight:700;background:var(--card);
color:var(--ink);font-size:13px;line-height:20px} .primary{background:#007a5a;border-color:#007a5a;color:#fff}
.danger{border-color:#e01e5a;color:#e01e5a} .select::after{content:" ▾"} ul{margin:4px 0;padding-left:24px}
.card{border:1px solid var(--line);border-radius:12px;overflow:hidden;background:var(--card);margin:8px 0;width:420px;
max-width:100%;display:flex;flex-direction:column}
.card>img{width:100%;margin:0;border-radius:0;aspect-ratio:16/9;object-fit:cover}
.inside{padding:12px 16px;flex:1} .inside div{white-space:pre-wrap}
.title{font-weight:900} .site{font-size:13px;color:var(--quiet)}
.card .row{justify-content:flex-end;padding:0 16px 12px;margin:0} .carousel{display:flex;gap:12px;overflow:hidden}
.carousel .card{width:264px;flex:none} table{border-collapse:collapse;margin:8px 0} td{border:1px solid var(--line);
padding:6px 12px} tr:first-child{background:var(--head)} td.right{text-align:right}
"""


def page(blocks: list[Json], theme: str) -> str:
    """A message of Heraut's in a page of its own."""
    body = "".join(map(_block, blocks))
    who = '<span class="who">Heraut</span><span class="app">APP</span> <span class="at">10:00</span>'
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><style>:root{{{COLOURS[theme]}}}{STYLE}</style>'
        f'<div class="message"><div class="face">H</div><div class="said">{who}{body}</div></div>'
    )


def _block(block: Json) -> str:
    return PENS[block["type"]](block)


def _section(block: Json) -> str:
    beside = _image(block["accessory"]) if "accessory" in block else ""
    return _tag("div", "section", f"<p>{_words(block['text'])}</p>{beside}")


def _table(block: Json) -> str:
    sides = [column["align"] for column in block["column_settings"]]
    rows = ("".join(_cell(*pair) for pair in zip(row, sides, strict=True)) for row in block["rows"])
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _card(card: Json) -> str:
    picture = _image(card["hero_image"]) if "hero_image" in card else ""
    named = (("title", "title"), ("subtitle", "site"), ("body", ""))
    lines = "".join(_tag("div", style, _words(card[name])) for name, style in named if name in card)
    return _tag("div", "card", picture + _tag("div", "inside", lines) + _row(card.get("actions", [])))


def _cell(cell: Json, side: str) -> str:
    return _tag("td", side, "".join(_spans(section["elements"]) for section in cell["elements"]))


def _row(elements: Iterable[Json]) -> str:
    found = "".join(_element(element) for element in elements)
    return _tag("div", "row", found) if found else ""


def _element(element: Json) -> str:
    match element["type"]:
        case "button":
            return _tag("span", f"button {element.get('style', '')}", _words(element["text"]))
        case "overflow":
            return _tag("span", "button", "⋯")
        case _:
            return _tag("span", "button select", _words(element["placeholder"]))


def _rich(element: Json) -> str:
    match element["type"]:
        case "rich_text_list":
            return "<ul>" + "".join(f"<li>{_spans(item['elements'])}</li>" for item in element["elements"]) + "</ul>"
        case "rich_text_quote":
            return _tag("p", "quote", _spans(element["elements"]))
        case _:
            return f"<p>{_spans(element['elements'])}</p>"


def _spans(elements: Iterable[Json]) -> str:
    return "".join(map(_span, elements))


def _span(span: Json) -> str:
    text = html.escape(span.get("text") or span.get("url", ""))
    if span["type"] == "link":
        text = f'<a href="{html.escape(span["url"])}">{text}</a>'
    return f"<b>{text}</b>" if span.get("style", {}).get("bold") else text


def _image(image: Json) -> str:
    return f'<img class="image" src="{html.escape(image["image_url"])}" alt="{html.escape(image["alt_text"])}">'


def _words(words: Json) -> str:
    return html.escape(words["text"])


def _tag(name: str, style: str, inside: str) -> str:
    return f'<{name} class="{style}">{inside}</{name}>'


PENS: Mapping[str, Callable[[Json], str]] = {
    "header": lambda block: _tag("div", "header", _words(block["text"])),
    "section": _section,
    "context": lambda block: _tag("div", "context", " ".join(map(_words, block["elements"]))),
    "divider": lambda _: "<hr>",
    "image": _image,
    "actions": lambda block: _row(block["elements"]),
    "rich_text": lambda block: "".join(map(_rich, block["elements"])),
    "card": _card,
    "carousel": lambda block: _tag("div", "carousel", "".join(map(_card, block["elements"]))),
    "table": _table,
}
