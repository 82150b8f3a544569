"""Stores the rows of an import: all of them in one transaction, and no page twice."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.approval.requests import required
from handlers.calendar.localtime import local_date
from handlers.campaigns.reads import find_or_draft
from handlers.content.twins import plain
from handlers.core.addresses import page_of
from handlers.dates.asker import Asker
from handlers.imports.merges import Merged, merge_rows, same_page_key
from handlers.imports.rows import Importer, ImportRow
from handlers.publishing.lifecycle import go_live
from handlers.publishing.posting import add_draft, topics_of
from models import Content, Person, SuggestedText, Thought, Workspace
from models.content import ContentState

STATES: Mapping[ContentState, str] = {
    "draft": "is a draft already.",
    "proposed": "was suggested, and waits for an answer: /heraut content",
    "running": "is running.",
    "stopped": "was stopped. Publish it again: /heraut content",
    "declined": "was suggested, and declined.",
}
MOST_NAMED = 20  # ids in a sentence


class NobodyToAsk(Exception):
    """A sentence: whose content it should become is not clear."""


class Twin(NamedTuple):
    """A row about a page that is here already."""

    number: int
    why: str


class ImportOutcome(NamedTuple):
    new: Sequence[ImportRow]
    twins: Sequence[Twin]
    merged: Sequence[Merged] = ()


def importer(session: Session, person: str, workspace: str, now: datetime) -> Importer:
    """The champion whose content it becomes; the only one if none is named. Raises NobodyToAsk."""
    rows = select(Person).where(Person.role.in_(("champion", "manager")), Person.left_at.is_(None))
    if workspace:
        rows = rows.where(Person.workspace == workspace)
    there = session.scalars(rows.order_by(Person.workspace, Person.person)).all()
    named = [one for one in there if one.person == person] if person else there
    if len(named) == 1:
        one = named[0]
        asker = Asker(local_date(now, one.timezone), one.country)
        return Importer(one.workspace, one.person, one.timezone, asker, topics_of(session, one))
    if not named:
        raise NobodyToAsk(_nobody(session, person, workspace, [one.person for one in there]))
    if person:
        places = ", ".join(one.workspace for one in named)
        raise NobodyToAsk(f"{person} is in {places}. Say in which with --workspace.")
    ids = ", ".join(one.person for one in named[:MOST_NAMED])
    raise NobodyToAsk(f"Say whose content it becomes, with --by. The champions are: {ids}.")


def _nobody(session: Session, person: str, workspace: str, there: Sequence[str]) -> str:
    known = session.scalars(select(Workspace.workspace).order_by(Workspace.workspace)).all()
    if workspace and workspace not in known:
        return f"There is no workspace “{workspace}”. There are: {', '.join(known) or 'none yet'}."
    if person and there:
        return f"{person} is no champion here. The champions are: {', '.join(there[:MOST_NAMED])}."
    return "There is no champion yet, so nobody can answer for the content. Name one first: /heraut champion @name"


def import_rows(
    session: Session, who: Importer, rows: Sequence[ImportRow], now: datetime, *, live: bool, dry: bool
) -> ImportOutcome:
    """Make a draft of each row, or publish it. `dry`: only tell what would happen."""
    person = session.get_one(Person, (who.workspace, who.person))
    here = {**_pages(session, who.workspace), **_stories(session, who.workspace)}
    ones, merged = merge_rows(rows)
    new = [row for row in ones if same_page_key(row.form) not in here]
    told = {row.number: here[same_page_key(row.form)] for row in ones if same_page_key(row.form) in here}
    twins = [Twin(number, why) for number, why in told.items()]
    twins += [Twin(part.number, told[part.row]) for part in merged if part.row in told]
    for row in new:
        if not dry:
            its = find_or_draft(session, person, row.form.campaign, now)
            content = add_draft(session, person, "share", row.form.model_copy(update={"campaign": its}), now)
            if live and not required(session, content):
                go_live(session, person, content, now)
    return ImportOutcome(new, twins, [part for part in merged if part.row not in told])


def _stories(session: Session, workspace: str) -> dict[str, str]:
    """What to say about each story that is here, by its texts."""
    rows = (
        select(SuggestedText.text, Content.title, Content.state)
        .join(Content, (Content.workspace == SuggestedText.workspace) & (Content.id == SuggestedText.content))
        .where(Content.workspace == workspace, Content.own.is_(True))
    )
    return {f"story {plain(text)}": f"“{title}” {STATES[state]}" for text, title, state in session.execute(rows)}


def _pages(session: Session, workspace: str) -> dict[str, str]:
    """What to say about each page that is here. What colleagues wrote themselves is theirs, and not told."""
    thoughts = select(Thought.id).where(Thought.workspace == workspace)
    rows = select(Content.url, Content.title, Content.state).where(
        Content.workspace == workspace, Content.url != "", Content.way == "share", Content.id.not_in(thoughts)
    )
    return {page_of(url): f"“{title}” {STATES[state]}" for url, title, state in session.execute(rows)}
