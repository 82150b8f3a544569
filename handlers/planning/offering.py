"""Offer people who are due what fits them best: chosen one by one, written all at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import Integer, String, bindparam, literal
from sqlalchemy.orm import Session

from handlers.content.days import EASTMOST, over
from handlers.content.offers import Offer, by_author, took
from handlers.content.ways import Wishes, open_to_all
from handlers.outbox.kinds import NUDGE
from handlers.outbox.queue import message_row
from handlers.planning.due import Advocate
from handlers.planning.handouts import Before, Handed, Handouts, text_of
from handlers.planning.history import History
from handlers.planning.hold_out import Lots
from handlers.planning.keys import key
from handlers.planning.ranking import Ranked, Ranking, kept_reasons, picked
from handlers.planning.wishes import found_otherwise, shares_of
from models import Message, Nudge
from models.base import UtcDateTime
from models.given import given, insertion, kept, packed
from models.plans import connection_of
from models.prepared import Change

Fields = tuple[str | int, ...]
EVER = datetime(1970, 1, 1, tzinfo=UTC)  # a placeholder, in a row whose times are filled in later


class DueTurn(NamedTuple):
    """A person who is due, when they are nudged, and the earliest moment for the nudge after that."""

    one: Advocate
    moment: datetime
    following: datetime
    only_urgent: bool = False  # nothing else may be offered


class Chooser:
    """Chooses offers for some people, from their wishes and what each of them knows already."""

    def __init__(
        self, session: Session, workspace: str, wishes: Mapping[str, Wishes], offers: Sequence[Offer], now: datetime
    ) -> None:
        self._wishes = wishes
        self._elsewhere = found_otherwise(session, workspace, wishes, offers)
        self._lots = Lots(session, workspace, offers)
        self._written = by_author(offers)
        self._now = now
        self._last_days = [one for one in offers if over(one, now, EASTMOST)]  # over for some readers, mostly none
        self._ranking = Ranking(offers, shares_of(session, workspace, now), now)

    def of(self, person: str, zone: str, known: History, *, asked: bool = False) -> list[Ranked]:
        """What fits a person in this zone, the best first, without what they know, wrote or are held out from.

        `asked`: they asked for something themselves, so that hold-outs and supporting do not matter.
        """
        without = {
            *known.contents(person),
            *self._elsewhere.get(person, ()),
            *self._written.get(person, ()),
            *(() if asked else self._lots.held_out(person)),
            *(one.id for one in self._last_days if over(one, self._now, zone)),
        }
        wishes = self._wishes[person]
        ranked = self._ranking.of(open_to_all(wishes) if asked else wishes)
        return [one for one in ranked if one.offer.id not in without]

    def due(self, turn: DueTurn, known: History) -> list[Ranked]:
        """What fits a person who is due; only urgent offers if nothing else may be offered."""
        found = self.of(turn.one.person, turn.one.timezone, known)
        return [one for one in found if one.offer.urgent_at] if turn.only_urgent else found


class Given(NamedTuple):
    """What a person gets: one piece of content or several together, each with a text to start from."""

    turn: DueTurn
    picks: Sequence[Ranked]
    texts: Sequence[Handed]
    first: str  # the id of the first nudge
    digest: str  # of several together; empty for one

    def nudges(self, before: Before) -> Iterator[Fields]:
        for (best, reasons), handed in zip(self.picks, self.texts, strict=True):
            yield self.turn.one.person, best.id, text_of(handed, before), kept_reasons(reasons), self.digest

    def message(self) -> Fields:
        kind, text = key(self.first, self.digest, 1)
        return text, kind.name, self.first, self.turn.one.person, kept(self.turn.moment)


def offer(
    session: Session,
    workspace: str,
    turns: Mapping[str, DueTurn],
    offers: Sequence[Offer],
    known: History,
    now: datetime,
) -> set[str]:
    """Offer people who are due what fits them. Returns the people who got something."""
    hopeful = [*_hopeful(turns, offers, known, now)]
    if not hopeful:
        return set()
    wishes = {turn.one.person: turn.one.wishes for turn in hopeful}
    chooser = Chooser(session, workspace, wishes, offers, now)
    handouts = Handouts(session, workspace, [turn.one for turn in hopeful], offers, now)
    given_ = [*_give(hopeful, chooser, known, handouts)]
    if not given_:
        return set()
    before = handouts.keep()
    nudges = [nudge for one in given_ for nudge in one.nudges(before)]
    _write(session, workspace, nudges, [one.message() for one in given_], now)
    took(session, workspace, offers)
    return {one.turn.one.person for one in given_}


def _hopeful(turns: Mapping[str, DueTurn], offers: Sequence[Offer], known: History, now: datetime) -> Iterator[DueTurn]:
    """The turns of people who are not waiting for a nudge, and for whom something new fits.

    Others are checked again and again, so this costs no query.
    """
    written = by_author(offers)
    # By zone, and by the identity of wishes, which people who chose the same share.
    fitting = dict[tuple[int, str], AbstractSet[str]]()
    for person, turn in turns.items():
        wishes, zone = turn.one.wishes, turn.one.timezone
        if (key_ := (id(wishes), zone)) not in fitting:
            fitting[key_] = {offer.id for offer in offers if offer.fits(wishes) and not over(offer, now, zone)}
        known_too = written.get(person, frozenset())
        if not known.waits(person) and fitting[key_] - known.contents(person) - known_too:
            yield turn


def _give(turns: Iterable[DueTurn], chooser: Chooser, known: History, handouts: Handouts) -> Iterator[Given]:
    for turn in turns:
        if picks := _picks(turn, chooser.due(turn, known), handouts):
            first = f"{turn.one.person}.{picks[0].offer.id}"
            texts = [handouts.hand(turn.one, ranked.offer) for ranked in picks]
            yield Given(turn, picks, texts, first, first if len(picks) > 1 else "")


def _picks(turn: DueTurn, ranked: Sequence[Ranked], handouts: Handouts) -> Sequence[Ranked]:
    """What a person gets. Content that a neighbour got today waits for another day, unless it cannot."""
    zone = turn.one.timezone
    if turn.one.team:
        ranked = [
            one
            for one in ranked
            if one.offer.presses_from(zone) <= turn.following or handouts.suits(turn.one, one.offer)
        ]
    return picked(ranked, turn.following, zone)


def _write(
    session: Session, workspace: str, nudges: Sequence[Fields], messages: Sequence[Fields], now: datetime
) -> None:
    """Write everything at once. Rows that somebody else wrote first are kept, and these are dropped."""
    here = {"workspace": workspace, "now": now}
    new_nudges, new_messages = _insertions(connection_of(session).dialect.name)
    new_nudges.run(session, {**here, "nudges": packed(nudges)})
    new_messages.run(session, {**here, "messages": packed(messages)})


@cache
def _insertions(dialect: str) -> tuple[Change, Change]:
    text, now = String(), bindparam("now", type_=UtcDateTime)
    workspace = bindparam("workspace", type_=String)
    new = given("nudges", person=text, content=text, text=Integer(), because=text, digest=text).c
    told = given("messages", key=text, kind=text, subject=text, person=text, due=UtcDateTime()).c
    same = {"workspace": workspace, "id": new.person + "." + new.content, "planned_at": now}
    rest = {name: literal(value) for name, value in message_row("", NUDGE.key(), "", "", EVER, EVER).items()}
    its = {"address": told.person, "due_at": told.due, "created_at": now, "workspace": workspace}
    its |= {name: told[name] for name in ("key", "kind", "subject", "person")}
    return (
        Change(insertion(dialect, Nudge, {**new, **same, "asked": literal(False), "round": literal(1)})),
        Change(insertion(dialect, Message, {**rest, **its})),
    )
