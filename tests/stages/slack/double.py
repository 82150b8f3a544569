"""A local Slack: strict about its Web API, and records everything. `violations` must be empty when a test ends."""

import itertools
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from aiohttp.test_utils import TestServer

from handlers.calendar.localtime import known, local
from tests.stages.slack.history import MOST, Message, history
from tests.stages.slack.methods import ALLOWED, SCOPES, missing, wrong_with_arguments
from tests.stages.slack.reading import Json, Value, fetched, identified
from tests.stages.slack.schema import wrong_with_message, wrong_with_view
from tests.stages.slack.socket import Socket
from tests.stages.slack.someone import TEAM, Someone, standing
from tests.stages.slack.trouble import Trouble, troubled

__all__ = ["Message", "SlackDouble", "Someone"]

BOT_TOKEN, APP_TOKEN = "xoxb-1-heraut", "xapp-1-heraut"
BOT = "UHERAUT"
TRIGGER_LIVES = 3  # seconds
RESPONSE_URL_LIVES, RESPONSE_URL_USES = 30 * 60, 5


@dataclass
class Call:
    method: str
    args: Json
    ok: bool = True


@dataclass
class ResponseUrl:
    person: str
    channel: str
    at: datetime
    message: Message | None = None
    uses: int = 0


class SlackDouble:
    def __init__(self, now: Callable[[], datetime], scopes: str = SCOPES) -> None:
        self.now = now
        self.scopes = scopes
        self.people: dict[str, Someone] = {}
        self.channels: dict[str, str] = {}
        self.messages: list[Message] = []
        self.homes: dict[str, tuple[int, Json]] = {}
        self.modals: dict[str, Json] = {}
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.troubles: defaultdict[str, deque[Trouble]] = defaultdict(deque)
        self.enterprise = ""  # of our workspace, on Enterprise Grid
        self.unfetchable = False  # pictures that cannot be downloaded
        self.refuses: set[str] = set()  # the kinds of blocks that this workspace does not take
        self.page = MOST  # messages on one page of history
        self.socket = Socket()
        self._triggers: dict[str, tuple[str, datetime]] = {}
        self._responses: dict[str, ResponseUrl] = {}
        self._count = itertools.count(1)
        self._url = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/response/{id}", self._response)
        app.router.add_get("/socket", self.socket.serve)
        async with TestServer(app, host="127.0.0.1") as server:
            self._url = str(server.make_url("")).rstrip("/")
            yield
            await self.socket.close()

    @property
    def api_url(self) -> str:
        return f"{self._url}/api/"

    def next(self) -> int:
        return next(self._count)

    def trigger(self, person: str) -> str:
        name = f"{self.next()}.trigger.{person}"
        self._triggers[name] = (person, self.now())
        return name

    def response_url(self, person: str, channel: str, message: Message | None = None) -> str:
        name = str(self.next())
        self._responses[name] = ResponseUrl(person, channel, self.now(), message)
        return f"{self._url}/response/{name}"

    def show(self, channel: str, text: str, blocks: Value, to: str = "", *, ephemeral: bool = False) -> Message:
        """Show blocks, as a post or the acknowledgement of a command does, which Slack would refuse silently."""
        self._check(channel, [f"refused silently: {kind}" for kind in self._refused(blocks)])
        self._check(channel, wrong_with_message(text, blocks))
        number = self.next()
        ts = f"{int(self.now().timestamp())}.{number:06}"
        message = Message(channel, ts, text, identified(blocks), to, ephemeral, number)
        self.messages.append(message)
        return message

    def said(self, method: str) -> list[Json]:
        return [call.args for call in self.calls if call.method == method and call.ok]

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = await self._args(request)
        trouble = self.troubles[method].popleft() if self.troubles[method] else None
        if trouble and not trouble.taken:
            self.calls.append(Call(method, args, ok=False))
            return await troubled(trouble, request)
        wrong = self._refusal(request, method, args)
        refused = {"ok": False, "error": wrong} if wrong else missing(method, self.scopes)
        answer = refused or self._do(method, args)
        self.calls.append(Call(method, args, ok=bool(answer["ok"])))
        if trouble:
            return await troubled(trouble, request)
        return web.json_response(answer, headers={"x-oauth-scopes": self.scopes})

    async def _args(self, request: web.Request) -> Json:
        if request.content_type == "application/json":
            args = await request.json()
            return args if isinstance(args, dict) else {}
        form = {str(name): value for name, value in (await request.post()).items()}
        return {**request.query, **form}

    def _refusal(self, request: web.Request, method: str, args: Json) -> str:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or args.pop("token", "")
        if token != (APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN):
            return "invalid_auth"
        if method not in ALLOWED:
            self.violations.append(f"{method}: Heraut has no business here")
            return "unknown_method"
        wrong = wrong_with_arguments(method, args)
        self._check(method, wrong)
        return "invalid_arguments" if wrong else ""

    def _check(self, where: str, wrong: list[str]) -> None:
        self.violations += [f"{where}: {one}" for one in wrong]

    def _do(self, method: str, args: Json) -> Json:
        answer: Json = getattr(self, "_" + method.replace(".", "_"))(args)
        return answer

    def _auth_test(self, args: Json) -> Json:
        who = {"team_id": TEAM, "team": "Acme", "user_id": BOT, "bot_id": "B1", "user": "heraut"}
        grid = {"enterprise_id": self.enterprise} if self.enterprise else {}
        return {"ok": True, "url": "https://acme.slack.com/", **who, **grid}

    def _apps_connections_open(self, args: Json) -> Json:
        return {"ok": True, "url": self._url.replace("http", "ws", 1) + "/socket"}

    def _users_info(self, args: Json) -> Json:
        one = self.people.get(args["user"])
        if one is None:
            return {"ok": False, "error": "user_not_found"}
        return {"ok": True, "user": self._profile(one, args)}

    def _users_list(self, args: Json) -> Json:
        return {"ok": True, "members": [self._profile(one, args) for one in self.people.values()]}

    def _profile(self, one: Someone, args: Json) -> Json:
        profile = {"real_name": one.name, "display_name": one.name}
        user = {"id": one.id, "team_id": one.team, "name": one.name.lower(), "profile": profile, **standing(one)}
        locale = {"locale": one.locale} if args.get("include_locale") == "1" else {}
        offset = local(self.now(), one.tz).utcoffset() if known(one.tz) else None
        told = int(offset.total_seconds()) if offset is not None else 0
        zone = {"tz": one.tz, "tz_offset": told if one.tz_offset is None else one.tz_offset}
        return {**user, **locale, **zone, "real_name": one.name}

    def _chat_postMessage(self, args: Json) -> Json:  # noqa: N802
        address = args["channel"]
        one = self.people.get(address)
        if one is None and address not in self.channels:
            return {"ok": False, "error": "channel_not_found"}
        if wrong := self._bad_blocks(args):
            return wrong
        channel = f"D{address}" if one else address
        message = self.show(channel, args["text"], args.get("blocks"), to=one.id if one else "")
        message.metadata = args["metadata"]
        return {"ok": True, "channel": channel, "ts": message.ts, "message": {"text": message.text}}

    def _conversations_open(self, args: Json) -> Json:
        one = self.people.get(args["users"])
        if one and one.active:
            return {"ok": True, "channel": {"id": f"D{one.id}"}}
        return {"ok": False, "error": "user_disabled" if one else "user_not_found"}

    def _conversations_history(self, args: Json) -> Json:
        return history(self.messages, args, self.page)

    def _chat_update(self, args: Json) -> Json:
        place = (args["channel"], args["ts"])
        for message in self.messages:
            if (message.channel, message.ts) == place and not message.ephemeral:
                return self._bad_blocks(args) or self._replace(message, args)
        return {"ok": False, "error": "message_not_found"}

    def _replace(self, message: Message, args: Json) -> Json:
        message.text, message.blocks, message.changed = args["text"], identified(args.get("blocks")), self.next()
        return {"ok": True, "channel": message.channel, "ts": message.ts, "text": message.text}

    def _bad_blocks(self, args: Json) -> Json | None:
        wrong = wrong_with_message(args.get("text"), args.get("blocks"))
        self._check("blocks", wrong)
        if self.unfetchable and any(fetched(args.get("blocks") or [])):
            wrong = ["[ERROR] downloading image failed [json-pointer:/blocks/0/image_url]"]
        wrong = wrong or self._refused(args.get("blocks"))
        return {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": wrong}} if wrong else None

    def _refused(self, blocks: list[Json] | None) -> list[str]:
        kinds = [block["type"] for block in blocks or []]
        return [f"[ERROR] unsupported type: {kind}" for kind in kinds if kind in self.refuses]

    def _views_open(self, args: Json) -> Json:
        person, at = self._triggers.pop(args["trigger_id"], ("", self.now()))
        if not person:
            return {"ok": False, "error": "invalid_trigger_id"}
        if (self.now() - at).total_seconds() > TRIGGER_LIVES:
            return {"ok": False, "error": "expired_trigger_id"}
        return self.open_modal(person, args["view"])

    def open_modal(self, person: str, view: Value, changed: str = "") -> Json:
        if wrong := wrong_with_view(view) or ([] if view["type"] == "modal" else ["not a modal"]):
            self._check("views.open", wrong)
            return {"ok": False, "error": "invalid_arguments", "response_metadata": {"messages": wrong}}
        number = self.next()
        self.modals[person] = {**view, "id": changed or f"V{number}", "hash": f"{number}.hash"}
        return {"ok": True, "view": self.modals[person]}

    def _views_update(self, args: Json) -> Json:
        """Only what is open and was not changed meanwhile. It keeps its id; what was typed is kept by the stage."""
        for person, view in self.modals.items():
            if view["id"] == args["view_id"]:
                fresh = args["hash"] == view["hash"]
                again = args["view_id"]
                return (
                    self.open_modal(person, args["view"], again) if fresh else {"ok": False, "error": "hash_conflict"}
                )
        return {"ok": False, "error": "not_found"}

    def _views_publish(self, args: Json) -> Json:
        view = args["view"]
        wrong = wrong_with_view(view) or ([] if view["type"] == "home" else ["not a home"])
        self._check("views.publish", wrong)
        wrong = wrong or self._refused(view["blocks"])
        if wrong or args["user_id"] not in self.people:
            return {"ok": False, "error": "invalid_arguments", "response_metadata": {"messages": wrong}}
        number = self.next()
        shown = {**view, "blocks": identified(view["blocks"]), "id": f"V{number}", "hash": f"{number}.h"}
        self.homes[args["user_id"]] = (number, shown)
        return {"ok": True, "view": {"id": f"V{number}"}}

    async def _response(self, request: web.Request) -> web.Response:
        args = await self._args(request)
        trouble = self.troubles["response_url"].popleft() if self.troubles["response_url"] else None
        if trouble and not trouble.taken:
            return await troubled(trouble, request)
        found = self._responses.get(request.match_info["id"])
        status, text = self._respond(found, args) if found else (404, "no_such_url")
        self.calls.append(Call("response_url", args, ok=status == 200))
        return await troubled(trouble, request) if trouble else web.Response(status=status, text=text)

    def _respond(self, url: ResponseUrl, args: Json) -> tuple[int, str]:
        known = {"text", "blocks", "response_type", "replace_original", "delete_original"}
        self._check("response_url", [f"unknown argument {name}" for name in args.keys() - known])
        url.uses += 1
        if url.uses > RESPONSE_URL_USES:
            return 404, "used_url"
        if (self.now() - url.at).total_seconds() > RESPONSE_URL_LIVES:
            return 404, "expired_url"
        if self._bad_blocks(args):
            return 400, "invalid_blocks"
        if args.get("replace_original") and url.message:
            self._replace(url.message, args)
        else:
            self.show(url.channel, args["text"], args.get("blocks"), to=url.person, ephemeral=True)
        return 200, "ok"
