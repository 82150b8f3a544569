"""Slack's mouth: says cards once, and makes Slack's errors ours."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack import render
from handlers.interaction import Blocked, CannotTell, Card, InDoubt, Revoked, Throttled, Undeliverable

SHORT_WAIT = 5.0  # seconds, where Slack could not even be reached
DEFAULT_WAIT = 30.0  # seconds, where Slack says "later" and not when
SERVER_ERRORS = 500
TRY_LATER, TIMED_OUT = 429, 408
LATER = frozenset({"ratelimited", "rate_limited"})
PERHAPS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", ""})
BAD_BLOCKS = frozenset({"invalid_blocks", "invalid_arguments"})  # the second is how views.publish says it
GONE = frozenset(  # nobody there, or nobody who lets us
    {
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "messages_tab_disabled",
        "not_in_channel",
        "restricted_action",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
    }
)
REVOKED = frozenset(
    {
        "account_inactive",
        "ekm_access_denied",
        "invalid_auth",
        "missing_scope",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
CHANNELS = ("C", "G")
MARK = "heraut_message"  # the metadata's name
PER_SECOND = 5.0  # ours: Slack says "several hundred" a minute and workspace, and no number
NEWEST = 100  # messages in which one is looked for: far more than Heraut says to one person in minutes


class BadBlocks(Undeliverable):
    """Slack did not take the blocks: perhaps only because it could not fetch a picture."""


class SlackMessenger:
    """Needs a `client` without retries: a dropped connection may hide a message that was taken."""

    def __init__(self, client: AsyncWebClient, public: str = "", per_second: float = PER_SECOND) -> None:
        self.per_second = per_second
        self._client = client
        self._public = public

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        try:
            answer = await best(lambda pictures: self._post(address, card, mark, pictures))
        except Throttled as wait:  # a channel has a limit of its own
            raise Throttled(wait.seconds, alone=address.startswith(CHANNELS)) from None
        channel, ts = answer.get("channel"), answer.get("ts")
        if not (isinstance(channel, str) and isinstance(ts, str)):
            raise InDoubt("no ts")
        return f"{channel}:{ts}"

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        channel, _, ts = ref.partition(":")
        if not (channel and ts):
            raise Undeliverable("malformed ref")
        await best(lambda pictures: self._change(channel, ts, card, pictures))

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        """Read back, where the permissions for that were granted."""
        try:
            channel = address if address.startswith(CHANNELS) else await self._chat(address)
            since_then = f"{since.timestamp():.6f}"
            found = await call(
                self._client.conversations_history(
                    channel=channel, oldest=since_then, limit=NEWEST, include_all_metadata=True
                )
            )
        except Revoked as problem:
            if str(problem) == "missing_scope":
                raise CannotTell from None
            raise
        except Blocked:
            raise CannotTell from None
        messages: object = found.get("messages")
        if not isinstance(messages, list):
            raise InDoubt("no messages")
        return next((f"{channel}:{one['ts']}" for one in messages if _mark(one) == mark), None)

    async def _chat(self, person: str) -> str:
        opened = (await call(self._client.conversations_open(users=person))).get("channel")
        if not (isinstance(opened, dict) and isinstance(opened.get("id"), str)):
            raise InDoubt("no channel")
        return str(opened["id"])

    def _post(self, address: str, card: Card, mark: str, pictures: bool) -> Awaitable[AsyncSlackResponse]:
        said = render.message(card, self._public, pictures=pictures)
        return self._client.chat_postMessage(
            channel=address,
            text=said.text,
            blocks=said.blocks,
            mrkdwn=False,
            unfurl_links=False,
            unfurl_media=False,
            metadata={"event_type": MARK, "event_payload": {"id": mark}} if mark else None,
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
    if name in BAD_BLOCKS:
        return BadBlocks(name)
    return Revoked(name) if name in REVOKED else Blocked(name) if name in GONE else Undeliverable(name)


def _mark(message: object) -> str:
    """What a message bears, if it is one of ours."""
    match message:
        case {"metadata": {"event_type": str(kind), "event_payload": {"id": str(mark)}}, "ts": str()} if kind == MARK:
            return mark
        case _:
            return ""


def _name(response: AsyncSlackResponse) -> str:
    name: object = response.data.get("error") if isinstance(response.data, dict) else ""
    return name if isinstance(name, str) else ""


def _seconds(response: AsyncSlackResponse) -> float:
    text: object = {name.lower(): value for name, value in response.headers.items()}.get("retry-after")
    return float(text) if isinstance(text, str) and text.isascii() and text.isdecimal() else DEFAULT_WAIT
