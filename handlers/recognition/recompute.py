"""Compares the ledger and the badges with the rules, and writes the entries that close any gap."""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import NamedTuple, assert_never

from sqlalchemy import ColumnElement, case, delete, insert, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from handlers.core.interaction import Frozen
from handlers.members.stand_ins import is_gone
from handlers.recognition.causes import Cause, reaction_cause, share_cause
from handlers.recognition.rules import KINDS, Due, Event, Kind, base_rule, entry_name, points_due, rules
from handlers.recognition.threshold import thresholds
from handlers.recognition.week_points import add_points
from models import Award, Content, CourseProgress, LedgerEntry, Nudge, Person, Seat, Share, Thanks, Workspace
from models.engine import insert_new
from models.share import ACTS

AT_ONCE = 1000  # people whose past is in memory at a time
ACT = case(  # the strongest evidence that the person gave themselves
    (Share.evidence.in_(ACTS), Share.evidence),
    (Share.address != "", "address"),
    (Share.opened_at.is_not(None), "opened"),
    else_="claimed",
)


class LedgerDifference(Frozen):
    """Points or a badge (1 or 0) for a cause that a person should have (`due`), against what they have (`found`)."""

    workspace: str
    person: str
    cause: str
    rule: str
    badge: bool = False
    due: int
    found: int
    version: str = ""
    entries: int = 0  # ledger entries that exist for this cause and rule


class Found(NamedTuple):
    """The sum of one cause and rule in the ledger."""

    points: int = 0
    version: str = ""
    entries: int = 0


class Part(NamedTuple):
    """People of a workspace whose ids are after one and up to another. None: without an end."""

    after: str | None = None
    upto: str | None = None


Who = str | Part  # one person, or a part of a workspace
EVERYBODY = Part()


def recompute(session: Session) -> list[LedgerDifference]:
    """Every difference in the store; empty if the ledger matches the rules."""
    workspaces = session.scalars(select(Workspace.workspace).order_by(Workspace.workspace)).all()
    ranges = [(workspace, part) for workspace in workspaces for part in slices(session, workspace)]
    return [found for place, part in ranges for kind in KINDS for found in differences(session, place, kind, part)]


def slices(session: Session, workspace: str, size: int = AT_ONCE) -> Iterator[Part]:
    """Ranges of `size` people that have everybody once. The database orders, in the way that it also compares."""
    people = select(Person.person).where(Person.workspace == workspace).order_by(Person.person)
    after = None
    for upto in islice(session.scalars(people.execution_options(yield_per=size)), size - 1, None, size):
        yield Part(after, upto)
        after = upto
    yield Part(after, None)


def differences(
    session: Session, workspace: str, kind: Kind, person: Who = EVERYBODY, without: str = ""
) -> Iterator[LedgerDifference]:
    """Differences of one kind in a workspace, of one person or everybody, as if the cause `without` had never been."""
    happened: defaultdict[str, list[Event]] = defaultdict(list)
    for owner, event in events_of(session, workspace, kind, person):
        if event.cause != without:
            happened[owner].append(event)
    ledger, awards = _ledger(session, workspace, kind, person), _awards(session, workspace, kind, person)
    for owner in sorted(one for one in {*happened, *ledger, *awards} if not is_gone(one)):  # those stay as they are
        books = ledger.get(owner, {})
        should = points_due(happened[owner], rules(), _ranks(books))
        yield from _points_missing(workspace, owner, should, books)
        yield from _badges_missing(workspace, owner, should, awards.get(owner, {}))


def correct(session: Session, wrong: Iterable[LedgerDifference], now: datetime) -> int:
    """Close the differences; ledger entries are only ever added. Returns how many differences there were."""
    done = list(wrong)
    gaps = [difference for difference in done if not difference.badge]
    if gaps:
        session.execute(insert(LedgerEntry), [_entry(difference, now) for difference in gaps])
        add_points(session, _sums(gaps), now)
    for difference in done:
        if difference.badge and difference.due:
            insert_new(session, Award, [_award(difference, now)])
        elif difference.badge:
            _take_back(session, difference)
    return len(done)


def correct_ledger(session: Session, now: datetime) -> list[LedgerDifference]:
    """Close every difference in the store. Returns them."""
    found = recompute(session)
    correct(session, found, now)
    return found


# ── What happened ─────────────────────────────────────────────────────────────────────────────────


def events_of(session: Session, workspace: str, kind: Kind, person: Who) -> Iterator[tuple[str, Event]]:
    match kind:
        case "share":
            return _shares(session, workspace, person)
        case "reaction":
            return _reactions(session, workspace, person)
        case "suggestion":
            return _suggestions(session, workspace, person)
        case "thanks":
            return _thanks(session, workspace, person)
        case "event":
            return _attended(session, workspace, person)
        case "course":
            return _courses(session, workspace, person)
        case _:
            assert_never(kind)


def _shares(session: Session, workspace: str, person: Who) -> Iterator[tuple[str, Event]]:
    # 'posted' is a literal, so that SQLite can use the partial index on posted shares.
    where = [Share.workspace == workspace, Share.state == literal_column("'posted'"), *_only(Share.person, person)]
    rows = select(Share.person, Share.id, Share.revision, Share.posted_at, Share.network, Share.evidence, ACT)
    counts = thresholds(session, workspace)
    for owner, share, revision, at, network, evidence, act in session.execute(rows.where(*where)):
        if at is not None and counts(at, evidence):
            yield owner, Event(at, share_cause(share, revision), "share", network, evidence, act)


def _reactions(session: Session, workspace: str, person: Who) -> Iterator[tuple[str, Event]]:
    rows = select(Nudge.person, Nudge.content, Nudge.answered_at).where(
        Nudge.workspace == workspace, Nudge.answer == "react", *_only(Nudge.person, person)
    )
    for owner, content, at in session.execute(rows):
        if at is not None:
            yield owner, Event(at, reaction_cause(content, at), "reaction")


def _suggestions(session: Session, workspace: str, person: Who) -> Iterator[tuple[str, Event]]:
    """Suggestions that somebody else approved. The rules of the day of the suggestion apply."""
    rows = select(Content.author, Content.id, Content.created_at).where(
        Content.workspace == workspace,
        Content.state.in_(("draft", "running", "stopped")),
        Content.decided_by.is_not(None),
        Content.decided_by != Content.author,
        *_only(Content.author, person),
    )
    for owner, content, at in session.execute(rows):
        yield owner, Event(at, Cause("suggestion", content).encode(), "suggestion")


def _thanks(session: Session, workspace: str, person: Who) -> Iterator[tuple[str, Event]]:
    rows = select(Thanks.receiver, Thanks.id, Thanks.at).where(
        Thanks.workspace == workspace, *_only(Thanks.receiver, person)
    )
    for owner, thanks, at in session.execute(rows):
        yield owner, Event(at, Cause("thanks", thanks).encode(), "thanks")


def _attended(session: Session, workspace: str, person: Who) -> Iterator[tuple[str, Event]]:
    """Events that a person says they were at."""
    there = (Seat.said.in_(("good", "better", "there")), *_only(Seat.person, person))
    rows = select(Seat.person, Seat.gathering, Seat.said_at).where(Seat.workspace == workspace, *there)
    for owner, gathering, at in session.execute(rows):
        if at is not None:
            yield owner, Event(at, Cause("event", gathering).encode(), "event")


def _courses(session: Session, workspace: str, person: Who) -> Iterator[tuple[str, Event]]:
    """Courses count once, however often they change and are finished again."""
    rows = select(CourseProgress.person, CourseProgress.course, CourseProgress.first_at).where(
        CourseProgress.workspace == workspace, CourseProgress.finished > 0, *_only(CourseProgress.person, person)
    )
    for owner, course, at in session.execute(rows):
        if at is not None:
            yield owner, Event(at, Cause("course", course).encode(), "course")


# ── What the ledger says ──────────────────────────────────────────────────────────────────────────


def _ledger(session: Session, workspace: str, kind: Kind, person: Who) -> Mapping[str, dict[tuple[str, str], Found]]:
    entry = LedgerEntry
    rows = select(entry.person, entry.cause, entry.rule, entry.points, entry.version).where(
        LedgerEntry.workspace == workspace,
        LedgerEntry.cause.startswith(f"{kind}:"),
        *_only(LedgerEntry.person, person),
    )
    books: dict[str, dict[tuple[str, str], Found]] = {}
    for owner, cause, rule, points, version in session.execute(rows):
        lines, key = books.setdefault(owner, {}), (cause, base_rule(rule))
        before = lines.get(key, Found())
        lines[key] = Found(before.points + points, max(before.version, version), before.entries + 1)
    return books


def _ranks(books: Mapping[tuple[str, str], Found]) -> dict[str, int]:
    """An order of causes, lower first: the one with the “first” bonus, then others with points."""
    ranks: dict[str, int] = {}
    for (cause, rule), found in books.items():
        if found.points > 0:
            ranks[cause] = min(ranks.get(cause, 0), -2 if rule == "first" else -1)
    return ranks


def _awards(session: Session, workspace: str, kind: Kind, person: Who) -> Mapping[str, dict[str, str]]:
    """The cause of each badge, by person."""
    rows = select(Award.person, Award.badge, Award.cause).where(
        Award.workspace == workspace, Award.cause.startswith(f"{kind}:"), *_only(Award.person, person)
    )
    awards: dict[str, dict[str, str]] = {}
    for owner, badge, cause in session.execute(rows):
        awards.setdefault(owner, {})[badge] = cause
    return awards


def _only(column: InstrumentedAttribute[str], who: Who) -> list[ColumnElement[bool]]:
    if isinstance(who, str):
        return [column == who]
    ends = (who.after is not None and column > who.after, who.upto is not None and column <= who.upto)
    return [end for end in ends if end is not False]


# ── The gap ───────────────────────────────────────────────────────────────────────────────────────


def _points_missing(
    workspace: str, person: str, should: Due, ledger: Mapping[tuple[str, str], Found]
) -> Iterator[LedgerDifference]:
    keys = [*should.points, *(key for key in ledger if key not in should.points)]
    for cause, rule in keys:
        found = ledger.get((cause, rule), Found())
        points, version = should.points.get((cause, rule), (0, found.version))
        if points != found.points:
            gap = {"due": points, "found": found.points, "version": version, "entries": found.entries}
            its = {"workspace": workspace, "person": person, "cause": cause, "rule": rule}
            yield LedgerDifference.model_validate({**its, **gap})


def _badges_missing(workspace: str, person: str, should: Due, awards: Mapping[str, str]) -> Iterator[LedgerDifference]:
    """A badge keeps the cause it was first won for, as long as its rule is met."""
    for badge in sorted({*should.badges} ^ {*awards}):
        won = badge in should.badges
        cause = should.badges[badge].cause if won else awards[badge]
        yield LedgerDifference(
            workspace=workspace, person=person, cause=cause, rule=badge, badge=True, due=int(won), found=int(not won)
        )


def _entry(difference: LedgerDifference, now: datetime) -> dict[str, object]:
    return {
        "workspace": difference.workspace,
        "id": secrets.token_hex(8),
        "person": difference.person,
        "points": difference.due - difference.found,
        "rule": entry_name(difference.rule, difference.entries, taken_back=difference.due == 0),
        "version": difference.version,
        "cause": difference.cause,
        "at": now,
    }


def _sums(gaps: Iterable[LedgerDifference]) -> Counter[tuple[str, str]]:
    """The points that close the gaps, by workspace and person."""
    sums: Counter[tuple[str, str]] = Counter()
    for gap in gaps:
        sums[gap.workspace, gap.person] += gap.due - gap.found
    return sums


def _award(difference: LedgerDifference, now: datetime) -> dict[str, object]:
    its = {"workspace": difference.workspace, "person": difference.person, "cause": difference.cause}
    return {**its, "badge": difference.rule, "at": now}


def _take_back(session: Session, difference: LedgerDifference) -> None:
    its = (Award.workspace == difference.workspace, Award.person == difference.person, Award.badge == difference.rule)
    session.execute(delete(Award).where(*its))
