"""Works-council mode: one manager switches it on, and two switch it off."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from handlers.core.audit import audit
from handlers.core.interaction import Button, Card, Interaction, Refused
from handlers.core.people import manager, meet, words_of
from handlers.council import cards
from handlers.council.events import CouncilSwitched
from handlers.council.messages import rewrite_unnamed, tell_ended, tell_managers
from handlers.members.council import is_on
from handlers.registry.events import happened
from models import Person, Workspace

ANSWERED = timedelta(days=14)  # a request that nobody agreed to in that time is over


def council(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut council`: what works-council mode is. Managers also get the switch."""
    return council_of(session, meet(session, interaction.actor, now), now)


def council_of(session: Session, person: Person, now: datetime) -> Card:
    """The card of works-council mode for this person."""
    workspace, words = session.get_one(Workspace, person.workspace), words_of(person)
    if workspace.council_at is None:
        verbs = [cards.switch_on(words)] if person.role == "manager" else []
        return cards.council_card(words, cards.is_off(words), verbs)
    by = _name(session, workspace, workspace.council_by) if person.champion else ""
    state, verbs = cards.state_on(words, by, workspace.council_at, person.timezone), [cards.ask_back(words)]
    if asked_by := requester(session, workspace, now):
        since = workspace.council_back_at or now
        state, verbs = cards.asked_off(words, asked_by.name, since, person.timezone), _answers(person, asked_by)
    return cards.council_card(words, state, verbs if person.role == "manager" else [])


def _answers(person: Person, asked_by: Person) -> list[Button]:
    words = words_of(person)
    return (
        [cards.keep_mode(words)] if person.person == asked_by.person else [cards.agree(words), cards.keep_mode(words)]
    )


def council_on(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Switch works-council mode on."""
    person = manager(meet(session, interaction.actor, now))
    if not _set(session, person, Workspace.council_at.is_(None), council_at=now, council_by=person.person):
        raise Refused("Works-council mode is on already.")
    audit(session, person, "council_on", "", now)
    rewrite_unnamed(session, person.workspace, now)
    happened(session, CouncilSwitched(person, on=True), now)
    return council_of(session, person, now)


def council_back(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Ask to switch works-council mode off. Another manager has to agree."""
    person = manager(meet(session, interaction.actor, now))
    workspace = _while_on(session, person)
    if requester(session, workspace, now) is None:
        its = {"council_back_at": now, "council_back_by": person.person}
        _set(session, person, Workspace.council_at.is_not(None), **its)
        audit(session, person, "council_off_asked", "", now)
        tell_managers(session, person, now)
    return council_of(session, person, now)


def council_off(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Agree to a colleague's request: works-council mode is off, and everybody who takes part is told."""
    person = manager(meet(session, interaction.actor, now))
    workspace = _while_on(session, person)
    asked_by = requester(session, workspace, now)
    if asked_by is None:
        raise Refused("Nobody has asked to switch works-council mode off, or it was too long ago.")
    if asked_by.person == person.person:
        raise Refused("You asked for this yourself. Another manager has to agree.")
    since = workspace.council_at or now
    here = Workspace.council_back_by == asked_by.person
    none = {"council_at": None, "council_by": "", "council_back_at": None, "council_back_by": ""}
    if not _set(session, person, here, **none):
        raise Refused("Works-council mode is off.")
    tell_ended(session, person.workspace, since, now)
    audit(session, person, "council_off", "", now)
    happened(session, CouncilSwitched(person, on=False), now)
    return council_of(session, person, now)


def council_keep(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Keep works-council mode on: the request is withdrawn, or declined by another manager."""
    person = manager(meet(session, interaction.actor, now))
    _while_on(session, person)
    _set(session, person, Workspace.council_back_at.is_not(None), council_back_at=None, council_back_by="")
    return council_of(session, person, now)


def requester(session: Session, workspace: Workspace, now: datetime) -> Person | None:
    """The manager whose request still waits for a second one; None if there is none."""
    if workspace.council_back_at is None or workspace.council_back_at + ANSWERED < now:
        return None
    asked_by = session.get(Person, (workspace.workspace, workspace.council_back_by))
    return asked_by if asked_by and asked_by.role == "manager" else None


def _while_on(session: Session, person: Person) -> Workspace:
    if not is_on(session, person.workspace):
        raise Refused("Works-council mode is off.")
    return session.get_one(Workspace, person.workspace)


def _name(session: Session, workspace: Workspace, who: str) -> str:
    found = session.get(Person, (workspace.workspace, who))
    return found.name if found else who


def _set(session: Session, person: Person, where: ColumnElement[bool], **its: object) -> bool:
    """Change the switch where the condition holds; of two presses only one succeeds."""
    here = update(Workspace).where(Workspace.workspace == person.workspace, where).values(its)
    changed = session.execute(here.returning(Workspace.workspace), execution_options={"synchronize_session": False})
    succeeded = changed.one_or_none() is not None
    session.refresh(session.get_one(Workspace, person.workspace))
    return succeeded


def waiting(session: Session, person: Person, now: datetime) -> bool:
    """Whether a request waits for an answer that this manager can give."""
    asked_by = requester(session, session.get_one(Workspace, person.workspace), now)
    return person.role == "manager" and asked_by is not None
