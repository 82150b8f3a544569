"""Reduces a feed in XML to what Heraut reads of it, entry by entry, before feedparser sees it.

feedparser takes what lies deeper, or in other namespaces, for the entry's own: a picture's description for a summary.
"""

from collections.abc import Mapping
from pyexpat import ErrorString, ExpatError, ParserCreate
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

MOST = 500  # entries of one feed
PIECE = 1 << 16  # characters that are parsed at a time
LONGEST = 4_000  # characters of one element's text
ATOM = ("http://www.w3.org/2005/atom", "http://purl.org/atom/ns#")
NATIVE = frozenset(
    (
        *("", *ATOM, "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"),
        *("http://backend.userland.com/rss", "http://backend.userland.com/rss2", "http://purl.org/net/rss1.1#"),
        *("http://blogs.law.harvard.edu/tech/rss", "http://channel.netscape.com/rdf/simple/0.9/"),
    )
)
PREFIXES: Mapping[str, str] = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
DECLARED = " ".join(
    f'xmlns:{prefix}="{address}"'
    for address, prefix in PREFIXES.items()
    if prefix != "xml" and not address.endswith("/elements/1.0/")
)
STARTS = frozenset(("item", "entry"))
HOLDERS = frozenset(("channel", "feed"))
OF_ENTRY = frozenset(
    """title link guid id pubdate published issued updated modified created description summary abstract content
    enclosure dc:title dc:date dc:description dc:language
    dcterms:issued dcterms:modified dcterms:created feedburner:origlink
    content:encoded""".split()
)
TEXTS = frozenset("description summary abstract dc:description".split())
CONTENTS = frozenset(("content", "content:encoded"))  # wanted where an entry has no other text
OF_FEED = frozenset(("title", "link", "language", "dc:title", "dc:language", "id"))
KEPT = frozenset("rel type href url hreflang ispermalink mode src version lastmod xml:base xml:lang rdf:about".split())
SILENT = frozenset(("?script", "?style", "script", "style"))
MARKED_UP = frozenset(("xhtml", "application/xhtml+xml", "text/xml", "xml"))


class Slim(NamedTuple):
    """A feed that was reduced. `whole`: it was well-formed as far as it was read, and read to its end or to the cut."""

    text: str
    root: str  # the name of its first element, in small letters
    entries: int
    more: bool  # there are more entries than MOST
    whole: bool
    wrong: str  # what the parser says


class _Enough(Exception):
    """There are MOST entries."""


class Slimmer:
    """Parses one feed."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.safe = 0  # how much of `out` is whole entries
        self.root = ""
        self.native = ""
        self.entries = 0
        self._open: list[str] = []  # names, from the root
        self._entry = 0  # depth of the entry that is open
        self._field = 0  # depth of the element whose text is kept
        self._muted = 0  # depth of a script within it
        self._dropped = 0  # depth of the element that is left out with all in it
        self._room = LONGEST
        self._said: list[str] = []
        self._texts = False  # whether the open entry has a text already

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        called = self._called(space, local)
        self._open.append(called)
        depth = len(self._open)
        if self._dropped or self._field:
            if self._field and not self._muted and called in SILENT:
                self._muted = depth
            return
        if depth == 1:
            self._begin(space, local)
            self.out.append(self._tag(called, attributes, space))
        elif self._entry:
            self._inside(called, attributes, depth)
        elif called in STARTS:
            if self.entries >= MOST:
                raise _Enough
            self._entry, self._texts = depth, False
            self.out.append(self._tag(called, attributes))
        elif called in HOLDERS:
            self.out.append(self._tag(called, attributes))
        elif called in OF_FEED and self._open[-2] in HOLDERS:
            self._keep(called, attributes, depth)

    def text(self, data: str) -> None:
        if self._field and self._room > 0 and not self._muted:
            self._said.append(data[: self._room])
            self._room -= len(data)

    def end(self, _: str) -> None:
        depth, called = len(self._open), self._open.pop()
        if self._dropped or self._field:
            if depth == self._muted:
                self._muted = 0
            elif depth == self._field:
                self._write(called)
                self._field = 0
            elif depth == self._dropped:
                self._dropped = 0
        elif depth == self._entry:
            self.out.append(f"</{called}>")
            self._entry, self.entries, self.safe = 0, self.entries + 1, len(self.out)
        elif not self._entry and (called in HOLDERS or depth == 1):
            self.out.append(f"</{called}>")

    def closed(self) -> str:
        """What was written of whole entries, with what is open closed."""
        if self._entry or self._field:
            del self.out[self.safe or len(self.out) :]
        holders = [name for place, name in enumerate(self._open) if not place or name in HOLDERS]
        return "".join((*self.out, *(f"</{name}>" for name in reversed(holders))))

    def _begin(self, space: str, local: str) -> None:
        self.root, self.native = local.lower(), space.lower() if space.lower() not in PREFIXES else ""
        if self.root in STARTS:
            self._entry = 1

    def _inside(self, called: str, attributes: dict[str, str], depth: int) -> None:
        if called in OF_ENTRY and depth == self._entry + 1 and not (self._texts and called in CONTENTS):
            self._keep(called, attributes, depth)
        else:
            self._dropped = depth

    def _keep(self, called: str, attributes: dict[str, str], depth: int) -> None:
        if called in ("link", "guid", "id"):
            attributes = {name: value for name, value in attributes.items() if name != "url"}
        elif attributes.get("type", "").lower() in MARKED_UP:
            attributes = {**attributes, "type": "text"}  # its tags are left out, its text is kept
        self.out.append(self._tag(called, attributes))
        self._field, self._room, self._said = depth, LONGEST, []

    def _write(self, called: str) -> None:
        """The text in one piece: feedparser takes each escaped character for a piece of its own."""
        said = "".join(self._said).replace("]]>", "]]]]><![CDATA[>")
        self._texts = self._texts or (called in TEXTS and bool(said.strip()))
        self.out.append(f"<![CDATA[{said}]]></{called}>" if said else f"</{called}>")

    def _called(self, space: str, local: str) -> str:
        lower, name = space.lower(), local.lower()
        if lower in NATIVE or lower == self.native:
            return name
        prefix = PREFIXES.get(lower)
        return f"{prefix}:{name}" if prefix else f"?{name}"

    def _tag(self, called: str, attributes: dict[str, str], root: str | None = None) -> str:
        said = "".join(
            f" {name}={quoteattr(value)}" for key, value in attributes.items() if (name := self._attribute(key)) in KEPT
        )
        if root is None:
            return f"<{called}{said}>"
        own = f" xmlns={quoteattr(root)}" if root and not called.startswith(("rdf:", "?")) else ""
        return f"<{called.removeprefix('?')}{own} {DECLARED}{said}>"

    def _attribute(self, key: str) -> str:
        space, _, local = key.rpartition(" ")
        prefix = PREFIXES.get(space.lower(), "") if space else ""
        return f"{prefix}:{local.lower()}" if prefix else "?" if space else local.lower()


def slimmed(text: str) -> Slim:
    """The feed, reduced to its first MOST entries. What is not well-formed is read as far as it is."""
    parser, slimmer = ParserCreate("utf-8", " "), Slimmer()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = slimmer.start, slimmer.end
    parser.CharacterDataHandler = slimmer.text
    more, wrong = False, ""
    try:
        for at in range(0, len(text), PIECE):
            parser.Parse(text[at : at + PIECE].encode("utf-8", "replace"), False)
        parser.Parse(b"", True)
    except _Enough:
        more = True
    except ExpatError as problem:
        wrong = ErrorString(problem.code) or "not well-formed"
    return Slim(slimmer.closed(), slimmer.root, slimmer.entries, more, not wrong, wrong)
