"""The front door: what is not surely Slack, and readable, goes no further. Stands before Bolt, on raw bytes.

Bolt reads a body before it verifies it, and compares signatures as text: unsigned requests make it raise.
"""

import hmac
import json
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from hashlib import sha256
from typing import Optional
from urllib.parse import parse_qsl

from aiohttp import ClientError, web
from aiohttp.http_exceptions import HttpProcessingError
from pydantic import BaseModel, Field, ValidationError

from handlers.core.interaction import Now

WINDOW = 300  # seconds, either way
REMEMBERED = 2 * WINDOW  # how long an accepted signature could come again
MOST_REMEMBERED = 100_000
LARGEST = 1024 * 1024
FIELDS = 60
DEPTH = 60
NEVER_NULL = ("event", "actions", "view")  # Bolt looks inside as soon as the name is there
SIGNATURE, TIMESTAMP = b"x-slack-signature", b"x-slack-request-timestamp"
SIGNED = re.compile(rb"v0=[0-9a-f]{64}")
SECONDS = re.compile(rb"[0-9]{1,12}")

Body = dict[str, object]
RawHeaders = Sequence[tuple[bytes, bytes]]


class Refused(Exception):
    """Carries the status, and nothing else: whoever this is learns no more."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Named(BaseModel):
    id: str | None = None
    enterprise_id: str | None = None


class Shape(BaseModel):
    """What Bolt looks at without asking what it is, and fails on when it is something else."""

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
    """Lets in what `secrets` signed within five minutes of `now`, once."""

    def __init__(self, secrets: Sequence[str], now: Now) -> None:
        self._secrets = [secret.encode() for secret in secrets if secret]
        self._now = now
        self._seen: OrderedDict[bytes, float] = OrderedDict()

    async def admit(self, request: web.Request) -> tuple[bytes, Body]:
        """The signature, to forget() if the request should fail, and the body. Raises Refused."""
        signature, timestamp = self._headers(request.raw_headers)
        raw = await _read(request)
        self._verify(signature, timestamp, raw)
        return signature, parse(raw)

    def forget(self, signature: bytes) -> None:
        """Slack repeats what failed, at once and perhaps within the second: that is then no replay."""
        self._seen.pop(signature, None)

    def _headers(self, headers: RawHeaders) -> tuple[bytes, bytes]:
        signatures = [value for name, value in headers if name.lower() == SIGNATURE]
        timestamps = [value for name, value in headers if name.lower() == TIMESTAMP]
        if not (len(signatures) == len(timestamps) == 1):
            raise Refused(401)
        if not (SIGNED.fullmatch(signatures[0]) and SECONDS.fullmatch(timestamps[0])):
            raise Refused(401)
        if abs(self._now().timestamp() - int(timestamps[0])) > WINDOW:
            raise Refused(401)
        return signatures[0], timestamps[0]

    def _verify(self, signature: bytes, timestamp: bytes, raw: bytes) -> None:
        base = b"v0:" + timestamp + b":" + raw
        ours = [b"v0=" + hmac.new(secret, base, sha256).hexdigest().encode() for secret in self._secrets]
        if not sum(hmac.compare_digest(signature, one) for one in ours):  # all of them, always
            raise Refused(401)
        self._once(signature)

    def _once(self, signature: bytes) -> None:
        now = self._now().timestamp()
        while self._seen and (len(self._seen) >= MOST_REMEMBERED or next(iter(self._seen.values())) <= now):
            self._seen.popitem(last=False)
        if signature in self._seen:
            raise Refused(401)
        self._seen[signature] = now + REMEMBERED


def parse(raw: bytes) -> Body:
    """JSON, a form, or JSON in a form's `payload`. Raises Refused(400)."""
    try:
        text = raw.decode()
        body = json.loads(text) if text.startswith("{") else _form(text)
        if not (isinstance(body, dict) and body) or _too_deep(text, body):
            raise Refused(400)
        Shape.model_validate(body, strict=True)
        if any(body.get(name, "") is None for name in NEVER_NULL):
            raise Refused(400)
    except (ValueError, RecursionError, ValidationError):
        raise Refused(400) from None
    return body


def _form(text: str) -> object:
    fields = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True, max_num_fields=FIELDS))
    return json.loads(fields["payload"]) if "payload" in fields else fields


def _too_deep(text: str, body: object) -> bool:
    if text.count("{") + text.count("[") + text.count("%7B") + text.count("%5B") <= DEPTH:
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


async def _read(request: web.Request) -> bytes:
    raw = bytearray()
    try:
        async for chunk in request.content.iter_any():
            raw += chunk
            if len(raw) > LARGEST:
                raise Refused(400)
    except (ClientError, HttpProcessingError, OSError, EOFError, ValueError):
        raise Refused(400) from None
    return bytes(raw)


Handle = Callable[[Body, RawHeaders], Awaitable[web.Response]]


def guard(door: Door, handle: Handle) -> Callable[[web.Request], Awaitable[web.Response]]:
    """`handle` behind `door`: the rest gets its status and an empty body."""

    async def guarded(request: web.Request) -> web.Response:
        try:
            signature, body = await door.admit(request)
        except Refused as refused:
            return web.Response(status=refused.status)
        response = await handle(body, request.raw_headers)
        if response.status >= web.HTTPInternalServerError.status_code:
            door.forget(signature)
        return response

    return guarded
