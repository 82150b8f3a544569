"""A local Bot Connector: strict about what it is sent, and records everything. `violations` must stay empty."""

import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.stages.teams.login import TENANT, Login
from tests.stages.teams.reading import Json, Value
from tests.stages.teams.schema import wrong_with_card
from tests.stages.teams.trouble import Troubles, refusal, refused

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
ACTIVITY = {"type", "id", "summary", "attachments", "from", "conversation", "recipient", "replyToId", "channelId"}
ATTACHMENT = {"contentType", "content"}
CREATING = {
    "bot",
    "members",
    "tenantID",
    "isGroup",
    "channelData",
}  # tenantID: the SDK spells it so, and Teams accepts that
RATES = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))  # in one conversation
TENANT_RATE = (50, 1.0)
JITTER = 0.4  # seconds; on a busy machine, calls that left in time may arrive closer together


@dataclass
class Someone:
    """A person in the tenant. Without the app, or blocking it, they cannot be written to."""

    id: str  # Microsoft's own id, equal in every app
    name: str
    locale: str = "en-US"
    tz: str = "Europe/London"
    installed: bool = True
    blocking: bool = False
    tenant: str = TENANT  # their own, in a channel that is shared with it
    role: str = "user"  # or guest, or anonymous

    @property
    def user(self) -> str:
        """Their id in this app."""
        return f"29:{self.id}"

    @property
    def chat(self) -> str:
        return f"a:{self.id}"


@dataclass
class Message:
    """A message in a conversation. `to` is the only person who sees it, if not everybody."""

    conversation: str
    id: str
    card: Json
    summary: str = ""
    to: str = ""
    changed: int = 0
    seen: dict[str, Json] = field(
        default_factory=dict
    )  # what the person who pressed sees in its place, until it changes

    def as_seen_by(self, who: str) -> Json:
        return self.seen.get(who, self.card)


@dataclass
class Call:
    what: str  # send, update, delete, create, member
    conversation: str
    message: str
    body: Json
    proof: str
    status: int = 0

    @property
    def card(self) -> Json:
        card: Json = self.body["attachments"][0]["content"]
        return card


class Refusal(Exception):
    """A refusal by Teams."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


class TeamsConnector:
    def __init__(self, now: Callable[[], datetime], clock: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self.login = Login(now)
        self.people: dict[str, Someone] = {}
        self.channels: dict[str, str] = {}  # by conversation id
        self.messages: list[Message] = []
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.troubles = Troubles()
        self.told: set[str] = set()  # conversations that the app knows
        self._clock = clock
        self._times: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=2000))
        self._count = itertools.count(1)
        self._url = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        app = web.Application()
        self.login.mount(app)
        at = "/emea/v3/conversations"
        app.router.add_post(at, self._heard("create", self._create))
        app.router.add_post(at + "/{conversation}/activities", self._heard("send", self._send))
        app.router.add_put(at + "/{conversation}/activities/{message}", self._heard("update", self._update))
        app.router.add_delete(at + "/{conversation}/activities/{message}", self._heard("delete", self._delete))
        app.router.add_get(at + "/{conversation}/members/{user}", self._heard("member", self._member))
        app.router.add_route("*", "/{anything:.*}", self._unknown)
        async with TestServer(app, host="127.0.0.1") as server:
            self._url = self.login.url = str(server.make_url("")).rstrip("/")
            try:
                yield
            finally:
                self.troubles.let_go.set()
                self.login.troubles.let_go.set()

    @property
    def service_url(self) -> str:
        return f"{self._url}/emea/"

    def next(self) -> int:
        return next(self._count)

    def did(self, what: str) -> list[Call]:
        """All calls of one kind, accepted or not."""
        return [call for call in self.calls if call.what == what]

    def check(self, where: str, wrong: list[str]) -> None:
        self.violations += [f"{where}: {one}" for one in wrong]

    # ── Every call ────────────────────────────────────────────────────────────────────────────────

    def _heard(self, what: str, do: Callable[[web.Request, Json], Json]) -> Callable[..., Value]:
        async def handle(request: web.Request) -> web.StreamResponse:
            conversation, message = (request.match_info.get(name, "") for name in ("conversation", "message"))
            proof = request.headers.get("Authorization", "")
            call = Call(what, conversation, message, await self._body(request), proof)
            self.calls.append(call)
            response = await self.troubles.meet(what, request, lambda: self._answered(call, request, do))
            call.status = response.status
            return response

        return handle

    def _answered(self, call: Call, request: web.Request, do: Callable[[web.Request, Json], Json]) -> web.Response:
        try:
            if not self.login.issued(call.proof):
                raise Refusal(401, "Unauthorized")
            self._in_time(call.conversation or str(call.body.get("members")))
            answer = do(request, call.body)
        except Refusal as no:
            return refused(refusal(no.status, no.code))
        status = 201 if call.what in {"create", "send"} else 200
        return web.json_response(answer, status=status) if answer else web.Response(status=status)

    async def _body(self, request: web.Request) -> Json:
        raw = await request.read()
        if not raw:
            return {}
        self.check("body", [] if request.content_type == "application/json" else [f"as {request.content_type}"])
        body = json.loads(raw)
        return body if isinstance(body, dict) else {}

    def _in_time(self, conversation: str) -> None:
        """Check the rates that Microsoft documents, which a bot has to respect by itself."""
        now = self._clock()
        for name, windows in ((conversation, RATES), ("", (TENANT_RATE,))):
            times = self._times[name]
            times.append(now)
            for most, seconds in windows:
                if sum(at > now - seconds + JITTER for at in times) > most:
                    self.violations.append(f"{name or 'tenant'}: more than {most} in {seconds} s")

    async def _unknown(self, request: web.Request) -> web.Response:
        self.violations.append(f"{request.method} {request.path}: Heraut has no business here")
        return refused(refusal(404, "NotFound"))

    # ── Conversations ─────────────────────────────────────────────────────────────────────────────

    def _create(self, request: web.Request, body: Json) -> Json:
        self.check("create", [f"unknown field {name}" for name in body.keys() - CREATING])
        self.check("create", [] if body.get("tenantID") == self.login.tenant else ["not for this tenant"])
        self.check("create", [] if body.get("bot", {}).get("id") == self.login.bot else ["not by this bot"])
        users = [member.get("id") for member in body.get("members", [])]
        found = [one for one in self.people.values() if [one.user] == users]
        if not found:
            self.violations.append(f"create: a conversation with {users}")
            raise Refusal(400, "BadArgument")
        self._reachable(found[0])
        self.told.add(found[0].chat)
        return {"id": found[0].chat}

    def _send(self, request: web.Request, body: Json) -> Json:
        conversation = self._conversation(request)
        self._check_activity(body)
        message = self.show(conversation, body["attachments"][0]["content"], body["summary"])
        return {"id": message.id}

    def show(self, conversation: str, card: Json, summary: str) -> Message:
        number = self.next()
        to = conversation.removeprefix("a:") if conversation.startswith("a:") else ""
        message = Message(conversation, str(1_772_600_000_000 + number), card, summary, to, number)
        self.messages.append(message)
        return message

    def _update(self, request: web.Request, body: Json) -> Json:
        message = self._message(request)
        self.check("update", [] if body.get("id", message.id) == message.id else ["another id than in its address"])
        self._check_activity(body)
        message.card, message.summary = body["attachments"][0]["content"], body["summary"]
        message.seen.clear()
        message.changed = self.next()
        return {"id": message.id}

    def _delete(self, request: web.Request, body: Json) -> Json:
        self.messages.remove(self._message(request))
        return {}

    def _member(self, request: web.Request, body: Json) -> Json:
        self._conversation(request)
        for one in self.people.values():
            if request.match_info["user"] in {one.user, one.id}:
                signs_in = f"{one.id}_home.example#EXT#@acme" if one.role == "guest" else f"{one.id}@acme"
                its = {"tenantId": one.tenant, "userRole": one.role, "userPrincipalName": signs_in}
                return {"id": one.user, "name": one.name, "objectId": one.id, **its}
        raise Refusal(404, "MemberNotFoundInConversation")

    def _conversation(self, request: web.Request) -> str:
        conversation = request.match_info["conversation"]
        if conversation not in self.told:
            self.violations.append(f"nobody told Heraut of conversation {conversation}")
            raise Refusal(404, "ConversationNotFound")
        for one in self.people.values():
            if one.chat == conversation:
                self._reachable(one)
        return conversation

    def _reachable(self, one: Someone) -> None:
        if not one.installed:
            raise Refusal(403, "ForbiddenOperationException")
        if one.blocking:
            raise Refusal(403, "MessageWritesBlocked")

    def _message(self, request: web.Request) -> Message:
        conversation = self._conversation(request)
        place = (conversation, request.match_info["message"])
        for message in self.messages:
            if (message.conversation, message.id) == place:
                return message
        raise Refusal(404, "ActivityNotFoundInConversation")

    def _check_activity(self, body: Json) -> None:
        wrong = [f"unknown field {name}" for name in body.keys() - ACTIVITY]
        wrong += [] if body.get("type") == "message" else [f"type {body.get('type')}"]
        wrong += [] if body.get("summary") else ["nothing for notifications to say"]
        attachments = body.get("attachments")
        if not (isinstance(attachments, list) and len(attachments) == 1 and isinstance(attachments[0], dict)):
            wrong.append("not one card")
        else:
            wrong += [f"unknown field {name} of an attachment" for name in attachments[0].keys() - ATTACHMENT]
            wrong += [] if attachments[0].get("contentType") == ADAPTIVE else ["not an Adaptive Card"]
            wrong += wrong_with_card(attachments[0].get("content"))
        if wrong:
            self.check("activity", wrong)
            raise Refusal(400, "BadSyntax")
