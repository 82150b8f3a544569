"""The groups that content can be for, and how many people champions may read of them: counted once a day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.content.facts import COLUMNS, read_fact
from handlers.core.anonymity import fewest, fewest_of, rounded
from handlers.members.council import on
from handlers.planning.due import JOINED
from models import GroupSize, Person, Workspace
from models.content import FactKind

Key = tuple[FactKind, str]
Counts = Mapping[Key, Mapping[str, int]]  # people, by group and by how they write it
KNOWN = select(GroupSize.kind, GroupSize.value, GroupSize.people, GroupSize.counted).where(
    GroupSize.workspace == bindparam("workspace")
)


class ToldSize(NamedTuple):
    """What is told of a group's size, and the count from which it follows."""

    people: int = 0
    counted: int = 0


def retold(before: ToldSize, now: int, k: int) -> ToldSize:
    """What is told of a group that has `now` people: a multiple of k, and 0 for fewer than k.

    It changes once k people more or fewer are in the group, so no single person's step shows in it. A group that fell
    below k is not told, and comes back once k people have joined it.
    """
    if now < k:
        return ToldSize(0, now) if before.people else before
    return before if abs(now - before.counted) < k else ToldSize(rounded(now, k), now)


def sizes_of(session: Session, workspace: str, now: datetime) -> Sequence[GroupSize]:
    """The groups that content can be for today. They stay as they are until tomorrow; no teams with a works council."""
    its = session.get_one(Workspace, workspace)
    if its.groups_on < f"{local_date(now, its.timezone)}":
        count_again(session, workspace, now)
    k, rows = fewest(its), session.scalars(select(GroupSize).where(GroupSize.workspace == workspace)).all()
    told = (row for row in rows if row.people >= k and not (row.kind == "team" and on(its)))
    return sorted(told, key=lambda row: (row.kind, row.label))


def people_of_groups(groups: Iterable[GroupSize], chosen: Iterable[Key], k: int) -> int:
    """At least how many people are in one of these groups of one kind: 0, or k people or more.

    Nobody is in two of them, so the sum is no new count: subtracting two sums gives what is told of whole groups.
    """
    keys = {*chosen}
    return sum(rounded(row.people, k) for row in groups if (row.kind, row.value) in keys)


def has_people(session: Session, workspace: str, chosen: Sequence[Key], now: datetime) -> bool:
    """Whether content for these groups may go to anybody. Without groups, it is for everybody."""
    return not chosen or people_of_groups(sizes_of(session, workspace, now), chosen, fewest_of(session, workspace)) > 0


def count_again(session: Session, workspace: str, now: datetime) -> None:
    """Count everybody once, if nobody has today. One replica does. What waits to be stored is not touched."""
    its = session.get_one(Workspace, workspace)
    today, k = f"{local_date(now, its.timezone)}", fewest(its)
    here = Workspace.workspace == workspace
    first = update(Workspace).where(here, Workspace.groups_on < today).values(groups_on=today)
    done = session.execute(first, execution_options={"synchronize_session": False})
    if isinstance(done, CursorResult) and done.rowcount == 1:
        known = {
            (row.kind, row.value): ToldSize(row.people, row.counted) for row in session.execute(KNOWN, _at(workspace))
        }
        counts = _counts(session, workspace)
        rows = [_row(workspace, key, known.get(key), counts[key], k) for key in counts]
        session.execute(delete(GroupSize).where(GroupSize.workspace == workspace))
        if kept := [row for row in rows if row]:
            session.execute(insert(GroupSize), kept)
    session.expire(its, ["groups_on"])


def _row(workspace: str, key: Key, known: ToldSize | None, written: Mapping[str, int], k: int) -> dict[str, object]:
    """Nothing for a group that never had k people: it is nowhere written down."""
    told = retold(known or ToldSize(), sum(written.values()), k)
    if known is None and not told.people:
        return {}
    label = max(written, key=lambda label: (written[label], label))
    return {
        **_at(workspace),
        "kind": key[0],
        "value": key[1],
        "label": label,
        "people": told.people,
        "counted": told.counted,
    }


def _at(workspace: str) -> dict[str, str]:
    return {"workspace": workspace}


def _counts(session: Session, workspace: str) -> Counts:
    found: dict[Key, Counter[str]] = defaultdict(Counter)
    for kind, fact in COLUMNS.items():
        its = (Person.workspace == workspace, *JOINED, fact != "")
        for told, people in session.execute(select(fact, func.count()).where(*its).group_by(fact)):
            value = read_fact(kind, told)
            if value:
                found[kind, value][told if kind in ("team", "place") else value] += people
    return found
