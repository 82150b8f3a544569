"""The five things that Heraut asks of Teams' connector, each once, and its errors as ours."""

import asyncio
import json
import re
import secrets
from http import HTTPStatus
from urllib.parse import quote

from pydantic import ValidationError

from bot.teams.elements import Element
from bot.teams.http import Got, Http
from bot.teams.pace import Pace
from bot.teams.settings import TeamsSettings
from bot.teams.tokens import Tokens
from bot.teams.wire import Account, Member
from handlers.core.interaction import Blocked, InDoubt, Revoked, Throttled, Undeliverable

LONGEST_TURN = 1.0  # seconds to wait for a turn here; the outbox waits for longer
LATER = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.PRECONDITION_FAILED})
GONE = frozenset(  # nobody is there, or we are not let in
    {
        "BotDisabledByAdmin",  # by a policy for some people, or for all
        "BotNotInConversationRoster",
        "ConversationBlockedByUser",
        "ConversationNotFound",
        "ForbiddenOperationException",
        "MessageWritesBlocked",
        "UserNotFound",
    }
)
NAME = re.compile(r"\w{1,60}", re.ASCII)
ID = re.compile(r"[!-~]{1,200}")
CONVERSATIONS = "v3/conversations"
HEADERS = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}


class Connector:
    """All that Heraut says to Teams goes through here. Raises Throttled, Undeliverable or InDoubt."""

    def __init__(self, http: Http, tokens: Tokens, settings: TeamsSettings, pace: Pace) -> None:
        self._http = http
        self._tokens = tokens
        self._settings = settings
        self._pace = pace

    async def post(self, service: str, conversation: str, said: Element) -> str:
        """The new message's id."""
        return _id(await self._ask("POST", service, _path(conversation, "activities"), conversation, said))

    async def put(self, service: str, conversation: str, message: str, said: Element) -> None:
        """Replace that message by `said`."""
        at = _path(conversation, "activities", message)
        await self._ask("PUT", service, at, conversation, said | {"id": message})

    async def delete(self, service: str, conversation: str, message: str) -> None:
        await self._ask("DELETE", service, _path(conversation, "activities", message), conversation)

    async def open(self, service: str, bot: str, user: str) -> str:
        """Open a conversation with one person, or find the one that exists; returns its id."""
        tenant = self._settings.tenant_id
        wanted: Element = {
            "isGroup": False,
            "bot": {"id": bot},
            "members": [{"id": user}],
            "tenantID": tenant,
            "channelData": {"tenant": {"id": tenant}},  # where Teams looks
        }
        return _id(await self._ask("POST", service, CONVERSATIONS, user, wanted))

    async def member(self, service: str, conversation: str, user: str) -> Account:
        """A person as the member list has them: Microsoft's own id, name, tenant and role, as far as it tells."""
        got = await self._ask("GET", service, _path(conversation, "members", user), conversation)
        try:
            return Member.model_validate(got.found).account(user) if got.found else Account()
        except ValidationError:
            raise InDoubt("unreadable answer") from None

    async def _ask(self, method: str, service: str, path: str, turn: str, body: Element | None = None) -> Got:
        """Ask when it is the turn of conversation `turn`. Our token is sent only to Microsoft."""
        if not self._settings.trusts(service):
            raise Undeliverable("not an address of Teams")
        await self._take(turn)
        url, data = f"{service.rstrip('/')}/{path}", json.dumps(body).encode() if body else None
        token = await self._tokens.bearer()
        got = await self._try(method, url, data, token)
        if got.status == HTTPStatus.UNAUTHORIZED and token:
            self._tokens.forget(token)
            got = await self._try(method, url, data, await self._tokens.bearer())
        if error := ours(got):
            raise error
        return got

    async def _try(self, method: str, url: str, data: bytes | None, token: str) -> Got:
        proof = {"Authorization": f"Bearer {token}"} if token else {}
        return await self._http.ask(method, url, {**HEADERS, **proof}, data)

    async def _take(self, turn: str) -> None:
        while True:
            try:
                return self._pace.take(turn)
            except Throttled as wait:
                if wait.seconds > LONGEST_TURN:
                    raise
                await asyncio.sleep(wait.seconds)


def _path(*parts: str) -> str:
    """A conversation's address, or what is below it."""
    return "/".join((CONVERSATIONS, *(quote(part, safe="") for part in parts)))


def ours(got: Got) -> Throttled | Undeliverable | InDoubt | None:
    """What went wrong: not taken for now, not taken for good, or perhaps taken."""
    if HTTPStatus.OK <= got.status < HTTPStatus.MULTIPLE_CHOICES:
        return InDoubt("unreadable answer") if got.body.strip() and not got.found else None
    if got.status in LATER:
        return Throttled(_seconds(got.retry_after), alone=got.status == HTTPStatus.PRECONDITION_FAILED)
    if got.status >= HTTPStatus.INTERNAL_SERVER_ERROR or got.status == HTTPStatus.REQUEST_TIMEOUT:
        return InDoubt(str(got.status))  # 502 and 504 too: Microsoft says to try again, but then people got it twice
    name = _name(got.body) or str(got.status)
    if got.status == HTTPStatus.UNAUTHORIZED:
        return Revoked(name)
    return Blocked(name) if name in GONE else Undeliverable(name)


def _id(got: Got) -> str:
    found = got.found.get("id")
    if not (isinstance(found, str) and ID.fullmatch(found)):
        raise InDoubt("no id")
    return found


def _name(body: bytes) -> str:
    """The error's own name, such as MessageWritesBlocked; never its sentence."""
    try:
        error = json.loads(body)["error"]["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return error if isinstance(error, str) and NAME.fullmatch(error) else ""


def _seconds(retry_after: str) -> float:
    """As Teams says; otherwise a random time, so that not all come back at once."""
    if retry_after.isascii() and retry_after.isdecimal():
        return min(float(retry_after), 3600.0)
    return 2 + secrets.randbelow(18_000) / 1000
