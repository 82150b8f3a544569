"""Reads RSS, Atom, RDF and CDF with feedparser, from text alone."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from handlers.feeds.formats import texts
from handlers.feeds.formats.broken import repaired, taken_apart
from handlers.feeds.formats.found import NoFeed, Raw, RawFeed
from handlers.feeds.formats.slim import MOST, STARTS, Slim, slimmed

EARLY = frozenset(("no element found", "unclosed token", "unclosed CDATA section"))
START_OF_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|item|entry|channel)\b", re.IGNORECASE)
ROOTS = frozenset(("rss", "rdf", "feed", "channel", *STARTS))
PAGES = frozenset(("text/html", "application/xhtml+xml"))
DATES = ("published", "issued", "created", "updated", "modified")
LOOSE, LOOSELY = 4_000, 20  # characters of an entry that is not well-formed, and how many: its reader takes its time
REPAIRED = 2_000_000  # characters of a feed that is not well-formed
HEAD = 10_000  # characters in which a declaration is looked for
DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>", re.IGNORECASE)
DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]*>", re.IGNORECASE)  # with it, names that it may explain are skipped in silence
NUMBER = re.compile(r"&#(\d+|[xX][0-9a-fA-F]+);?")
BEFORE = re.compile(r"^[^<]+")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML has none of these
BROKEN = "the feed is not well-formed XML ({wrong}); it was read as far as it can be understood"
CUT_SHORT = "the feed ends in the middle; the entries before that are read"
MANY = f"there are more than {MOST} entries; the first {MOST} are read"

Parsed = Mapping[str, object]


def read_xml(text: str, address: str, *, cut: bool) -> RawFeed | NoFeed:
    """The feed. `cut`: only its beginning is here."""
    text = BEFORE.sub("", DECLARATION.sub("", text.lstrip("\ufeff")))
    text = UNSEEN.sub(" ", DOCTYPE.sub("", text[:HEAD], count=1) + text[HEAD:])
    slim = slimmed(text)
    bad: tuple[str, ...] = ()
    if not slim.whole and not cut:
        text = repaired(text[:REPAIRED])
        slim = max(slim, slimmed(text), key=lambda one: (one.whole, one.entries))
    if slim.root and slim.root not in ROOTS and not slim.entries:
        return NoFeed(f"it begins with <{slim.root}>, which no feed does")
    strict = slim.whole or (slim.entries and (cut or slim.wrong in EARLY))
    notes = tuple(_notes(slim, strict=bool(strict), cut=cut))
    if not strict:
        apart = taken_apart(text)
        if not apart.bad and START_OF_FEED.search(text[:HEAD]) is None:
            return NoFeed(f"it is neither XML nor JSON ({slim.wrong})")
        slim, bad = slimmed(apart.good), apart.bad[:LOOSELY]
    found = _raw_feed(_parsed(slim.text, address), [_parsed(_shortened(one), address) for one in bad], notes)
    return found._replace(cut=cut or slim.more)


def _shortened(piece: str) -> str:
    """feedparser raises at a number that no character has, such as half a character's."""
    return NUMBER.sub(lambda found: found[0] if _is_character(found[1]) else "", piece[:LOOSE])


def _is_character(number: str) -> bool:
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF


def _raw_feed(found: Parsed, more: Sequence[Parsed], notes: Sequence[str]) -> RawFeed:
    """`more`: what is read of entries that are not well-formed."""
    feed, atom = _mapping(found.get("feed")), _is_atom(found)
    entries = [*_entries(found), *(entry for one in more for entry in _entries(one)[:1])]
    return RawFeed(
        title=_text(feed, "title", atom=atom),
        base=_base(feed),
        language=_string(feed, "language"),
        entries=[_raw(entry, atom=atom) for entry in entries[:MOST]],
        notes=notes,
    )


def _notes(slim: Slim, *, strict: bool, cut: bool) -> Iterator[str]:
    if slim.more:
        yield MANY
    elif not strict:
        yield BROKEN.format(wrong=slim.wrong)
    elif not slim.whole and not cut:
        yield CUT_SHORT


def _parsed(text: str, address: str) -> Parsed:
    """As feedparser reads it. It gets bytes and never an address, so it opens nothing.

    It joins the base of each element, so it learns where the feed lies only if that matters. The reader does the rest.
    """
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    if "xml:base" in text:
        headers["content-location"] = address
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
