"""*Why now?*: the real reasons for a nudge and for its moment."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Interaction
from handlers.core.people import words_of
from handlers.members.credits import chooser_of
from handlers.nudges import why_cards as cards
from handlers.nudges.answers import own_nudge
from handlers.nudges.digests import BEST_FIRST
from handlers.nudges.offer_card import Shown
from handlers.planning.budget import WEEK, pace
from handlers.planning.due import Advocate
from handlers.planning.history import history
from models import Content, Nudge, Person

TOGETHER = (
    select(Nudge, Content)
    .join(Content, (Content.workspace == Nudge.workspace) & (Content.id == Nudge.content))
    .where(Nudge.workspace == bindparam("workspace"), Nudge.digest == bindparam("digest"))
    .order_by(*BEST_FIRST)
)


def show_why(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Explain a nudge to the person who got it. Refused for anybody else."""
    person, nudge, content = own_nudge(session, interaction, now)
    shown = [Shown(nudge, person, content)]
    if nudge.digest:
        rows = session.execute(TOGETHER, {"workspace": nudge.workspace, "digest": nudge.digest})
        shown = [Shown(one, person, its) for one, its in rows]
    what = [cards.what(words_of(person), one, _chooser(session, one.content)) for one in shown]
    return cards.why_card(
        words_of(person), what, cards.moment(words_of(person), nudge, person, _pace(session, nudge, person))
    )


def _chooser(session: Session, content: Content) -> str:
    return session.get_one(Person, (content.workspace, chooser_of(content))).name


def _pace(session: Session, nudge: Nudge, person: Person) -> cards.Then:
    """The gap in the budget when the nudge came, and when the previous one came."""
    told = history(session, nudge.workspace, [nudge.person], nudge.planned_at).told(nudge.person)
    before = sorted(one for one in told if one.at < nudge.planned_at)
    usual = WEEK / person.weekly_most
    gap = pace(Advocate.of(person, ()), before, nudge.planned_at).gap
    return cards.Then(gap.days, usual.days, before[-1].at if before else None)
