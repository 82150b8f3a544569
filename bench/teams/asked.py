"""What people do, as Teams sends it: with one token for everybody, valid for an hour."""

import json
from datetime import UTC, datetime

from bench.company import NUDGES, PUBLIC, person
from bench.requests import MARK, Requests
from bot.teams import render
from bot.teams.check import MESSAGES
from handlers.core.interaction import Card
from tests.stages.teams import wire
from tests.stages.teams.connector import Someone
from tests.stages.teams.login import Login
from tests.stages.teams.reading import Value, buttons


def messages(login: Login) -> Requests:
    """Everybody types `help`."""
    return _asked(login, "message", wire.typed("help", {}, to_us=False))


def presses(nudge: Card, login: Login) -> Requests:
    """Press Share on open nudges."""
    share = next(button for button in buttons(render.card(nudge, PUBLIC)) if button.get("verb") == "share")
    return _asked(login, "invoke", wire.execute("share", share["data"], f"2{MARK}"))


def _asked(login: Login, kind: str, more: dict[str, Value]) -> Requests:
    service, one = f"{login.url}/emea/", Someone(person(0), "Someone")
    proof = {"Content-Type": "application/json; charset=utf-8", "Authorization": login.signed(service)}
    sent = wire.activity(kind, 0, one, wire.personal(one), service, datetime.now(UTC), id=f"1{MARK}", **more)
    return Requests(MESSAGES, json.dumps(sent), lambda _: proof, NUDGES)
