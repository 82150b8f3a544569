"""Home for every kind of person, in both languages, compared card by card with what was right on 1 December 2026."""

import json
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from handlers.core.interaction import Actor, Buttons, Card, Divider, Interaction, Part, Preview, Text
from handlers.features import FEATURES, open_store
from handlers.home import home
from handlers.registry.feature import Feature, together
from handlers.registry.surfaces import HomeButton, Section, everybody, strangers
from models import Content, Nudge, Person, Share, Workspace
from tests.support.office import MORNING, Office

RIGHT = json.loads(Path(__file__).with_name("home.json").read_text())
JOINED = {"joined_at": MORNING - timedelta(days=9)}
CHAMPION: Mapping[str, object] = {"role": "champion", "duty_at": MORNING - timedelta(days=9)}
PEOPLE: Mapping[str, Mapping[str, object]] = {
    "stranger": {},
    "champion who has not joined": {**CHAMPION},
    "manager who has left": {**JOINED, "left_at": MORNING, "role": "manager"},
    "member": JOINED,
    "member with one share": JOINED,
    "member with two shares": JOINED,
    "member who rests": {**JOINED, "paused_until": MORNING + timedelta(days=5)},
    "member who has rested": {**JOINED, "paused_until": MORNING},
    "champion": {**JOINED, **CHAMPION},
    "champion who rests": {**JOINED, **CHAMPION, "paused_until": MORNING + timedelta(days=5)},
    "manager": {**JOINED, "role": "manager", "duty_at": MORNING},
    "manager who was not asked yet": {**JOINED, "role": "manager"},
    "manager who declined": {**JOINED, "role": "manager", "offered_at": MORNING - timedelta(days=89)},
}
SHARES = {"member with one share": 1, "member with two shares": 2, "champion who rests": 2}


@pytest.mark.parametrize("locale", ["en", "nl"])
@pytest.mark.parametrize("paused", [False, True])
async def test_home_is_what_it_should_be_for_everybody(office: Office, locale: str, paused: bool):
    await office.store.run(lambda session: company(session, locale, paused))
    for who in PEOPLE:
        assert await shown(office, who) == RIGHT[locale]["paused" if paused else "running"][who], who


def said(part: Part) -> str:
    """A part in one line, with all that Home uses of it."""
    match part:
        case Text():
            return f"{part.text} ({part.style})"
        case Buttons():
            row = [f"[{b.label} → {b.action} {b.target} {b.style} {b.confirm}]" for b in part.buttons]
            menu = [f"{b.label} → {b.action} {b.target}" for b in part.menu.buttons] if part.menu else []
            return " ".join([*row, *([f"{part.menu.label}: {'; '.join(menu)}"] if part.menu else [])])
        case Preview():
            return f"<{part.title} {part.image} {part.url}>"
        case Divider():
            return "———"
        case _:
            raise AssertionError(part)


async def shown(office: Office, who: str) -> list[str]:
    actor = Actor(workspace=office.workspace, person=who, name=who.capitalize())
    card = await office.store.run(lambda session: home(session, Interaction(key="", actor=actor, action=""), MORNING))
    assert isinstance(card, Card)
    assert card == Card(title=card.title, summary=card.summary, parts=card.parts)
    return [card.title, card.summary, *map(said, card.parts)]


def company(session: Session, locale: str, paused: bool) -> None:
    zone, here = "Europe/Amsterdam", {"workspace": "W"}
    for who, row in PEOPLE.items():
        session.add(
            Person(**here, person=who, name=who.capitalize(), locale=locale, timezone=zone, met_at=MORNING, **row)
        )
    session.flush()
    session.add(
        Content(
            **here,
            id="c",
            url="https://example.com",
            title="An owl",
            image="https://example.com/owl.png",
            state="running",
            author="manager",
            starts_at=MORNING,
            created_at=MORNING,
        )
    )
    session.flush()
    for who, number in SHARES.items():
        about = {**here, "person": who, "content": "c"}
        session.add(Nudge(**about, id=who, planned_at=MORNING))
        session.flush()
        for n, network in enumerate(("x", "linkedin", "mastodon")):  # one more than counts
            state: Mapping[str, object] = {"state": "posted", "posted_at": MORNING} if n < number else {}
            session.add(
                Share(**about, id=f"{who} {n}", nudge=who, network=network, text="", started_at=MORNING, **state)
            )
    if paused:
        session.execute(update(Workspace).values(paused_at=MORNING, paused_by="manager"))


async def test_a_feature_adds_a_section_and_a_button_to_home():
    def greeting(session: Session, person: Person, now: datetime) -> tuple[Text]:
        return (Text(text=f"{person.name}, {now:%H:%M}"),)

    own = Section(25, greeting, strangers, leads=True)
    extra = Feature("extra", home=(own,), home_buttons=(HomeButton("own", 5, "help", "Help", everybody),))
    with closing(open_store("sqlite://", [*FEATURES, extra])) as store:
        assert await shown(await Office(store).open(), "anna") == [
            "Heraut",
            "Anna, 09:00",
            *RIGHT["en"]["running"]["stranger"][2:4],
            "Anna, 09:00 (normal)",
            *RIGHT["en"]["running"]["stranger"][4:-1],
            "[Join → join  primary ] More: Help → help ; Help → help ",
        ]


def test_a_button_of_no_action_is_a_mistake():
    with pytest.raises(LookupError, match="nowhere"):
        together([Feature("extra", home_buttons=(HomeButton("own", 5, "nowhere", "Nowhere"),))])
