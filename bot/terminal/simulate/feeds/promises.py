"""What must never happen with feeds, counted from what champions were sent and what they pressed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime

from bot.terminal.simulate.play import Played
from bot.terminal.simulate.recorder import Draft, Told
from handlers.calendar.zonedata import rules_of

A_DAY = 5  # drafts, in the whole company
DAY_CARD, SILENT = "feed_drafts", "feed_silent"  # kinds of messages


def _unpressed(played: Played) -> Iterator[Told]:
    """Offered although no champion pressed Use, or published it from the editor, before."""
    published = {item.title for item in played.company.items}
    found = {entry.title for feed in played.company.feeds for entry in feed.entries} - published
    titles = {draft.content: draft.title for told in played.told for draft in told.drafts}
    decided = (one for one in played.decisions if one.how != "drop_entry" and one.content in titles)
    used = [(one.at, titles[one.content]) for one in decided]
    first = {title: at for at, title in reversed(used)}
    for told in played.told:
        if any(one.title in found and first.get(one.title, told.at) >= told.at for one in told.offered):
            yield told


def _above_the_cap(played: Played) -> Iterator[date]:
    days = Counter(at.date() for at, _ in _seen(played).values())
    return (day for day, many in days.items() if many > A_DAY)


def _two_cards_a_day(played: Played) -> Iterator[tuple[str, date]]:
    people = {one.id: one for one in played.company.colleagues}
    days = Counter(
        (told.who, told.at.astimezone(rules_of(people[told.who].zone(told.at))).date())
        for told in played.told
        if told.kind == DAY_CARD
    )
    return (day for day, many in days.items() if many > 1)


def _doubles(played: Played) -> Iterator[str]:
    """Two drafts of one page, or a draft of a page that a champion had published before."""
    pages = defaultdict[str, set[str]](set)
    published = {_page(item.page): item.publishes for item in played.company.items}
    for content, (at, draft) in _seen(played).items():
        pages[_page(draft.address)].add(content)
        if published.get(_page(draft.address), at) < at:
            yield content
    for contents in pages.values():
        yield from sorted(contents)[1:]


def _to_others(played: Played) -> Iterator[Told]:
    champions = {one.id for one in played.company.champions}
    return (told for told in played.told if told.kind in (DAY_CARD, SILENT) and told.who not in champions)


def _told_again(played: Played) -> Iterator[tuple[str, str]]:
    """No feed here comes back once it is silent, so each has one message."""
    times = Counter(
        (told.who, target)
        for told in played.told
        if told.kind == SILENT
        for action, target in told.buttons
        if action == "remove_feed"
    )
    return (one for one, many in times.items() if many > 1)


def _seen(played: Played) -> dict[str, tuple[datetime, Draft]]:
    """Drafts by their id, and when a champion saw them first."""
    found: dict[str, tuple[datetime, Draft]] = {}
    for told in played.told:
        for draft in told.drafts:
            found.setdefault(draft.content, (told.at, draft))
    return found


def _page(address: str) -> str:
    """Without what may differ between two spellings of an address."""
    return address.partition("?")[0].partition("://")[2].removeprefix("www.").rstrip("/")


FEED_PROMISES: dict[str, Callable[[Played], Iterator[object]]] = {
    "Entries of feeds offered before a champion pressed": _unpressed,
    "Days with more than five drafts from feeds": _above_the_cap,
    "Days on which a champion got two cards with drafts": _two_cards_a_day,
    "Drafts of a page that there was already": _doubles,
    "Messages about feeds to somebody who is no champion": _to_others,
    "Silent feeds that were told again": _told_again,
}
