"""Who answers "May I …?": two champions that a manager names; without them, managers or champions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from handlers.core.audit import audit
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import champions_of, duty_holders, manager, meet, mentioned, words_of
from handlers.guide import question_cards as cards
from handlers.members.named import take_off
from models import GuideHelper, Person
from models.engine import insert_new

MOST = 2
IN_TURN = 5  # people who are asked where nobody is named


def guide_helpers(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut answerers @anna`: name somebody, or take them off. Without a name: who it is."""
    boss = manager(meet(session, interaction.actor, now))
    if interaction.target:
        take_off(session, boss, GuideHelper, interaction.target, "guide_unnamed", now)
    elif interaction.mentioned:
        colleague = mentioned(session, interaction, now)
        if not take_off(session, boss, GuideHelper, colleague.person, "guide_unnamed", now):
            _name(session, boss, colleague, now)
    found = named_helpers(session, boss.workspace)
    return cards.helpers_card(
        words_of(boss), [(one.person, one.name) for one in found], instead=bool(interaction.target)
    )


def _name(session: Session, boss: Person, colleague: Person, now: datetime) -> None:
    if not colleague.on_duty:
        raise Refused(
            "{name} is no champion who gets messages. Offer that first: /heraut champion", name=colleague.name
        )
    others = named_helpers(session, boss.workspace)
    if len(others) >= MOST:
        names = words_of(boss).list([one.name for one in others])
        raise Refused("{names} answer already. Take one of them off first.", names=names)
    row = {"workspace": boss.workspace, "person": colleague.person, "at": now}
    insert_new(session, GuideHelper, [row])
    audit(session, boss, "guide_named", colleague.person, now)


def named_helpers(session: Session, workspace: str) -> Sequence[Person]:
    """Those who are named and still receive what champions decide about."""
    rows = select(GuideHelper.person).where(GuideHelper.workspace == workspace)
    names = {*session.scalars(rows)}
    return [one for one in duty_holders(session, workspace) if one.person in names]


def answerers(session: Session, asker: Person, now: datetime) -> Sequence[Person]:
    """Who is asked: those named and at hand; those named; managers; any champions. Nobody is asked by themselves."""
    names = {one.person for one in named_helpers(session, asker.workspace)}
    there = champions_of(session, asker, now)  # on a break or away only if nobody else is there
    if chosen := [one for one in there if one.person in names]:
        return chosen
    others = [one for one in named_helpers(session, asker.workspace) if one.person != asker.person]
    return others or [one for one in there if one.manages][:IN_TURN] or there[:IN_TURN]


def no_longer_named(session: Session, person: Person) -> None:
    """They left, or gave back the role."""
    its = (GuideHelper.workspace == person.workspace, GuideHelper.person == person.person)
    session.execute(delete(GuideHelper).where(*its))
