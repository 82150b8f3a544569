"""`/heraut audit`: the audit trail, for managers and champions in full, for everybody else what concerns them."""

from collections.abc import Sequence
from datetime import datetime
from typing import get_args

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from handlers.audit import cards
from handlers.audit.cards import TrailLine
from handlers.audit.phrases import BETWEEN_TWO, DETAILS, FOR_ALL
from handlers.content.states import find
from handlers.core.interaction import Card, Interaction
from handlers.core.people import champion, meet, words_of
from handlers.core.targets import read_page
from models import AuditEntry, Channel, Content, Person
from models.audit import RoleAct

PAGE = 10
NEWEST = (AuditEntry.at.desc(), AuditEntry.id)


def show_trail(session: Session, interaction: Interaction, now: datetime) -> Card:
    """A page of the trail. The target is the page's number."""
    person = meet(session, interaction.actor, now)
    page = read_page(interaction.target) or 0
    rows = select(AuditEntry).where(AuditEntry.workspace == person.workspace, _readable(person))
    found = session.scalars(rows.order_by(*NEWEST).offset(page * PAGE).limit(PAGE + 1)).all()
    lines = _lines(session, person, found[:PAGE])
    more = len(found) > PAGE
    return cards.trail(words_of(person), lines, person.timezone, page, more=more, whole=person.champion)


def audit_content(session: Session, interaction: Interaction, now: datetime) -> Card:
    """What was done to one piece of content, for champions."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    its = (AuditEntry.workspace == content.workspace, AuditEntry.about == content.id)
    found = session.scalars(select(AuditEntry).where(*its).order_by(*NEWEST).limit(PAGE)).all()
    return cards.content_history(words_of(person), content.title, _lines(session, person, found), person.timezone)


def _readable(person: Person) -> ColumnElement[bool]:
    """What this person may read: their own part, and by their role all of it, but for what is between two people.

    What an administrator did at the terminal names nobody.
    """
    own = or_(AuditEntry.person == person.person, AuditEntry.about == person.person)
    if person.champion:
        return or_(own, AuditEntry.act.not_in(BETWEEN_TWO), AuditEntry.person == "")
    return or_(own, AuditEntry.act.in_(FOR_ALL))


def _lines(session: Session, reader: Person, entries: Sequence[AuditEntry]) -> list[TrailLine]:
    """The entries with names, read in three queries. Where a person or content is gone, the line says so."""
    people = {entry.person for entry in entries} | {entry.about for entry in entries if entry.act in get_args(RoleAct)}
    abouts = {entry.about for entry in entries}
    here = reader.workspace
    persons = select(Person.person, Person.name).where(Person.workspace == here, Person.person.in_(people))
    names = _read(session, persons)
    titles = _read(session, select(Content.id, Content.title).where(Content.workspace == here, Content.id.in_(abouts)))
    channels = select(Channel.channel, Channel.name).where(Channel.workspace == here, Channel.channel.in_(abouts))
    things = {**titles, **_read(session, channels)}
    gone = words_of(reader).t("a former colleague")

    def line(entry: AuditEntry) -> TrailLine:
        role, own = entry.act in get_args(RoleAct), entry.about in ("", entry.person)
        about = names.get(entry.about, gone) if role and not own else things.get(entry.about, "")
        details = [detail for detail in DETAILS if detail in entry.details.split(",")]
        return TrailLine(entry.at, entry.person and names.get(entry.person, gone), entry.act, about, details)

    return [line(entry) for entry in entries]


def _read(session: Session, rows: Select[str, str]) -> dict[str, str]:
    return dict(session.execute(rows).all())
