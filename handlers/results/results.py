"""`/heraut results`: the results of one piece of content or of all, and their chart."""

import asyncio
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.content.states import find
from handlers.core.anonymity import fewest_of
from handlers.core.audit import audit_look
from handlers.core.interaction import Card, Interaction
from handlers.core.language import Words
from handlers.core.people import champion, meet, words_of
from handlers.encryption.signatures import seal, unseal
from handlers.members.council import is_on
from handlers.registry.surfaces import UNTOLD, PageAnswer, PageContext, PageRequest
from handlers.results import cards, drawing, funnel
from handlers.results.charts import Chart
from handlers.results.click_value import worth_of
from handlers.results.funnel import By, Funnel
from handlers.results.lift import lift_of
from models import Content, Person, Released, Workspace
from models.store import Store

MONTH = 5  # weeks, including this one
BY: tuple[By, ...] = ("campaign", "topic", "team", "network", "week")
CHART = "chart"  # the purpose its address is signed for


def results(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut results`: the results of all content, or of the content in the target."""
    person = champion(meet(session, interaction.actor, now))
    if interaction.target:
        content = find(session, person, interaction.target)
        audit_look(session, person, "content_results", now)
        return _item(session, person, content)
    audit_look(session, person, "results", now)
    zone = session.get_one(Workspace, person.workspace).timezone
    since, until = period = funnel.weeks(local_date(now, zone), MONTH)
    found = Funnel(session, person.workspace, period)
    shown = cards.Everything(
        since=since,
        until=until,
        least=fewest_of(session, person.workspace),
        total=found.total(),
        tables={by: found.table(by) for by in BY},
        unlinked=_some_unlinked(session, person.workspace, period),
        worth=worth_of(session, person.workspace),
        zone=person.timezone,
        manager=person.role == "manager",
    )
    return cards.everything(words_of(person), shown)


def _some_unlinked(session: Session, workspace: str, period: tuple[str, str]) -> bool:
    """Whether posts that were told are about content without an address."""
    here = and_(Content.workspace == Released.workspace, Content.id == Released.content, Content.url == "")
    told = (Released.part == "all", Released.posts > 0, Released.week.between(*period))
    rows = select(Released.content).join(Content, here).where(Released.workspace == workspace, *told)
    return session.execute(rows.limit(1)).first() is not None


def _item(session: Session, person: Person, content: Content) -> Card:
    found = Funnel(session, person.workspace, funnel.EVER, content.id)
    compared = content.hold_out and not is_on(session, person.workspace)
    total, words, linked = found.total(), words_of(person), bool(content.url)
    shown = cards.ContentResults(
        content=content.id,
        title=content.title,
        linked=linked,
        least=fewest_of(session, person.workspace),
        total=total,
        networks=found.table("network"),
        lift=lift_of(session, content) if compared else None,
        worth=worth_of(session, person.workspace),
        zone=person.timezone,
        picture=_picture(session, content, words, cards.alt(words, total, linked=linked)),
    )
    return cards.content_card(words, shown)


def _picture(session: Session, content: Content, words: Words, alt: str) -> str:
    """The path of the chart. New figures get a new address, because platforms cache what they fetched."""
    stamp = blake2b(alt.encode(), digest_size=6).hexdigest()
    return f"/charts/{seal(session, CHART, content.workspace, content.id, words.language, stamp)}.png"


async def chart_page(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """The chart behind a signed address."""
    body = await chart_image(context.store, request.parts["token"])
    headers = {"Cache-Control": "private, max-age=300", **UNTOLD}
    return PageAnswer(body, "image/png", headers) if body else None


async def chart_image(store: Store, token: str) -> bytes | None:
    """The PNG behind a token, drawn outside the transaction and off the event loop. None if we did not sign it."""
    chart = await store.run(lambda session: _chart(session, token))
    return await asyncio.to_thread(drawing.draw, chart) if chart else None


def _chart(session: Session, token: str) -> Chart | None:
    said = unseal(session, CHART, token)
    if said is None:
        return None
    workspace, content, language, _ = said
    total = Funnel(session, workspace, funnel.EVER, content).total()
    return None if total.few else cards.chart(Words.of(language), total)
