"""The history of a local Slack: a chat with a person and its messages, as conversations.history returns them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.stages.slack.reading import Json

TS = re.compile(r"\d{10}\.\d{6}")
MOST = 999  # the most messages that may be asked for
OURS = "B1"  # the id of Heraut's bot


@dataclass
class Message:
    """A message in a conversation. `to` is the only person who sees it, if not everybody."""

    channel: str
    ts: str
    text: str
    blocks: list[Json]
    to: str = ""
    ephemeral: bool = False
    changed: int = 0
    metadata: Json = field(default_factory=dict)
    bot: str = OURS  # which bot sent it; empty for a person


def history(messages: Iterable[Message], args: Json, page: int) -> Json:
    """The newest messages first, at most `page` of them. Metadata are complete only on request."""
    if wrong := _wrong(args):
        return {"ok": False, "error": wrong}
    there = [one for one in messages if one.channel == args["channel"] and not one.ephemeral]
    found = sorted((one for one in there if one.ts > args["oldest"]), key=lambda one: one.ts, reverse=True)
    start = int(args.get("cursor") or 0)
    end = start + min(int(args["limit"]), page)
    shown = [_shown(one, whole=args["include_all_metadata"] == "1") for one in found[start:end]]
    more = end < len(found)
    return {
        "ok": True,
        "messages": shown,
        "has_more": more,
        "pin_count": 0,
        "response_metadata": {"next_cursor": str(end) if more else ""},
    }


def _wrong(args: Json) -> str:
    if not TS.fullmatch(args["oldest"]):
        return "invalid_ts_oldest"
    if not (args["limit"].isdecimal() and 1 <= int(args["limit"]) <= MOST):
        return "invalid_limit"
    if args.get("cursor") and not args["cursor"].isdecimal():
        return "invalid_cursor"
    return "" if args["channel"].startswith("D") else "channel_not_found"


def _shown(message: Message, *, whole: bool) -> Json:
    """Without that request, Slack gives only the kind of the metadata."""
    said = {"type": "message", "ts": message.ts, "text": message.text, "blocks": message.blocks, "team": "T1"}
    author = {"user": "UHERAUT", "bot_id": message.bot, "app_id": "A1"} if message.bot else {"user": message.to}
    kept = message.metadata if whole else {"event_type": message.metadata.get("event_type"), "event_payload": {}}
    return {**said, **author, **({"metadata": kept} if message.metadata else {})}
