"""A made-up company with many open nudges, and a press of Share on each of them as Slack would send it."""

import itertools
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from bench.slack import EVENTS, SECRET, TEAM
from bot.slack import render
from handlers.nudging import card_of
from handlers.workspaces import known_workspace
from models import Content, ContentTag, Nudge, Person, Preference, SuggestedText
from models.engine import insert_new
from models.store import Store
from tests.stages import slack_wire as wire
from tests.stages.slack_double import Message, Someone
from tests.stages.slack_reading import Json, buttons

PEOPLE, CONTENTS = 400, 40
NUDGES = PEOPLE * CONTENTS
PUBLIC = "https://heraut.example"
MARK = "MARKED"  # in the pattern of a press, where no two are alike
TEXT = "We opened our third wind farm at sea this week. Proud of everybody who stood on deck for it! #ad #wind"


def person(number: int) -> str:
    return f"U{number:06}"


def content(number: int) -> str:
    return f"c{number:04}"


async def found(file: Path) -> Json:
    """Write the company to a database; a nudge as its person sees it, the pattern of a press."""
    store = Store.open(f"sqlite:///{file}")
    blocks = await store.run(_fill)
    store.close()
    return blocks


def _fill(session: Session) -> Json:
    now = datetime.now(UTC)
    known_workspace(session, TEAM, "slack", "Acme", now)
    here = {"workspace": TEAM}
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
    shown = card_of(session, session.get_one(Nudge, (TEAM, f"{person(0)}.{content(0)}")))
    return {"text": shown.summary, "blocks": render.message(shown, PUBLIC).blocks}


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


class Presses:
    """Signed HTTP requests, each a press of Share on another nudge: person after person, then the next content."""

    def __init__(self, nudge: Json, slack: str) -> None:
        self._pattern = _pattern(nudge, slack)
        self._own = token_hex(4)  # what other runs pressed is not the same press
        self._numbers = itertools.count()

    def take(self, most: int) -> list[bytes]:
        """Made and signed now, so that only sending them is left to do."""
        return [self._request(number) for number in itertools.islice(self._numbers, most)]

    def _request(self, number: int) -> bytes:
        who, what = person(number % PEOPLE), content(number // PEOPLE)
        text = self._pattern.replace(person(0), who).replace(content(0), what).replace(MARK, f"{self._own}{number:06}")
        body = text.encode()
        headers = {
            "Host": "heraut.example",
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)),
            **wire.signed(body, datetime.now(UTC), SECRET),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"POST {EVENTS} HTTP/1.1\r\n{head}\r\n".encode() + body


def _pattern(nudge: Json, slack: str) -> str:
    """The body of the first press, with a mark in whatever is another one's in each press."""
    one = Someone(person(0), "Someone")
    shown = Message(f"D{one.id}", f"1700000000.{MARK}", nudge["text"], nudge["blocks"])
    button = next(b for b in buttons(shown.blocks) if b["action_id"].startswith("share:"))
    press = wire.pressed(one, button, datetime.now(UTC), f"{MARK}.trigger")
    press["actions"][0]["action_ts"] = f"1700000001.{MARK}"
    where = wire.in_message(shown, "directmessage", f"{slack}/response/{MARK}")
    return urlencode({"payload": json.dumps(press | where)})
