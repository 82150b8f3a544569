"""What must never happen with planned content, content that comes back, and a second champion's approval."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from bot.terminal.simulate.company import Item
from bot.terminal.simulate.play import Played
from bot.terminal.simulate.publishing.extras import asked_of, soonest
from bot.terminal.simulate.recorder import Told

REQUEST, APPROVE = "second", "approve_second"  # the kind of message, and the action
DECIDED = ("share", "skip", "react")  # answers after which content does not come back


def _too_soon(played: Played) -> Iterator[Told]:
    items = {item.title: item for item in played.company.items}
    for told in played.told:
        if any(told.at < soonest(items[one.title]) for one in told.offered if one.title in items):
            yield told


def _unapproved(played: Played) -> Iterator[Told]:
    """Offered before another champion than its author approved it."""
    approved = _approved(played)
    official = {item.title for item in played.company.items if item.official}
    for told in played.told:
        if any(one.title in official and approved.get(one.title, told.at) >= told.at for one in told.offered):
            yield told


def _to_others(played: Played) -> Iterator[Told]:
    champions = {one.id for one in played.company.champions}
    return (told for told, item in _requests(played) if told.who not in champions or told.who == item.author)


def _late(played: Played) -> Iterator[Told]:
    approved = _approved(played)
    return (told for told, item in _requests(played) if approved.get(item.title, told.at) < told.at)


def _unwanted(played: Played) -> Iterator[Told]:
    """Offered in a later nudge to somebody who shared or skipped it."""
    settled: dict[tuple[str, str], tuple[str, datetime]] = {}
    cards = {told.number: told for told in played.told}
    for answer in played.answers:
        if answer.how in DECIDED and answer.about:
            told = cards[answer.card]
            nudge = next(one.nudge for one in told.offered if one.title == answer.about)
            settled.setdefault((told.who, answer.about), (nudge, answer.at))
    for told in played.told:
        for one in told.offered:
            nudge, at = settled.get((told.who, one.title), (one.nudge, told.at))
            if nudge != one.nudge and told.at > at:
                yield told


def _approved(played: Played) -> Mapping[str, datetime]:
    """By title, when another champion approved it first."""
    about = {target: item for told, item in _requests(played) for action, target in told.buttons if action == APPROVE}
    found: dict[str, datetime] = {}
    for one in played.decisions:
        item = about.get(one.content) if one.how == APPROVE else None
        if item is not None and item.author != one.who:
            found.setdefault(item.title, one.at)
    return found


def _requests(played: Played) -> Iterator[tuple[Told, Item]]:
    for told in played.told:
        item = asked_of(told.title, played.company.items) if told.kind == REQUEST else None
        if item is not None:
            yield told, item


PUBLISHING_PROMISES: dict[str, Callable[[Played], Iterator[object]]] = {
    "Content offered before the moment that was planned": _too_soon,
    "Content offered before a second champion approved it": _unapproved,
    "Requests for approval to the champion who asked, or to somebody who is none": _to_others,
    "Requests for approval of what was approved already": _late,
    "Content that came back to somebody who shared or skipped it": _unwanted,
}
