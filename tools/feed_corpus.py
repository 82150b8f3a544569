"""Reads every feed of feedparser's own tests, and counts what is read as those tests say. Takes their folder.

Fetch github.com/kurtmckee/feedparser first. Example: python -m tools.feed_corpus feedparser/tests
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.web.feed_text import feed_text
from handlers.feeds.formats import texts
from handlers.feeds.formats.found import NoFeed, Raw
from handlers.feeds.formats.links import whole_of
from handlers.feeds.formats.moments import read_moment
from handlers.feeds.formats.reader import read_feed
from handlers.feeds.formats.xml_feeds import read_xml

NOW = datetime(2026, 12, 2, tzinfo=UTC)
BASE = "http://127.0.0.1:8097/feed.xml"
EXPECT = re.compile(
    rb"entries\[(\d)\](?:\.|\[['\"])(title|link|published_parsed|updated_parsed|created_parsed)(?:['\"]\])?"
    rb"\s*==\s*(u?'[^'\n]*'|u?\"[^\"\n]*\"|\([\d, ]+\))"
)
HEADER = re.compile(rb"Header:\s*content-type:\s*[^\n]*charset=[\"']?([\w.-]+)", re.IGNORECASE)
PLACE = re.compile(rb"Header:\s*content-location:\s*(\S+)", re.IGNORECASE)
WATCHED = ("socket.connect", "socket.getaddrinfo", "urllib.Request")
requests = Counter[str]()


def watch(event: str, _: tuple[object, ...]) -> None:
    """Counts whatever would open a connection."""
    if event in WATCHED:
        requests[event] += 1


def expected(body: bytes) -> Iterator[tuple[int, str, object]]:
    for number, field, said in EXPECT.findall(body):
        value: object = ast.literal_eval(said.decode("utf-8", "replace").removeprefix("u"))
        yield int(number), field.decode().removesuffix("_parsed"), value


def found(raw: Raw, field: str, address: str) -> object:
    match field:
        case "title":
            return raw.title
        case "link":
            return whole_of(raw.link, address) or raw.link
        case _:
            moment = next(filter(None, map(read_moment, raw.moments)), None)
            return tuple(moment.timetuple())[:6] if moment else None


def told(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(folder, field, what differs: empty if nothing does)."""
    for path in sorted(folder.rglob("*.xml")) + sorted(folder.rglob("*.json")):
        body = path.read_bytes()
        charset, place = HEADER.search(body[:2000]), PLACE.search(body[:2000])
        address = place[1].decode("ascii", "replace") if place else BASE
        text = feed_text(body, charset[1].decode() if charset else "")
        group = path.relative_to(folder).parts[0]
        read_feed(text, address, NOW)
        yield group, "read", ""
        if path.suffix == ".json":
            continue
        raw = read_xml(text, address, cut=False)
        for number, field, value in expected(body[:4000]):
            entries = () if isinstance(raw, NoFeed) else raw.entries
            mine = found(entries[number], field, address) if number < len(entries) else None
            wanted = value[:6] if isinstance(value, tuple) else " ".join(str(value).split())
            same = mine == wanted or (field == "title" and mine == texts.of_html(str(wanted)))  # as text, or as HTML
            yield group, field, "" if same else f"{path.relative_to(folder)} {field}: {mine!r}, not {wanted!r}"


def main() -> None:
    """Prints a table, and what differs."""
    sys.addaudithook(watch)
    read, right, differs = Counter[tuple[str, str]](), Counter[tuple[str, str]](), []
    for group, field, difference in told(Path(sys.argv[1])):
        read[group, field] += 1
        right[group, field] += not difference
        differs += [difference] if difference else []
    print("| folder | field | tests | as they say |\n|---|---|--:|--:|")
    for (group, field), n in sorted(read.items()):
        print(f"| {group} | {field} | {n:,} | {right[group, field]:,} |")
    print(f"\nRequests: {sum(requests.values())}\n", *differs, sep="\n")


if __name__ == "__main__":
    main()
