"""Connects Slack: one Bolt app, over HTTP or Socket Mode."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Self

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.connection import last_check
from bot.door import guard
from bot.slack.call import LONGEST, call
from bot.slack.door import Admitted, Door
from bot.slack.listen import Departures, Listener, Listening
from bot.slack.people import People
from bot.slack.profiles import Profiles, again_and_again, catch_up
from bot.slack.send import SlackMessenger
from bot.slack.settings import EVENTS, SlackSettings
from bot.slack.taken import Taken
from bot.slack.talk import Talk
from bot.slack.wire import Wire
from bot.wire import Said
from handlers.core.interaction import Answer, Now
from handlers.core.messenger import InDoubt, Throttled, Undeliverable

if TYPE_CHECKING:
    from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

log = logging.getLogger("heraut.slack")


class Identity(Wire):
    """The answer to auth.test: the workspace, and our bot in it."""

    team_id: Said = ""
    team: Said = ""
    enterprise_id: Said = ""
    url: Said = ""
    user_id: Said = ""
    bot_id: Said = ""


class Slack:
    def __init__(
        self,
        settings: SlackSettings,
        answer: Answer,
        now: Now,
        departures: Departures | None = None,
        profiles: Profiles | None = None,
    ) -> None:
        self.settings = settings
        self.identity = Identity()  # once started
        self.client = _client(settings, settings.bot_token.get_secret_value())
        taken = Taken(now if settings.newer_blocks else None)
        self.messenger = SlackMessenger(self.client, settings.public_url, settings.messages_per_minute / 60, taken)
        self._people = People(self.client, now)
        self._talk = Talk(self.client, answer, settings.public_url, taken)
        listener = Listener(answer, self._people, self._talk, departures, profiles)
        self._app = AsyncApp(
            name="heraut",
            logger=_discreet("heraut.bolt"),
            client=_client(settings),  # unused: our own client has the token
            before_authorize=Listening(listener),
            authorize=self._authorize(),
            process_before_response=True,  # an event is acknowledged after it was handled, not before
            request_verification_enabled=False,  # the door has done that, on raw bytes
            ssl_check_enabled=False,
            ignoring_self_events_enabled=False,
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )
        self._profiles = profiles
        self._catching_up: asyncio.Task[None] | None = None
        self._door = Door(_secrets(settings), now)
        self._socket: AsyncSocketModeHandler | None = None
        self._calling: asyncio.Task[None] | None = None

    def mount(self, web_app: web.Application) -> None:
        """One URL for events, interactivity and commands; or a Socket Mode connection once `web_app` starts."""
        if self.settings.socket_mode:
            web_app.on_startup.append(self._call)
        else:
            web_app.router.add_post(EVENTS, guard(self._door, self._handle))

    async def start(self) -> None:
        self.client.session = aiohttp.ClientSession(timeout=LONGEST, trace_configs=[last_check()])
        self._talk.session = aiohttp.ClientSession(timeout=LONGEST)
        await self._introduce()
        if self._profiles:
            self._catching_up = asyncio.create_task(again_and_again(self.catch_up))

    async def catch_up(self) -> None:
        """Ask again who people are about whom Slack did not answer."""
        if self._profiles and self.identity.team_id:
            await catch_up(self._people, self._profiles, self.identity.team_id)

    async def stop(self) -> None:
        """Stops listening, says what is left to say, and closes the connections."""
        if self._socket and self._calling:
            self._calling.cancel()
            await self._socket.close_async()  # type: ignore[no-untyped-call]
        if self._catching_up:
            self._catching_up.cancel()
        await self._talk.tasks.drain()
        await self._people.stop()
        for session in filter(None, (self.client.session, self._talk.session)):
            await session.close()

    async def settle(self) -> None:
        """Wait until everything received is answered."""
        await self._talk.tasks.drain()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _call(self, _: web.Application) -> None:
        """In the background, because it is tried until Slack answers."""
        from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

        token = self.settings.app_token.get_secret_value() if self.settings.app_token else ""
        self._socket = AsyncSocketModeHandler(self._app, token, web_client=self.client)
        self._calling = asyncio.create_task(self._socket.connect_async())  # type: ignore[no-untyped-call]  # Bolt's own

    async def _introduce(self) -> None:
        """Once, not for every request. When Slack is down, Heraut starts all the same and is ready to listen."""
        try:
            self.identity = Identity.model_validate((await call(self.client.auth_test())).data)
            self._people.enterprise = self.identity.enterprise_id
        except (Throttled, Undeliverable, InDoubt) as error:
            log.error("Slack does not know this bot token (%s). Ask: python app.py doctor", error)  # noqa: TRY400

    def _authorize(self) -> Callable[[str | None], Awaitable[AuthorizeResult]]:
        """From memory. A function, because Bolt accepts no method here."""

        async def authorize(team_id: str | None) -> AuthorizeResult:
            us = self.identity
            return AuthorizeResult(
                enterprise_id=None,
                team_id=team_id,
                bot_id=us.bot_id,
                bot_user_id=us.user_id,
                bot_token=self.client.token,
            )

        return authorize

    async def _handle(self, admitted: Admitted) -> web.Response:
        try:
            # In this mode Bolt takes the parsed body as it is; in the other it would parse it again.
            request = AsyncBoltRequest(body=admitted.body, mode="socket_mode")
        except (TypeError, ValueError, KeyError, AttributeError):
            return web.Response(status=400)
        return await to_aiohttp_response(await self._app.async_dispatch(request))


def _client(settings: SlackSettings, token: str | None = None) -> AsyncWebClient:
    logger = _discreet("heraut.slack.web")
    return AsyncWebClient(token=token, base_url=settings.api_url, logger=logger, retry_handlers=[])


def _discreet(name: str) -> logging.Logger:
    """Both libraries would log whole bodies at DEBUG, and build those lines even when nobody reads them."""
    logger = logging.getLogger(name)
    logger.setLevel(logging.INFO)
    return logger


def _secrets(settings: SlackSettings) -> list[str]:
    known = (settings.signing_secret, settings.previous_signing_secret)
    return [secret.get_secret_value() for secret in known if secret]
