"""The SDK's connector on our own HTTP: its operations once for each service address, and its errors as ours.

As it comes, the SDK builds a client on every turn (7 ms), sends from a few threads, and fetches tokens on the loop.
"""

import asyncio
import json
import re
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import TypeVar

from botbuilder.schema import ChannelAccount, ConversationParameters
from botframework.connector import models
from botframework.connector.aio.operations_async import ConversationsOperations
from botframework.connector.bot_framework_sdk_client_async import BotFrameworkConnectorConfiguration
from msrest import Deserializer, Serializer
from msrest.async_client import ServiceClientAsync
from msrest.authentication import Authentication
from msrest.exceptions import ClientException
from msrest.pipeline import Request, Response
from msrest.pipeline.async_abc import AsyncHTTPSender, AsyncPipeline
from msrest.pipeline.universal import RawDeserializer
from msrest.universal_http import ClientRequest, HTTPClientResponse
from pydantic_core import to_json

from bot.teams.elements import Element
from bot.teams.http import Got, Http
from bot.teams.pace import Pace
from bot.teams.settings import TeamsSettings
from bot.teams.tokens import Tokens
from bot.teams.wire import Account
from handlers.core.messenger import Blocked, InDoubt, Revoked, Throttled, Undeliverable

MOST_CLIENTS = 20
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
MODELS = {name: model for name, model in vars(models).items() if isinstance(model, type)}
T = TypeVar("T")


class Connector:
    """All that Heraut says to Teams goes through here. Raises Throttled, Undeliverable or InDoubt."""

    def __init__(self, http: Http, tokens: Tokens, settings: TeamsSettings, pace: Pace) -> None:
        self._sender = Sender(http, tokens)
        self._settings = settings
        self._pace = pace
        self._clients: OrderedDict[str, ConversationsOperations] = OrderedDict()

    async def post(self, service: str, conversation: str, said: Element) -> str:
        """The new message's id."""
        client = self._client(service)
        answer = await self._ask(conversation, lambda: client.send_to_conversation(conversation, said))
        return _id(answer)

    async def put(self, service: str, conversation: str, message: str, said: Element) -> None:
        """Replace that message by `said`."""
        client = self._client(service)
        await self._ask(conversation, lambda: client.update_activity(conversation, message, said | {"id": message}))

    async def delete(self, service: str, conversation: str, message: str) -> None:
        client = self._client(service)
        await self._ask(conversation, lambda: client.delete_activity(conversation, message))

    async def open(self, service: str, bot: str, user: str) -> str:
        """Open a conversation with one person, or find the one that exists; returns its id."""
        tenant = self._settings.tenant_id
        wanted = ConversationParameters(
            is_group=False,
            bot=ChannelAccount(id=bot),
            members=[ChannelAccount(id=user)],
            tenant_id=tenant,
            channel_data={"tenant": {"id": tenant}},  # where Teams looks
        )
        client = self._client(service)
        return _id(await self._ask(user, lambda: client.create_conversation(wanted)))

    async def member(self, service: str, conversation: str, user: str) -> Account:
        """A person as the member list has them: Microsoft's own id, name, tenant and role, as far as it tells."""
        client = self._client(service)
        found = await self._ask(conversation, lambda: client.get_conversation_member(conversation, user))
        if not isinstance(found, ChannelAccount):
            return Account()
        told = found.additional_properties
        return Account(
            id=user,
            name=found.name or "",
            aad_object_id=found.aad_object_id or str(told.get("objectId") or ""),
            tenant_id=str(told.get("tenantId") or ""),
            user_role=str(told.get("userRole") or ""),
            user_principal_name=str(told.get("userPrincipalName") or ""),
        )

    def _client(self, service: str) -> ConversationsOperations:
        """Our token is sent only to Microsoft."""
        if not self._settings.trusts(service):
            raise Undeliverable("not an address of Teams")
        if service not in self._clients:
            configuration = BotFrameworkConnectorConfiguration(Authentication(), service)
            client = ServiceClientAsync(configuration)
            configuration.pipeline = AsyncPipeline([], self._sender)
            ours, theirs = AsGiven(MODELS), Deserializer(MODELS)  # type: ignore[no-untyped-call]
            self._clients[service] = ConversationsOperations(client, configuration, ours, theirs)
        self._clients.move_to_end(service)
        while len(self._clients) > MOST_CLIENTS:
            self._clients.popitem(last=False)
        return self._clients[service]

    async def _ask(self, conversation: str, ask: Callable[[], Awaitable[T]]) -> T:
        await self._turn(conversation)
        try:
            return await ask()
        except (ClientException, ValueError) as error:
            raise InDoubt(type(error).__name__) from None  # its text may hold the answer

    async def _turn(self, conversation: str) -> None:
        while True:
            try:
                return self._pace.take(conversation)
            except Throttled as wait:
                if wait.seconds > LONGEST_TURN:
                    raise
                await asyncio.sleep(wait.seconds)


class AsGiven(Serializer):
    """Writes a body that we built ourselves at once; the SDK would check and copy it value by value."""

    def body(self, data: object, data_type: str, **more: object) -> object:
        return to_json(data) if isinstance(data, dict) else super().body(data, data_type, **more)  # type: ignore[no-untyped-call]


class Sender(AsyncHTTPSender[ClientRequest, HTTPClientResponse]):
    """The SDK's requests, with our token, once."""

    def __init__(self, http: Http, tokens: Tokens) -> None:
        self._http = http
        self._tokens = tokens

    async def __aexit__(self, *_: object) -> None:
        """The pool is closed where it was opened."""

    async def send(
        self, request: Request[ClientRequest], **config: object
    ) -> Response[ClientRequest, HTTPClientResponse]:
        token = await self._tokens.bearer()
        got = await self._try(request.http_request, token)
        if got.status == HTTPStatus.UNAUTHORIZED and token:
            self._tokens.forget(token)
            got = await self._try(request.http_request, await self._tokens.bearer())
        if error := ours(got):
            raise error
        answer: Response[ClientRequest, HTTPClientResponse] = Response(request, Answered(request.http_request, got))
        answer.context[RawDeserializer.CONTEXT_NAME] = got.found or None
        return answer

    async def _try(self, request: ClientRequest, token: str) -> Got:
        proof = {"Authorization": f"Bearer {token}"} if token else {}
        return await self._http.ask(request.method, request.url, {**request.headers, **proof}, request.data)


class Answered(HTTPClientResponse):
    """An answer as the SDK reads it."""

    def __init__(self, request: ClientRequest, got: Got) -> None:
        super().__init__(request, got)
        self.status_code = got.status
        self.headers = {}
        self.reason = ""

    def body(self) -> bytes:
        return b""  # ours() and the context hold all that is needed


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


def _id(answer: object) -> str:
    found = getattr(answer, "id", None)
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
