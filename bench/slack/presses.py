"""Presses of Share as Slack sends them, signed."""

import json
from datetime import UTC, datetime
from secrets import token_hex
from urllib.parse import urlencode

from bench.company import NUDGES, PUBLIC, person
from bench.requests import MARK, Requests
from bench.slack.stand_in import EVENTS, SECRET
from bot.slack import render
from handlers.core.interaction import Card
from tests.stages.slack import wire
from tests.stages.slack.double import Message, Someone
from tests.stages.slack.reading import buttons


def presses(nudge: Card, slack: str) -> Requests:
    def proof(body: bytes) -> dict[str, str]:
        signed = wire.signed(body, datetime.now(UTC), SECRET)
        return {"Content-Type": "application/x-www-form-urlencoded", **signed}

    return Requests(EVENTS, _pattern(nudge, slack), proof, NUDGES)


def _pattern(nudge: Card, slack: str) -> str:
    """The body of the first press. Presses differ between runs."""
    one, own = Someone(person(0), "Someone"), token_hex(4)
    blocks = render.message(nudge, PUBLIC).blocks
    shown = Message(f"D{one.id}", f"1700000000.{MARK}", nudge.summary, blocks)
    button = next(b for b in buttons(shown.blocks) if b["action_id"].startswith("share:"))
    press = wire.pressed(one, button, datetime.now(UTC), f"{own}{MARK}.trigger")
    press["actions"][0]["action_ts"] = f"1700000001.{MARK}"
    where = wire.in_message(shown, "directmessage", f"{slack}/response/{own}{MARK}")
    return urlencode({"payload": json.dumps(press | where)})
