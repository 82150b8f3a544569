"""Slack's mouth: says cards once, and makes Slack's errors ours."""

from collections.abc import Awaitable, Callable

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack import render
from handlers.interaction import Card, InDoubt, Throttled, Undeliverable

SHORT_WAIT = 5.0  # seconds, where Slack could not even be reached
DEFAULT_WAIT = 30.0  # seconds, where Slack says "later" and not when
SERVER_ERRORS = 500
TRY_LATER, TIMED_OUT = 429, 408
LATER = frozenset({"ratelimited", "rate_limited"})
PERHAPS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", ""})
BAD_BLOCKS = frozenset({"invalid_blocks", "invalid_arguments"})  # the second is how views.publish says it


class BadBlocks(Undeliverable):
    """Slack did not take the blocks: perhaps only because it could not fetch a picture."""


class SlackMessenger:
    """Needs a `client` without retries: a dropped connection may hide a message that was taken."""

    def __init__(self, client: AsyncWebClient, public: str = "") -> None:
        self._client = client
        self._public = public

    async def send(self, workspace: str, address: str, card: Card) -> str:
        answer = await best(lambda pictures: self._post(address, card, pictures))
        channel, ts = answer.get("channel"), answer.get("ts")
        if not (isinstance(channel, str) and isinstance(ts, str)):
            raise InDoubt("no ts")
        return f"{channel}:{ts}"

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        channel, _, ts = ref.partition(":")
        if not (channel and ts):
            raise Undeliverable("malformed ref")
        await best(lambda pictures: self._change(channel, ts, card, pictures))

    def _post(self, address: str, card: Card, pictures: bool) -> Awaitable[AsyncSlackResponse]:
        said = render.message(card, self._public, pictures=pictures)
        return self._client.chat_postMessage(
            channel=address, text=said.text, blocks=said.blocks, mrkdwn=False, unfurl_links=False, unfurl_media=False
        )

    def _change(self, channel: str, ts: str, card: Card, pictures: bool) -> Awaitable[AsyncSlackResponse]:
        said = render.message(card, self._public, pictures=pictures)
        return self._client.chat_update(channel=channel, ts=ts, text=said.text, blocks=said.blocks)


async def best(say: Callable[[bool], Awaitable[AsyncSlackResponse]]) -> AsyncSlackResponse:
    """With pictures; without, when Slack refuses: a nudge is worth more than its picture."""
    try:
        return await call(say(True))
    except BadBlocks:
        return await call(say(False))


async def call(asked: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """Slack's answer, or Throttled (not taken), Undeliverable (not taken) or InDoubt (perhaps taken)."""
    try:
        return await asked
    except SlackApiError as error:
        raise ours(error) from None  # its text holds the whole answer
    except aiohttp.ClientConnectorError:
        raise Throttled(SHORT_WAIT) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise InDoubt(type(error).__name__) from None


def ours(error: SlackApiError) -> Throttled | Undeliverable | InDoubt:
    response = error.response
    if not isinstance(response, AsyncSlackResponse):
        return InDoubt("unreadable answer")
    name = _name(response)
    if response.status_code == TRY_LATER or name in LATER:
        return Throttled(_seconds(response))
    if response.status_code >= SERVER_ERRORS or response.status_code == TIMED_OUT or name in PERHAPS:
        return InDoubt(name or str(response.status_code))
    return BadBlocks(name) if name in BAD_BLOCKS else Undeliverable(name)


def _name(response: AsyncSlackResponse) -> str:
    name: object = response.data.get("error") if isinstance(response.data, dict) else ""
    return name if isinstance(name, str) else ""


def _seconds(response: AsyncSlackResponse) -> float:
    text: object = {name.lower(): value for name, value in response.headers.items()}.get("retry-after")
    return float(text) if isinstance(text, str) and text.isascii() and text.isdecimal() else DEFAULT_WAIT
