"""The front door: only what Slack signed, and what can be read, goes further. Stands before Bolt, on raw bytes.

Bolt reads a body before it verifies it, and compares signatures as text: unsigned requests make it raise.
"""

import hmac
import json
import re
from binascii import a2b_qp
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple, Optional
from urllib.parse import unquote_to_bytes

from aiohttp import web
from pydantic import BaseModel, Field, ValidationError

from bot.door import UNREADABLE, Refused, forget_expired, read
from handlers.core.interaction import Now

WINDOW = 300  # seconds, either way
REMEMBERED = 2 * WINDOW  # how long an accepted signature could be replayed
FIELDS = 60
DEPTH = 60
NEVER_NULL = ("event", "actions", "view")  # Bolt looks inside as soon as the name is there
SIGNATURE, TIMESTAMP = b"x-slack-signature", b"x-slack-request-timestamp"
SIGNED = re.compile(rb"v0=[0-9a-f]{64}")
SECONDS = re.compile(rb"[0-9]{1,12}")
BROKEN = re.compile(rb"%(?![0-9A-Fa-f]{2})")

Body = dict[str, object]
RawHeaders = Sequence[tuple[bytes, bytes]]


class Admitted(NamedTuple):
    """A signed request."""

    body: Body
    headers: RawHeaders
    signature: bytes


class Named(BaseModel):
    id: str | None = None
    enterprise_id: str | None = None


class Shape(BaseModel):
    """The fields that Bolt uses without checking their types; it fails on other types."""

    type: str | None = None
    team: str | Named | None = None
    enterprise: str | Named | None = None
    user: "str | Shape | None" = None
    channel: str | Named | None = None
    id: str | None = None
    team_id: str | None = None
    user_id: str | None = None
    channel_id: str | None = None
    enterprise_id: str | None = None
    thread_ts: str | None = None
    command: str | None = None
    callback_id: str | None = None
    response_url: str | None = None
    trigger_id: str | None = None
    function_execution_id: str | None = None
    bot_access_token: str | None = None
    app_installed_team_id: str | None = None
    authorizations: "list[Shape] | None" = None
    event: Optional["Shape"] = None
    view: Optional["Shape"] = None
    message: Optional["Shape"] = None
    previous_message: Optional["Shape"] = None
    item: Optional["Shape"] = None
    assistant_thread: Optional["Shape"] = None
    container: Optional["Shape"] = None
    function_data: Optional["Shape"] = None
    actions: "list[Action] | None" = Field(default=None, min_length=1)


class Action(BaseModel):
    action_id: str
    block_id: str | None = None
    type: str | None = None


class Door:
    """Admits what was signed with one of `secrets` within five minutes of `now`, once."""

    def __init__(self, secrets: Sequence[str], now: Now) -> None:
        self._secrets = [secret.encode() for secret in secrets if secret]
        self._now = now
        self._seen: OrderedDict[bytes, float] = OrderedDict()

    async def admit(self, request: web.Request) -> Admitted:
        """Raises Refused."""
        signature, timestamp = self._headers(request.raw_headers)
        raw = await read(request)
        self._verify(signature, timestamp, raw)
        return Admitted(parse(raw), request.raw_headers, signature)

    def settle(self, admitted: Admitted, *, answered: bool) -> None:
        """Slack repeats what failed at once, perhaps within the same second: that is no replay."""
        if not answered:
            self._seen.pop(admitted.signature, None)

    def _headers(self, headers: RawHeaders) -> tuple[bytes, bytes]:
        signatures = [value for name, value in headers if name.lower() == SIGNATURE]
        timestamps = [value for name, value in headers if name.lower() == TIMESTAMP]
        if not (len(signatures) == len(timestamps) == 1):
            raise Refused
        if not (SIGNED.fullmatch(signatures[0]) and SECONDS.fullmatch(timestamps[0])):
            raise Refused
        if abs(self._now().timestamp() - int(timestamps[0])) > WINDOW:
            raise Refused
        return signatures[0], timestamps[0]

    def _verify(self, signature: bytes, timestamp: bytes, raw: bytes) -> None:
        base = b"v0:" + timestamp + b":" + raw
        ours = [b"v0=" + hmac.digest(secret, base, "sha256").hex().encode() for secret in self._secrets]
        if not sum(hmac.compare_digest(signature, one) for one in ours):  # always compared with all of them
            raise Refused
        self._once(signature)

    def _once(self, signature: bytes) -> None:
        now = self._now().timestamp()
        forget_expired(self._seen, now)
        if signature in self._seen:
            raise Refused
        self._seen[signature] = now + REMEMBERED


def parse(raw: bytes) -> Body:
    """JSON, a form, or JSON in a form's `payload`. Raises Refused."""
    try:
        body = _json(raw.decode()) if raw.startswith(b"{") else _form(raw)
        if not body:
            raise Refused(UNREADABLE)
        Shape.model_validate(body, strict=True)
        if any(body.get(name, "") is None for name in NEVER_NULL):
            raise Refused(UNREADABLE)
    except (ValueError, RecursionError, ValidationError):
        raise Refused(UNREADABLE) from None
    return body


def _form(raw: bytes) -> Body:
    raw.decode()  # raises ValueError
    pairs = [pair.partition(b"=") for pair in raw.replace(b"+", b" ").split(b"&", FIELDS)]
    if len(pairs) > FIELDS or not all(equals for _, equals, _ in pairs):
        raise Refused(UNREADABLE)
    fields = {_unquoted(name): _unquoted(value) for name, _, value in pairs}
    return _json(fields["payload"]) if "payload" in fields else {**fields}


def _unquoted(text: bytes) -> str:
    """Without percent-encoding. Quoted-printable has another sign, and Python decodes it in C: 11 µs, and not 200."""
    plain = unquote_to_bytes(text) if BROKEN.search(text) else a2b_qp(text.replace(b"=", b"=3D").replace(b"%", b"="))
    return plain.decode(errors="replace")


def _json(text: str) -> Body:
    body = json.loads(text)
    if not isinstance(body, dict) or _too_deep(text, body):
        raise Refused(UNREADABLE)
    return body


def _too_deep(text: str, body: Body) -> bool:
    if text.count("{") + text.count("[") <= DEPTH:
        return False
    level: list[object] = [body]
    for _ in range(DEPTH):
        level = [inner for value in level for inner in _inside(value)]
    return bool(level)


def _inside(value: object) -> list[object]:
    match value:
        case dict():
            return list(value.values())
        case list():
            return value
        case _:
            return []
