"""What a platform does with a call: accept it, refuse it, or leave the sender not knowing."""

import asyncio
import json
import math
import random
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import cycle

from aiohttp import web
from pydantic import BaseModel, ConfigDict

JSON = "application/json"
ON_ITS_WAY = 0.5  # seconds from when a sender has certainly read an answer until it has certainly acted on it
UNREADABLE = (  # (body, content type) of meaningless answers, though the message was taken
    (b"<html>Sorry</html>", "text/html"),
    (b"<html>Sorry</html>", JSON),
    (b"", JSON),
    (b"ok", "text/plain"),
    (b'{"ok": true, "channel"', JSON),
    (b'{"ok": true}', JSON),
    (b'{"ok": true, "channel": 5, "ts": [], "id": 5}', JSON),
    (b"{}", JSON),
    (b"[1]", JSON),
    (b'"ok"', JSON),
    (b"null", JSON),
    (b"\xff\xfe\xfa", JSON),
)


class Mode(BaseModel):
    """How the platform behaves today, as shares of all calls that send something. `calm` workspaces are spared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    history: bool = True  # else: missing_scope
    page: int = 100  # the most messages in one page of history
    delay: float = 0  # seconds until a call is handled, at most
    per_second: int | None = None  # exactly what a workspace accepts in any second
    channel_gap: float | None = None  # seconds between two messages in one channel
    throttled: float = 0  # answered 429
    retry_after: tuple[int, int] = (1, 3)  # seconds, from and to
    refused: float = 0  # answered 5xx, not taken
    broken: float = 0  # taken, answered 5xx
    hanging: float = 0  # not taken, and never answered
    late: float = 0  # taken, and answered after the sender gave up
    malformed: float = 0  # taken, and answered with nonsense
    dropped: float = 0  # taken, and the connection dropped
    slow: float = 30  # seconds: how late "late" and "hanging" are
    revoked: tuple[str, ...] = ()  # workspaces whose token is no longer valid
    errors: dict[str, str] = {}  # by address: Slack's name for the error, or "500"
    calm: tuple[str, ...] = ()


class Fates:
    """Draws what happens to each call and enforces the limits, for either platform."""

    def __init__(self, seed: int) -> None:
        self.mode = Mode()
        self.early: list[float] = []  # calls before Retry-After was over, by how long their sender had known
        self.drawn: defaultdict[str, int] = defaultdict(int)
        self._random = random.Random(seed)
        self._nonsense: Iterator[tuple[bytes, str]] = cycle(UNREADABLE)
        self._until: dict[str, float] = {}  # by workspace or channel: until when it must wait
        self._known: dict[str, float] = {}  # by workspace or channel: when its sender had certainly read that
        self._said: defaultdict[asyncio.BaseTransport | None, set[str]] = defaultdict(
            set
        )  # who was told to wait, and where
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)

    async def ponder(self) -> None:
        """Take some time over this call."""
        if self.mode.delay:
            await asyncio.sleep(self._random.uniform(0, self.mode.delay))

    def wait(self, workspace: str, channel: str, line: asyncio.BaseTransport | None) -> int:
        """Seconds the sender has to wait; 0 if it may go on. `line`: the connection it calls over."""
        now = time.monotonic()
        self._known |= dict.fromkeys(
            self._said.pop(line, ()), now
        )  # a sender that calls again has read the last answer
        for name in (workspace, channel):
            if now < (until := self._until.get(name, 0.0)):
                self._count(now - self._known.get(name, now))
                return math.ceil(until - now)
        if (most := self.mode.per_second) is not None and not self._room(workspace, now, most, 1.0):
            return self._tell(workspace, now, 1, line)
        gap = self.mode.channel_gap
        if gap is not None and channel.startswith("C") and not self._room(channel, now, 1, gap):
            return self._tell(channel, now, 1, line)
        if workspace not in self.mode.calm and self._random.random() < self.mode.throttled:
            self.drawn["throttled"] += 1
            return self._tell(workspace, now, self._random.randint(*self.mode.retry_after), line)
        return 0

    def _count(self, since: float) -> None:
        """Count a call before its time: already on its way, or too early."""
        if since > ON_ITS_WAY:
            self.early.append(since)
        else:
            self.drawn["on their way"] += 1

    def _tell(self, name: str, now: float, seconds: int, line: asyncio.BaseTransport | None) -> int:
        self._until[name] = now + seconds
        self._known.pop(name, None)
        self._said[line].add(name)
        return seconds

    def _room(self, name: str, now: float, most: int, seconds: float) -> bool:
        calls = self._calls[name]
        while calls and calls[0] <= now - seconds:
            calls.popleft()
        if len(calls) >= most:
            return False
        calls.append(now)
        return True

    def draw(self, workspace: str) -> str:
        """Draw one of refused, broken, hanging, late, malformed and dropped, or else taken."""
        if workspace in self.mode.calm:
            return "taken"
        left = self._random.random()
        for fate in ("refused", "broken", "hanging", "late", "malformed", "dropped"):
            left -= getattr(self.mode, fate)
            if left < 0:
                self.drawn[fate] += 1
                return fate
        return "taken"

    async def befall(self, fate: str, request: web.BaseRequest, answer: web.Response) -> web.Response:
        """Answer, or do what comes in place of an answer."""
        match fate:
            case "refused" | "broken":
                return web.Response(status=self._random.choice((500, 502, 503, 504)), text="<html>Sorry</html>")
            case "hanging" | "late":
                await asyncio.sleep(self.mode.slow)
            case "malformed":
                body, kind = next(self._nonsense)
                return web.Response(body=body, content_type=kind)
            case "dropped" if request.transport:
                request.transport.abort()
        return answer


def said(content: object, status: int = 200, **headers: str) -> web.Response:
    """A JSON answer, as platforms send it."""
    return web.Response(body=json.dumps(content).encode(), status=status, content_type=JSON, headers=headers)
