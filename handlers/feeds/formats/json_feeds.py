"""Reads JSON Feed, versions 1.0 and 1.1 (jsonfeed.org)."""

from collections.abc import Mapping

from pydantic_core import from_json

from handlers.feeds.formats import texts
from handlers.feeds.formats.found import NoFeed, Raw, RawFeed
from handlers.feeds.formats.slim import MOST
from handlers.feeds.formats.xml_feeds import MANY

Object = Mapping[str, object]


def read_json(text: str) -> RawFeed | NoFeed:
    """The feed. Its titles are plain text, whatever they look like."""
    try:
        said: object = from_json(text.lstrip("\ufeff").strip())
    except ValueError:
        return NoFeed("it looks like JSON, but is not whole")
    items = said.get("items") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(items, list):
        return NoFeed("it is JSON, but no JSON Feed: it has no items")
    objects = [item for item in items if isinstance(item, dict)]
    return RawFeed(
        title=texts.plain_text(_string(said, "title")),
        base=_string(said, "feed_url") or _string(said, "home_page_url"),
        language=_string(said, "language"),
        entries=[_raw(item) for item in objects[:MOST]],
        notes=(MANY,) if len(objects) > MOST else (),
        ended=said.get("expired") is True,
        cut=len(objects) > MOST,
    )


def _raw(item: Object) -> Raw:
    id_ = _string(item, "id")
    text = texts.plain_text(_string(item, "summary") or _string(item, "content_text")) or texts.of_html(
        _string(item, "content_html")
    )
    link = _string(item, "url") or (id_ if id_.startswith(("https://", "http://")) else "")
    return Raw(
        id=id_,
        title=texts.plain_text(_string(item, "title")),
        link=link or _string(item, "external_url"),
        moments=[said for name in ("date_published", "date_modified") if (said := _string(item, name))],
        text=texts.ellipsized(text, texts.LONGEST_TEXT),
        language=_string(item, "language"),
        file=bool(item.get("attachments")),
    )


def _string(item: Object, name: str) -> str:
    """A number counts as its digits: 1.0 had numbers as ids."""
    value = item.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
