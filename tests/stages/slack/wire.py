"""What Slack sends, in its documented shapes, signed as Slack signs."""

import hashlib
import hmac
import json
from datetime import datetime
from urllib.parse import urlencode

from tests.stages.slack.double import Message
from tests.stages.slack.reading import Json, Value, buttons, inputs
from tests.stages.slack.someone import TEAM, Someone

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
COMMON = {"api_app_id": "A1", "token": "verification-is-deprecated", "enterprise": None, "is_enterprise_install": False}


def signed(body: bytes, at: datetime, secret: str = SECRET) -> dict[str, str]:
    timestamp = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def encoded(kind: str, payload: Json) -> tuple[bytes, str]:
    """The body and its content type."""
    match kind:
        case "events_api":
            return json.dumps(payload).encode(), "application/json"
        case "slash_commands":
            return urlencode(payload).encode(), "application/x-www-form-urlencoded"
        case _:
            return urlencode({"payload": json.dumps(payload)}).encode(), "application/x-www-form-urlencoded"


def command(who: Someone, text: str, channel: str, channel_name: str, trigger: str, response_url: str) -> Json:
    return {
        "token": COMMON["token"],
        "team_id": TEAM,
        "team_domain": "acme",
        "channel_id": channel,
        "channel_name": channel_name,
        "user_id": who.id,
        "user_name": who.name.lower(),
        "command": "/heraut",
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger,
    }


def event(event_id: str, at: datetime, **inner: Value) -> Json:
    authorization = {"enterprise_id": None, "team_id": TEAM, "user_id": "UHERAUT", "is_bot": True}
    return {
        "token": COMMON["token"],
        "team_id": TEAM,
        "api_app_id": "A1",
        "event": {"event_ts": f"{at.timestamp():.6f}", **inner},
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(at.timestamp()),
        "authorizations": [{**authorization, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_context": "4-xxx",
    }


def user(who: Someone) -> Json:
    return {"id": who.id, "username": who.name.lower(), "name": who.name.lower(), "team_id": who.team}


def pressed(who: Someone, button: Json, at: datetime, trigger: str) -> Json:
    """What every press has. The functions below add where the button was."""
    action = {"block_id": button.get("block_id", "b0"), "action_ts": f"{at.timestamp():.6f}"}
    action |= _of_menu(button) if "picked" in button else {**button, "text": escaped_text(button["text"])}
    return {
        "type": "block_actions",
        "user": user(who),
        **COMMON,
        "team": {"id": TEAM, "domain": "acme"},
        "trigger_id": trigger,
        "actions": [action],
    }


def _of_menu(button: Json) -> Json:
    """A menu says what was picked, and has no value of its own."""
    kind, picked = button["type"], button["picked"]
    return {
        "type": kind,
        "action_id": button["action_id"],
        "selected_option": {**picked, "text": escaped_text(picked["text"])},
        **({"placeholder": button["placeholder"]} if "placeholder" in button else {}),
    }


def escaped_text(text: Json) -> Json:
    return {**text, "text": escaped(text["text"])}


def in_message(message: Message, channel_name: str, response_url: str) -> Json:
    container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
    whole = {} if message.ephemeral else {"message": {"type": "message", "ts": message.ts, "blocks": message.blocks}}
    return {
        "container": {**container, "is_ephemeral": message.ephemeral},
        "channel": {"id": message.channel, "name": channel_name},
        "state": {"values": {}},
        "response_url": response_url,
        **whole,
    }


def in_home(view: Json) -> Json:
    return {"container": {"type": "view", "view_id": view["id"]}, "view": whole_view(view, {})}


def submitted(who: Someone, view: Json, filled: Json, trigger: str) -> Json:
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "acme"},
        "user": user(who),
        **COMMON,
        "trigger_id": trigger,
        "view": whole_view(view, state(view, filled)),
        "response_urls": [],
    }


def whole_view(view: Json, values: Json) -> Json:
    more = {"team_id": TEAM, "app_installed_team_id": TEAM, "previous_view_id": None, "root_view_id": view["id"]}
    empty = {"private_metadata": "", "callback_id": "", "external_id": "", "app_id": "A1", "bot_id": "B1"}
    return {**empty, **more, **view, "state": {"values": values}}


def state(view: Json, filled: Json) -> Json:
    """The state of a form. `filled` has, by block_id, a text, an option value, or a list of values."""
    return {
        block["block_id"]: {block["element"]["action_id"]: _answered(block["element"], filled.get(block["block_id"]))}
        for block in inputs(view).values()
    }


def _answered(element: Json, value: Value) -> Json:
    kind = element["type"]
    chosen = [option for option in element.get("options", []) if option["value"] in (value or ())]
    match kind:
        case "plain_text_input":
            return {"type": kind, "value": escaped(value) if value else None}
        case "checkboxes" | "multi_static_select":
            return {"type": kind, "selected_options": chosen}
        case "datepicker":
            return {"type": kind, "selected_date": value or None}
        case "timepicker":
            return {"type": kind, "selected_time": value or None}
        case _:
            one = [option for option in element["options"] if option["value"] == value]
            return {"type": kind, "selected_option": one[0] if one else None}


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def button_named(blocks: list[Json], label: str) -> Json | None:
    found = [button for button in buttons(blocks) if button["text"]["text"] == label]
    return found[0] if found else None
