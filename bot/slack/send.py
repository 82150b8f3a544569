"""Sends cards to Slack, each once."""

import re
from collections.abc import Awaitable
from datetime import datetime
from functools import partial

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.buttons import Block
from bot.slack.call import best
from bot.slack.history import look_back, metadata
from bot.slack.render import message, summary
from bot.slack.taken import Taken, Tries
from handlers.core.interaction import Card
from handlers.core.messenger import CannotTell, InDoubt, Throttled, Undeliverable

CHANNELS = ("C", "G")
REF = re.compile(r"[A-Z0-9]{2,40}:[0-9]{1,20}\.[0-9]{1,20}")  # channel and timestamp
PER_SECOND = 5.0  # ours: Slack says "several hundred" a minute and workspace, but no number


class SlackMessenger:
    """Needs a `client` without retries: a dropped connection may hide a message that was taken."""

    def __init__(
        self, client: AsyncWebClient, public: str = "", per_second: float = PER_SECOND, taken: Taken | None = None
    ) -> None:
        self.per_second = per_second
        self._taken = taken or Taken()
        self._client = client
        self._public = public

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        try:
            answer = await best(self._tries(workspace, card), partial(self._post, address, summary(card), mark))
        except Throttled as wait:  # a channel has a limit of its own
            raise Throttled(wait.seconds, alone=address.startswith(CHANNELS)) from None
        return _ref(f"{answer.get('channel')}:{answer.get('ts')}")

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        channel, _, ts = ref.partition(":")
        if not REF.fullmatch(ref):
            raise Undeliverable("malformed ref")
        said = summary(card)
        await best(
            self._tries(workspace, card),
            lambda blocks: self._client.chat_update(channel=channel, ts=ts, text=said, blocks=blocks),
        )

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        """Only in a person's own chat with Heraut: what people say in channels does not concern it."""
        if address.startswith(CHANNELS):
            raise CannotTell
        found = await look_back(self._client, address, mark, since)
        return _ref(found) if found else None

    def _tries(self, workspace: str, card: Card) -> Tries:
        return self._taken.tries(workspace, "message", lambda shape: message(card, self._public, shape).blocks)

    def _post(self, address: str, said: str, mark: str, blocks: list[Block]) -> Awaitable[AsyncSlackResponse]:
        return self._client.chat_postMessage(
            channel=address,
            text=said,
            blocks=blocks,
            mrkdwn=False,
            unfurl_links=False,
            unfurl_media=False,
            metadata=metadata(mark),
        )


def _ref(found: str) -> str:
    if not REF.fullmatch(found):
        raise InDoubt("no ts")
    return found
