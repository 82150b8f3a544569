"""Lists of feeds in OPML, as feed readers export and import them."""

from collections.abc import Iterable
from contextlib import suppress
from pyexpat import ExpatError, ParserCreate
from xml.sax.saxutils import quoteattr

from handlers.core.addresses import clean_address
from handlers.feeds.formats import texts
from handlers.feeds.formats.found import Listed

MOST = 500  # feeds of one list


class NoList(Exception):
    """It declares entities of its own, which no list needs."""


def feeds_in(text: str) -> list[Listed]:
    """The feeds of a list, each once, in its order. Empty if it is no list. What follows a mistake is not read."""
    if "<opml" not in text[:2048].lower():
        return []
    found: dict[str, Listed] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        said = {key.lower(): value for key, value in attributes.items()}
        address = clean_address(said.get("xmlurl", "")) if name.lower() == "outline" else None
        if address and len(found) < MOST:
            title = texts.ellipsized(texts.guessed(said.get("title") or said.get("text", "")), texts.LONGEST_TITLE)
            found.setdefault(address, Listed(address, title))

    def refuse(*_: object) -> None:
        raise NoList

    parser = ParserCreate()
    parser.StartElementHandler, parser.EntityDeclHandler = start, refuse
    with suppress(ExpatError, NoList):
        parser.Parse(text.partition("?>")[2] if text.lstrip("\ufeff \r\n").startswith("<?xml") else text, True)
    return list(found.values())


def opml_of(title: str, feeds: Iterable[Listed]) -> str:
    """A list of feeds, for any feed reader."""
    outlines = "".join(
        f"<outline type={quoteattr('rss')} text={quoteattr(feed.title or feed.address)}"
        f" title={quoteattr(feed.title or feed.address)} xmlUrl={quoteattr(feed.address)}/>\n"
        for feed in feeds
    )
    head = f"<head><title>{quoteattr(title)[1:-1]}</title></head>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n{head}\n<body>\n{outlines}</body>\n</opml>\n'
