"""Reads a feed from its text: what would be taken, and what is left out and why. It opens nothing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from handlers.core.addresses import page_of
from handlers.feeds.formats import texts
from handlers.feeds.formats.found import PAGE, Feed, FoundEntry, LeftOut, NoFeed, Raw, RawFeed
from handlers.feeds.formats.json_feeds import read_json
from handlers.feeds.formats.links import entry_address
from handlers.feeds.formats.moments import read_moment
from handlers.feeds.formats.pages import feeds_of, is_page
from handlers.feeds.formats.xml_feeds import read_xml

FARTHEST = timedelta(days=366)  # of a date that lies ahead
SOON = timedelta(days=1)
NO_LINK = "it has no address"
ONLY_FILE = "it leads to a file, and to no page"
NO_WEB = "its link is not the address of a web page: {link}"
RELATIVE = "its link is relative, and nothing tells to what: {link}"
NO_TITLE = "it has neither a title nor a text"
SAME_ID = "it has the id of another entry, which is newer or comes first: {id}"
SAME_PAGE = "another entry leads to the same page"
NO_IDS = "several entries with different pages share an id, so ids do not count: {id}"
UNREAD = "{n} dates are in a form or a zone that nobody can tell, or before 1971, such as {said}"
AHEAD = "{n} dates lie ahead, such as {said}"
TOO_FAR = "{n} dates lie more than a year ahead and do not count, such as {said}"
LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8}){0,3}", re.IGNORECASE)
START = datetime(1, 1, 1, tzinfo=UTC)


def read_feed(text: str, address: str, now: datetime, *, cut: bool = False) -> Feed | NoFeed:
    """What a feed holds. `address`: where it lies, empty if nobody knows. `cut`: only its beginning is here."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if not start:
        return NoFeed("it is empty")
    if start in "{[":
        raw = read_json(text)
    elif is_page(text) and not _has_feed(text):
        return NoFeed(PAGE, feeds_of(text, address))
    else:
        raw = read_xml(text, address, cut=cut)
    return raw if isinstance(raw, NoFeed) else _checked(raw, address, now)


def _has_feed(text: str) -> bool:
    """Whether a feed begins before any page does: a feed may hold pages."""
    first = text[:2048].lower()
    places = [at for name in ("<rss", "<feed", "<rdf:rdf", "<channel") if (at := first.find(name)) >= 0]
    pages = [at for name in ("<!doctype html", "<html", "<head", "<body") if (at := first.find(name)) >= 0]
    return bool(places) and min(places) < min(pages, default=len(first))


def _checked(raw: RawFeed, address: str, now: datetime) -> Feed:
    base = address or (entry_address(raw.base, "") or "")
    found = [_entry(one, base, now, raw.language) for one in raw.entries]
    good = [one for one in found if isinstance(one, FoundEntry)]
    left = [one for one in found if isinstance(one, LeftOut)]
    broken = _shared_ids(good)
    kept, doubles = _once(good, broken)
    notes = (
        *raw.notes,
        *(NO_IDS.format(id=texts.ellipsized(texts.plain_text(id_), 80)) for id_ in broken),
        *_date_notes(raw.entries, now),
    )
    title = texts.ellipsized(raw.title, texts.LONGEST_TITLE)
    return Feed(title, raw.language, kept, (*left, *doubles), notes, raw.ended, raw.cut)


def _entry(raw: Raw, base: str, now: datetime, language: str) -> FoundEntry | LeftOut:
    said = texts.ellipsized(raw.title or raw.text, texts.LONGEST_TITLE)
    what = texts.ellipsized(said or texts.plain_text(raw.link or raw.id) or "an entry", 80)
    address = entry_address(raw.link, base)
    if address is None:
        return LeftOut(what, _why_not(raw, base))
    if not said:
        return LeftOut(what, NO_TITLE)
    return FoundEntry(raw.id, _moment(raw, now), address, said, raw.text, _tag(raw.language) or _tag(language))


def _tag(language: str) -> str:
    return language if LANGUAGE.fullmatch(language) else ""


def _why_not(raw: Raw, base: str) -> str:
    link = texts.ellipsized(texts.plain_text(raw.link), 80)
    if not link:
        return ONLY_FILE if raw.file else NO_LINK
    relative = not base and ":" not in link.split("/")[0]
    return (RELATIVE if relative else NO_WEB).format(link=link)


def _moment(raw: Raw, now: datetime) -> datetime | None:
    found = _read(raw)
    return found if found and found <= now + FARTHEST else None


def _read(raw: Raw) -> datetime | None:
    return next(filter(None, map(read_moment, raw.moments)), None)


def _date_notes(entries: Sequence[Raw], now: datetime) -> Iterator[str]:
    firsts = [(one.moments[0], _read(one)) for one in entries if one.moments]
    kinds = (
        (UNREAD, [said for said, found in firsts if found is None]),
        (AHEAD, [said for said, found in firsts if found and now + SOON < found <= now + FARTHEST]),
        (TOO_FAR, [said for said, found in firsts if found and found > now + FARTHEST]),
    )
    return (
        why.format(n=len(these), said=texts.ellipsized(texts.plain_text(these[0]), 60)) for why, these in kinds if these
    )


def _shared_ids(entries: Sequence[FoundEntry]) -> tuple[str, ...]:
    """Ids of more than two entries with different pages: a program that gives everything the same one."""
    pages: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        pages[entry.id].add(page_of(entry.address))
    return tuple(id_ for id_, these in pages.items() if id_ and len(these) > 2)


def _once(entries: Sequence[FoundEntry], broken: Sequence[str]) -> tuple[list[FoundEntry], list[LeftOut]]:
    """Each id once, the newest of it, and each page once, the first of it."""
    newest: dict[str, FoundEntry] = {}
    for entry in entries:
        other = newest.get(entry.id)
        if other is None or (entry.moment or START) > (other.moment or START):
            newest[entry.id] = entry
    kept: list[FoundEntry] = []
    left: list[LeftOut] = []
    pages: set[str] = set()
    for entry in entries:
        named, page = texts.ellipsized(entry.title, 80), page_of(entry.address)
        if entry.id and entry.id not in broken and newest[entry.id] is not entry:
            left.append(LeftOut(named, SAME_ID.format(id=texts.ellipsized(texts.plain_text(entry.id), 80))))
        elif page in pages:
            left.append(LeftOut(named, SAME_PAGE))
        else:
            kept.append(entry)
            pages.add(page)
    return kept, left
