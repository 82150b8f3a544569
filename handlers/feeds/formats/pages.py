"""Finds the feeds that a web page says it has."""

import html
import re

from handlers.feeds.formats.links import whole_of

READ_AT_MOST = 512 * 1024  # characters
MOST = 5
TAG = re.compile(r"""<!--.*?(?:-->|\Z)|<(link|base)\b((?:[^<>"']|"[^"]*"|'[^']*')*+)>""", re.IGNORECASE | re.DOTALL)
ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
FEEDS = frozenset(
    """application/rss+xml application/atom+xml application/feed+json application/rdf+xml text/xml application/xml
    application/json""".split()
)
IS_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Whether a text begins as a web page does."""
    return IS_PAGE.search(text[:2048]) is not None


def feeds_of(text: str, address: str) -> tuple[str, ...]:
    """The addresses of a page's feeds, in its order: those of comments last."""
    found: dict[str, bool] = {}
    base = address
    for tag in TAG.finditer(text[:READ_AT_MOST]):
        said = _attributes(tag[2] or "")
        if (tag[1] or "").lower() == "base":
            base = whole_of(said.get("href", ""), address) or base
        elif _is_feed(said) and (whole := whole_of(said.get("href", "").strip(), base)):
            found.setdefault(whole, "comment" in f"{said.get('title', '')} {whole}".lower())
    return tuple(sorted(found, key=lambda one: found[one]))[:MOST]


def _is_feed(said: dict[str, str]) -> bool:
    return "alternate" in said.get("rel", "").lower().split() and said.get("type", "").lower() in FEEDS


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in ATTRIBUTE.finditer(text):
        found.setdefault(one[1].lower(), html.unescape(one[2] or one[3] or one[4] or ""))
    return found
