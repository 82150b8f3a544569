"""A person who leaves a trace in every table, and a search for those traces wherever they could be."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Reply
from handlers.links.clicks import book
from handlers.links.crawlers import PERSON
from handlers.links.visitors import Came, Visitor
from models import Base, Click, LedgerEntry, Link, Person, Thought, Total, Workspace
from models.store import Store
from models.total import COUNTS
from tests.support.office import Office, Values, pressed

WHO = "zq7w9x"  # the trace: it is in their id, their name and all their words
TEAM = "Owls"
OTHERS = ("bob", "cem", "dee", "eve")
WISHES: Values = {"weekly_most": "5", "named": "yes", "clicks": "yes", "days": tuple("0123456"), "country": "NL"}


async def filled(office: Office, team: str = TEAM) -> None:
    """Everybody joins, and WHO does all that can be done."""
    await office.store.run(lambda s: s.execute(update(Workspace).values(address="https://heraut.example")))
    for who in (WHO, *OTHERS):
        await office.joins(who, clicks="yes", weekly_most="5")
        await office.does(
            who, "settings", values={**WISHES, "team": team if who == WHO else TEAM, "off": "24 December"}
        )
    await office.champions(WHO, "boss")
    await _shares(office)
    await _thinks(office)
    await _judges(office)
    await office.does(WHO, "thank", values={"text": f"@bob for {WHO}"})
    await office.does("bob", "thank", values={"text": f"@{WHO} for all, {WHO}"})
    await office.does(WHO, "invite", mentioned="gus")
    await office.does(WHO, "leaderboard", values={"text": "here"}, channel="C1")
    await office.does("cem", "leaderboard", values={"text": "here"}, channel="C2")
    await office.after(minutes=1)


async def _shares(office: Office) -> None:
    for number in range(3):
        await office.posts(title=f"Story {number}")
    for who in (WHO, *OTHERS):
        for network in ("linkedin", "x"):
            await _share(office, who, network)
    offered = shown(await office.does(WHO, "next"))
    skipped = shown(await office.does(WHO, "skip", pressed(offered, "skip")))
    await office.does(WHO, "reason", f"salesy|{pressed(skipped, 'undo')}")
    tokens = await office.store.run(lambda s: s.scalars(select(Link.token).where(Link.kind == "share")).all())
    came = [Came(token, PERSON, Visitor(f"198.51.100.{n}", "Firefox")) for token in tokens for n in range(6)]
    await office.store.run(lambda s: book(s, came, office.now))


async def _share(office: Office, who: str, network: str) -> None:
    offered = shown(await office.does(who, "next"))
    begun = shown(await office.does(who, "share", pressed(offered, "share")))
    share = pressed(begun, "posted")
    await office.does(who, "rewrite", share, values={"text": f"In my words, {who}"})
    addresses = {"linkedin": f"https://www.linkedin.com/posts/{who}-1", "x": f"https://x.com/{who}/status/1"}
    shown(await office.does(who, "posted", share, values={"network": network, "address": addresses[network]}))


async def _thinks(office: Office) -> None:
    for number in range(3):
        await office.after(days=1)  # there is a limit for each day
        shown(await office.does(WHO, "command", values={"text": f"thought number {number} of {WHO}"}))
    thoughts = await office.store.run(lambda s: s.scalars(select(Thought.id).order_by(Thought.id)).all())
    for thought in thoughts[:2]:
        await office.does("boss", "take", thought)
        await office.does("boss", "write", thought, values={"text": f"What {WHO} thinks"})
    begun = shown(await office.does(WHO, "ready", thoughts[0]))
    await office.does(WHO, "posted", pressed(begun, "posted"), values={"network": "mastodon", "address": ""})


async def _judges(office: Office) -> None:
    theirs = {"url": f"https://example.com/{WHO}", "title": f"{WHO} suggests", "why": f"{WHO}!", "text_1": f"{WHO}?"}
    await office.does(WHO, "suggest", values=theirs)
    await office.does(
        "bob", "suggest", values={"url": "https://example.com/b", "title": "Bob's", "why": "", "text_1": ""}
    )
    await office.after(minutes=1)
    card = next(card for card in office.told(WHO) if "Bob's" in card.model_dump_json())
    await office.does(WHO, "decline", pressed(card, "decline"), values={"reason": f"Not now, says {WHO}"})
    await office.posts(WHO, title="Published by a champion")
    await office.does(WHO, "results")


def shown(reply: Reply | None) -> Card:
    assert isinstance(reply, Card), reply
    return reply


# ── The search ────────────────────────────────────────────────────────────────────────────────────


def traces(session: Session) -> list[str]:
    """Every value in the whole database that holds the trace, as table.column."""
    return [*_traces(session, WHO)]


def _traces(session: Session, trace: str) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)).mappings():
            yield from (f"{table.name}.{name}: {value}" for name, value in row.items() if trace in str(value).lower())


def in_files(store: Store) -> int:
    """How often the trace is in the bytes of an SQLite file and of what is beside it."""
    path = Path(store.engine.url.database or "")
    return sum(file.read_bytes().lower().count(WHO.encode()) for file in path.parent.glob(f"{path.name}*"))


def figures(session: Session) -> dict[str, object]:
    """What must not change when somebody is forgotten."""
    totals = select(*(column for column in Total.__table__.columns)).order_by(*Total.__table__.primary_key)
    clicks = select(Click.content, Click.kind, Click.team, func.sum(Click.times)).group_by(
        Click.content, Click.kind, Click.team
    )
    return {
        "totals": [tuple(row) for row in session.execute(totals)],
        "points": session.scalar(select(func.sum(LedgerEntry.points))),
        "by rule": sorted(
            map(tuple, session.execute(select(LedgerEntry.rule, func.count()).group_by(LedgerEntry.rule)))
        ),
        "clicks": sorted(tuple(row) for row in session.execute(clicks)),
    }


def person(session: Session, who: str = WHO) -> Person | None:
    return session.get(Person, ("W", who))


def overall(session: Session) -> list[tuple[object, ...]]:
    """The totals of each week, of all teams together."""
    counts = [func.sum(getattr(Total, name)) for name in COUNTS]
    teams = select(Total.week, Total.content, *counts).where(Total.network == "").group_by(Total.week, Total.content)
    return [tuple(row) for row in session.execute(teams.order_by(Total.week, Total.content))]
