"""Reads RSS, Atom, RDF and CDF with feedparser, from text alone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html.entities import html5
from io import BytesIO

from handlers.feeds.reading import texts
from handlers.feeds.reading.found import NoFeed, Raw, RawFeed
from handlers.feeds.reading.slim import MOST, STARTS, Slim, slimmed

ROOTS = frozenset(("rss", "rdf", "feed", "channel", *STARTS))
PAGES = frozenset(("text/html", "application/xhtml+xml"))
DATES = ("published", "issued", "created", "updated", "modified")
LOOSE = 1 << 20  # characters of a feed that is not well-formed; its reader takes its time
DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>", re.IGNORECASE)
DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]*>", re.IGNORECASE)  # with it, names that it may explain are skipped in silence
BEFORE = re.compile(r"^[^<]+")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML has none of these
NAMED = re.compile(
    r"<!\[CDATA\[.*?\]\]>|&(?:([a-zA-Z][a-zA-Z0-9]{1,30});|(?!#\d+;|#[xX][0-9a-fA-F]+;|\w+;))", re.DOTALL
)
OF_XML = frozenset(("lt", "gt", "amp", "quot", "apos"))
BROKEN = "the feed is not well-formed XML ({wrong}); it was read as far as it can be understood"
CUT_SHORT = "the feed ends in the middle; the entries before that are read"
MANY = f"there are more than {MOST} entries; the first {MOST} are read"

Parsed = Mapping[str, object]


def read_xml(text: str, address: str, *, cut: bool) -> RawFeed | NoFeed:
    """The feed. `cut`: only its beginning is here."""
    text = UNSEEN.sub(" ", BEFORE.sub("", DECLARATION.sub("", text.lstrip("\ufeff"))))
    text = DOCTYPE.sub("", text[:LOOSE], count=1) + text[LOOSE:]
    slim = slimmed(text)
    if not slim.whole and not cut:
        slim = max(slim, slimmed(_repaired(text)), key=lambda one: (one.whole, one.entries))
    if slim.root and slim.root not in ROOTS and not slim.entries:
        return NoFeed(f"it begins with <{slim.root}>, which no feed does")
    ends_early = not slim.whole and slim.wrong in ("no element found", "unclosed token", "unclosed CDATA section")
    strict = slim.whole or (slim.entries and (cut or ends_early))
    found = _parsed(slim.text if strict else text[:LOOSE], address)
    entries = _entries(found)
    if not strict and not entries and not found.get("version"):
        return NoFeed(f"it is neither XML nor JSON ({slim.wrong})")
    return RawFeed(
        title=_text(_mapping(found.get("feed")), "title", atom=_is_atom(found)),
        base=_base(_mapping(found.get("feed"))),
        language=_string(_mapping(found.get("feed")), "language"),
        entries=[_raw(entry, atom=_is_atom(found)) for entry in entries[:MOST]],
        notes=tuple(_notes(slim, strict=bool(strict), cut=cut, most=len(entries) > MOST)),
    )


def _notes(slim: Slim, *, strict: bool, cut: bool, most: bool) -> Iterator[str]:
    if slim.more or most:
        yield MANY
    elif not strict:
        yield BROKEN.format(wrong=slim.wrong)
    elif not slim.whole and not cut:
        yield CUT_SHORT


def _repaired(text: str) -> str:
    """With the characters that only HTML has names for, and with each bare & escaped."""
    return NAMED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    if found[0].startswith("<"):
        return found[0]
    if found[1] is None:
        return "&amp;"
    known = "" if found[1] in OF_XML else html5.get(f"{found[1]};", "")
    return known or (found[0] if found[1] in OF_XML else f"&amp;{found[1]};")


def _parsed(text: str, address: str) -> Parsed:
    """As feedparser reads it. It gets bytes and never an address, so it opens nothing."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    body = BytesIO(b"<?xml version='1.0' encoding='utf-8'?>\n" + text.encode("utf-8", "replace"))
    found: Parsed = feedparser.parse(body, response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    return found


def _is_atom(found: Parsed) -> bool:
    return str(found.get("version", "")).startswith("atom")


def _entries(found: Parsed) -> Sequence[Parsed]:
    entries = found.get("entries")
    return [_mapping(entry) for entry in entries] if isinstance(entries, list) else []


def _raw(entry: Parsed, *, atom: bool) -> Raw:
    links = _links(entry)
    link = _string(entry, "feedburner_origlink") or next((_string(one, "href") for one in links if _leads(one)), "")
    id_ = _string(entry, "id")
    if not link and not atom and _string(entry, "link") == id_:
        link = id_  # a guid that is a permanent link
    return Raw(
        id=id_,
        title=_text(entry, "title", atom=atom),
        link=link,
        moments=[said for name in DATES if (said := _string(entry, name))],
        text=texts.ellipsized(_text(entry, "summary", atom=atom) or _content(entry, atom=atom), texts.LONGEST_TEXT),
        language=_language(entry),
        file=any(_string(one, "rel") == "enclosure" for one in links),
    )


def _links(entry: Parsed) -> Sequence[Parsed]:
    links = entry.get("links")
    return [_mapping(link) for link in links] if isinstance(links, list) else []


def _leads(link: Parsed) -> bool:
    """Whether a link leads to the entry's own page."""
    kind = _string(link, "type").partition(";")[0].strip().lower()
    return _string(link, "rel") in ("alternate", "") and kind in (*PAGES, "") and bool(_string(link, "href"))


def _base(feed: Parsed) -> str:
    page = next((_string(link, "href") for link in _links(feed) if _leads(link)), "")
    own = next((_string(link, "href") for link in _links(feed) if _string(link, "rel") == "self"), "")
    return own or page


def _text(entry: Parsed, name: str, *, atom: bool) -> str:
    """Plain text: in Atom by what the feed says it is, elsewhere by what it looks like."""
    said, detail = _string(entry, name), _mapping(entry.get(f"{name}_detail"))
    if not atom:
        return texts.guessed(said)
    return texts.of_html(said) if _string(detail, "type") in PAGES else texts.plain_text(said)


def _content(entry: Parsed, *, atom: bool) -> str:
    contents = entry.get("content")
    first = _mapping(contents[0]) if isinstance(contents, list) and contents else {}
    return _text({"c": first.get("value"), "c_detail": first}, "c", atom=atom)


def _language(entry: Parsed) -> str:
    return _string(entry, "language") or _string(_mapping(entry.get("title_detail")), "language")


def _mapping(value: object) -> Parsed:
    return value if isinstance(value, dict) else {}


def _string(entry: Parsed, name: str) -> str:
    """What is there under that very name: feedparser answers for some names with the value of another."""
    value = dict.get(entry, name) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""
