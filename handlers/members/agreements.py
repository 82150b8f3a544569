"""The participation record: what a person agreed to or withdrew, when, and in which words."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from handlers.core.language import mark
from models import Participation, Person
from models.people import Purpose
from models.prepared import Change, Query

# What people were asked, word for word, by version. A sentence that changes is a new version; the old ones stay.
WORDINGS: Mapping[Purpose, Mapping[str, str]] = {
    "nudges": {
        "2026-11": mark(
            "All of this is optional. You decide what you share, in your own words, and can leave with one tap."
        )
    },
    "named": {
        "2026-11": mark("You may name me on the leaderboard"),
        "2026-12": mark("You may name me on the leaderboard, and when colleagues and I thank each other"),
    },
    "clicks": {"2026-11": mark("Tell me when my links are opened")},
    "thanks": {"2026-12": mark("You may name me on the leaderboard, and when colleagues and I thank each other")},
    "urgent": {"2026-12": mark("Once in a while, something may reach me above my weekly number")},
    "credited": {"2026-12": mark("You may name me when something that I suggested is used")},
    "role": {"2026-12": mark("I take on the role that a programme manager offered me")},
    "guide": {"2026-12": mark("I read the guide and go by it")},
}
TOGETHER: Mapping[Purpose, Purpose] = {"thanks": "named"}  # was part of this question before it had one of its own
EDITION = "."  # between the version of the words and the edition of what they are about
TICK = timedelta(microseconds=1)
PAST = Query(
    select(Participation)
    .where(Participation.workspace == bindparam("workspace"), Participation.person == bindparam("person"))
    .order_by(Participation.at, Participation.id)
)
ADD = Change(insert(Participation))


def wording(purpose: Purpose) -> tuple[str, str]:
    """The newest version of what people are asked, and its English sentence."""
    return list(WORDINGS[purpose].items())[-1]


def asked_words(purpose: Purpose) -> str:
    """The English sentence that people are asked now."""
    return wording(purpose)[1]


def words_agreed(row: Participation) -> str:
    """The English sentence that a row of the record answers; empty for a version that is not known."""
    return WORDINGS[row.purpose].get(row.wording.partition(EDITION)[0], "")


def edition_agreed(session: Session, person: Person, purpose: Purpose) -> int:
    """The edition of what was agreed to, as in 2026-12.7; 0 if nothing holds."""
    own = [row for row in past_agreements(session, person) if row.purpose == purpose]
    last = own[-1].wording.partition(EDITION)[2] if own and own[-1].agreed else ""
    return int(last or "0")


def record(
    session: Session, person: Person, purpose: Purpose, agreed: bool, now: datetime, edition: int | None = None
) -> bool:
    """Add a row if this changes what holds. False if it held already, or if nothing was there to withdraw.

    `edition`: of what is agreed to, where it changes; a new one is a new row.
    The rows of one person never share a moment, so that their order is the order in which things happened.
    """
    before = past_agreements(session, person)
    if _holds(before, purpose) == agreed and edition is None:
        return False
    at = max(now, before[-1].at + TICK) if before else now
    version = wording(purpose)[0] + (f"{EDITION}{edition}" if edition else "")
    row = {"workspace": person.workspace, "id": secrets.token_hex(8), "person": person.person, "at": at}
    ADD.run(session, {**row, "purpose": purpose, "agreed": agreed, "wording": version})
    return True


def past_agreements(session: Session, person: Person) -> Sequence[Participation]:
    """All rows about a person, in the order in which they were added."""
    return [row for (row,) in PAST.all(session, workspace=person.workspace, person=person.person)]


def latest(session: Session, person: Person) -> Mapping[Purpose, Participation]:
    """The newest row for each purpose that the person ever agreed to."""
    return {row.purpose: row for row in past_agreements(session, person)}


def has_agreed(session: Session, person: Person, purpose: Purpose) -> bool:
    """Whether the person agrees to this now, by the record."""
    return _holds(past_agreements(session, person), purpose)


def _holds(rows: Sequence[Participation], purpose: Purpose) -> bool:
    own = [row.agreed for row in rows if row.purpose == purpose]
    if not own and purpose in TOGETHER:
        own = [row.agreed for row in rows if row.purpose == TOGETHER[purpose]]
    return bool(own and own[-1])
