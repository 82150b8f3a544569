"""`/heraut content`: all content by where it stands, with its figures."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import get_args

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from handlers.approval.requests import waiting_among
from handlers.campaigns.reads import names_of
from handlers.content.days import over, over_for, planned
from handlers.core.audit import audit_look
from handlers.core.interaction import Card, Interaction
from handlers.core.people import champion, meet, words_of
from handlers.core.targets import BAR, read_page
from handlers.members.council import is_on
from handlers.outbox import pause
from handlers.overview import cards
from handlers.overview.cards import Listed, Stand
from handlers.publishing import override_cards
from handlers.publishing.answers import shown_of
from handlers.publishing.override import overrides
from handlers.runway.wanted import listed_runway
from models import Content
from models.content import ContentState

STANDS: tuple[Stand, ...] = get_args(Stand)
PAGE = 3  # pieces on a page, so that each can show what most people come for


def content(session: Session, interaction: Interaction, now: datetime) -> Card:
    """A page of content by where it stands, the newest first. The target: where it stands, if only that; the page."""
    person = champion(meet(session, interaction.actor, now))
    audit_look(session, person, "content_list", now)
    only, page = _look(interaction.target)
    its, order = _listed(person.workspace), _order(now, person.timezone)
    chosen = (order == STANDS.index(only),) if only else ()
    rows = session.scalars(
        select(Content)
        .where(*its, *chosen)
        .order_by(order, Content.created_at.desc(), Content.id)
        .offset(page * PAGE)
        .limit(PAGE + 1)
    ).all()
    counts = {STANDS[place]: n for place, n in session.execute(select(order, func.count()).where(*its).group_by(order))}
    shown = shown_of(session, person.workspace, [row.id for row in rows])
    marks, zone = _marks(session, person.workspace, rows), person.timezone
    lines = [Listed(row, stand_of(row, now, zone), shown[row.id], *marks[row.id]) for row in rows[:PAGE]]
    words, times = words_of(person), overrides(session, person.workspace, now)
    card = cards.listing(words, lines, counts, only, page, zone, older=len(rows) > PAGE)
    counted = (override_cards.times_overridden(words, times, named=not is_on(session, person.workspace)),)
    lasts = listed_runway(session, person, now) if not only and not page else ()
    above = (*pause.pause_notice(session, person), *(counted if times else ()), *lasts)
    return card.model_copy(update={"parts": (*above, *card.parts)})


def _marks(session: Session, workspace: str, rows: Sequence[Content]) -> Mapping[str, tuple[str, str]]:
    """By content: the champion who waits for another one's approval, and the name of the campaign it belongs to."""
    asked = waiting_among(session, workspace, [row.id for row in rows])
    named = names_of(session, workspace, {row.campaign for row in rows})
    return {row.id: (asked.get(row.id, ""), named.get(row.campaign, "")) for row in rows}


def _look(target: str) -> tuple[Stand | None, int]:
    """Which part of the list a button asks for, and the page."""
    said, _, page = target.rpartition(BAR)
    return next((stand for stand in STANDS if stand == said), None), read_page(page) or 0


def stand_of(content: Content, now: datetime, zone: str) -> Stand:
    """Where listed content stands for a champion in `zone`."""
    match content.state:
        case "draft":
            return "draft"
        case "proposed":
            return "waiting"
        case "running":
            if planned(content, now):
                return "resting" if content.again_of else "planned"
            return "ended" if over(content, now, zone) else "running"
        case _:
            return "stopped"


def _listed(workspace: str) -> tuple[ColumnElement[bool], ...]:
    """Without drafts that were discarded, and suggestions that were declined or published as somebody's own."""
    stopped = and_(Content.state == "stopped", Content.stopped_at.is_not(None))
    return Content.workspace == workspace, or_(Content.state.in_(("draft", "proposed", "running")), stopped)


def _order(now: datetime, zone: str) -> ColumnElement[int]:
    ended = and_(Content.state == "running", over_for(now, zone))
    coming = and_(Content.state == "running", Content.starts_at > now)
    places: dict[ContentState, Stand] = {
        "draft": "draft",
        "proposed": "waiting",
        "running": "running",
        "stopped": "stopped",
    }
    rest = ((Content.state == state, STANDS.index(stand)) for state, stand in places.items())
    resting = and_(coming, Content.again_of != "")
    return case(
        (resting, STANDS.index("resting")),
        (coming, STANDS.index("planned")),
        (ended, STANDS.index("ended")),
        *rest,
        else_=STANDS.index("stopped"),
    )
