"""Takes a feed that is not well-formed apart: most often one entry is broken, and the others are not. Pure."""

import re
from collections.abc import Iterator
from html.entities import html5
from pyexpat import ExpatError, ParserCreate
from typing import NamedTuple

from handlers.feeds.formats.slim import MOST

ROOT = re.compile(r"<(rss|feed|rdf:rdf|(?:\w+:)(?:feed|rss))\b[^<>]{0,4000}>", re.IGNORECASE)
START = re.compile(r"<(/?)(?:\w+:)?(?:item|entry)\b[^<>]{0,1000}>", re.IGNORECASE)
TITLE = re.compile(r"<title\b[^<>]{0,200}>[^<>]{0,1000}</title\s*>", re.IGNORECASE)
NAMED = re.compile(
    r"<!\[CDATA\[.*?\]\]>|&(?:([a-zA-Z][a-zA-Z0-9]{1,30});|(?!#\d+;|#[xX][0-9a-fA-F]+;|\w+;))", re.DOTALL
)
OF_XML = frozenset(("lt", "gt", "amp", "quot", "apos"))
PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,30}):")
LONGEST = 200_000  # characters of an entry
KNOWN = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "atom": "http://www.w3.org/2005/Atom",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


class Apart(NamedTuple):
    """A feed that was taken apart."""

    good: str  # a well-formed feed of the entries that are well-formed
    bad: tuple[str, ...]  # a feed for each entry that is not


def repaired(text: str) -> str:
    """With the characters that only HTML has names for, with each bare & escaped, and with all prefixes declared."""
    last = text.rfind("]]>") + 3  # a section that does not end is no section
    text = NAMED.sub(_character, text[:last]) + NAMED.sub(_character, text[last:].replace("<![CDATA[", "&lt;![CDATA["))
    root = ROOT.search(text[:10_000])
    if root is None:
        return text
    used = {prefix for prefix in PREFIX.findall(text) if f"xmlns:{prefix}=" not in root[0]} - {"xml"}
    declared = "".join(f' xmlns:{prefix}="{KNOWN.get(prefix, f"urn:{prefix}")}"' for prefix in sorted(used)[:50])
    end = root.end() - (2 if root[0].endswith("/>") else 1)
    return text[:end] + declared + text[end:]


def taken_apart(text: str) -> Apart:
    """The entries, each well-formed or not. `text` is repaired."""
    root = ROOT.search(text[:10_000])
    opened = root[0].removesuffix("/>").removesuffix(">") + ">" if root else "<rss>"
    close = f"</{root[1] if root else 'rss'}>"
    first = START.search(text)
    title = TITLE.search(text[root.end() if root else 0 : first.start() if first else len(text)][:10_000])
    good: list[str] = []
    bad: list[str] = []
    for piece in _pieces(text):
        (good if _well_formed(f"{opened}{piece}{close}") else bad).append(piece)
    head = f"<channel>{title[0]}</channel>" if title and _well_formed(title[0]) else ""
    return Apart(f"{opened}{head}{''.join(good)}{close}", tuple(f"{opened}{piece}{close}" for piece in bad))


def _pieces(text: str) -> Iterator[str]:
    start, found = None, 0
    for tag in START.finditer(text):
        if tag[1] and start is not None:
            yield text[start : tag.end()][:LONGEST]
            start, found = None, found + 1
        elif not tag[1]:
            if start is not None:
                yield text[start : tag.start()][:LONGEST]
                found += 1
            start = None if tag[0].endswith("/>") else tag.start()
        if found >= MOST:
            return
    if start is not None:
        yield text[start:][:LONGEST]


def _well_formed(text: str) -> bool:
    try:
        ParserCreate("utf-8", " ").Parse(text.encode("utf-8", "replace"), True)
    except ExpatError:
        return False
    return True


def _character(found: re.Match[str]) -> str:
    if found[0].startswith("<"):
        return found[0]
    if found[1] is None:
        return "&amp;"
    if found[1] in OF_XML:
        return found[0]
    return html5.get(f"{found[1]};", "") or f"&amp;{found[1]};"
