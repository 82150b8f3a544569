"""A made-up company with many open nudges, on any platform."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from handlers.core.interaction import Card
from handlers.core.people import words_of
from handlers.core.workspaces import known_workspace
from handlers.features import FEATURES, open_store
from handlers.help_card import help_card
from handlers.nudges.offer_card import card_of
from handlers.registry.feature import together
from models import Content, ContentTag, Nudge, Person, Preference, SuggestedText
from models.engine import insert_new

PEOPLE, CONTENTS = 400, 40
NUDGES = PEOPLE * CONTENTS
PUBLIC = "https://heraut.example"
TEXT = "We opened our third wind farm at sea this week. Proud of everybody who stood on deck for it! #ad #wind"


def person(number: int) -> str:
    return f"U{number:06}"


def content(number: int) -> str:
    return f"c{number:04}"


class Company(NamedTuple):
    """What its first person gets: the first nudge, and the help card."""

    nudge: Card
    help: Card


async def found(file: Path, workspace: str, platform: str) -> Company:
    """Write the company to a database."""
    store = open_store(f"sqlite:///{file}")
    company = await store.run(partial(_fill, workspace=workspace, platform=platform))
    store.close()
    return company


def _fill(session: Session, *, workspace: str, platform: str) -> Company:
    now = datetime.now(UTC)
    known_workspace(session, workspace, platform, "Acme", now)
    here = {"workspace": workspace}
    people = [here | {"person": person(n), "name": f"Person {n}", "met_at": now} for n in range(PEOPLE)]
    insert_new(session, Person, [row | {"joined_at": now} for row in people])
    chosen = (("network", "linkedin"), ("network", "mastodon"), ("topic", "Events"))
    wishes = [{"person": person(n), "kind": kind, "value": value} for n in range(PEOPLE) for kind, value in chosen]
    insert_new(session, Preference, [here | row for row in wishes])
    insert_new(session, Content, [here | _content(n, now) for n in range(CONTENTS)])
    every = [content(n) for n in range(CONTENTS)]
    insert_new(session, ContentTag, [here | {"content": c, "kind": "topic", "value": "Events"} for c in every])
    texts = [{"content": c, "position": n, "text": f"{TEXT} ({n})"} for c in every for n in range(3)]
    insert_new(session, SuggestedText, [here | row for row in texts])
    insert_new(session, Nudge, [here | _nudge(p, c, now) for c in range(CONTENTS) for p in range(PEOPLE)])
    first = session.get_one(Person, (workspace, person(0)))
    nudge = card_of(session, session.get_one(Nudge, (workspace, f"{person(0)}.{content(0)}")), now)
    return Company(nudge, help_card(words_of(first), first, together(FEATURES).help))


def _content(number: int, now: datetime) -> dict[str, object]:
    return {
        "id": content(number),
        "url": f"https://acme.example/news/third-wind-farm-{number}",
        "title": f"Our third wind farm at sea has opened ({number})",
        "description": "It makes power for 90,000 households, and was ready two weeks early.",
        "image": "https://acme.example/wind.png",
        "site": "Acme",
        "why": "Friends ask what we do all day. This is it.",
        "state": "running",
        "author": person(0),
        "starts_at": now - timedelta(days=30),
        "created_at": now - timedelta(days=30),
    }


def _nudge(of: int, about: int, now: datetime) -> dict[str, object]:
    return {
        "id": f"{person(of)}.{content(about)}",
        "person": person(of),
        "content": content(about),
        "text": about % 3,
        "planned_at": now - timedelta(days=30 - about % 30),
    }
