"""Replies after the acknowledgement: on the card, beside it, on the Home tab, in a modal or in private."""

import logging
import secrets
from functools import partial
from typing import NamedTuple, assert_never

import aiohttp
from pydantic_core import to_json
from slack_sdk.web.async_client import AsyncWebClient

from bot.connection import SHORT_WAIT
from bot.patience import try_twice
from bot.slack import render
from bot.slack.buttons import Block
from bot.slack.call import SERVER_ERRORS, TIMED_OUT, TRY_LATER, best, call
from bot.slack.forms import Origin, modal
from bot.slack.render import Said
from bot.slack.send import SlackMessenger
from bot.tasks import Tasks
from handlers.core.interaction import Answer, Card, Form, FormErrors, Interaction, Notice, Reply, Text
from handlers.core.messenger import InDoubt, Throttled, Undeliverable

log = logging.getLogger("heraut.slack")

OK = 200
JSON = {"Content-Type": "application/json;charset=utf-8"}


class Heard(NamedTuple):
    """What somebody did, and where the reply goes."""

    interaction: Interaction
    origin: Origin = Origin()
    trigger: str = ""


class Talk:
    def __init__(self, client: AsyncWebClient, answer: Answer, public: str) -> None:
        self._client = client
        self._answer = answer
        self._public = public
        self._messenger = SlackMessenger(client, public)
        self.session: aiohttp.ClientSession | None = None  # of its own: replies need no last check
        self.tasks = Tasks()

    def start(self, heard: Heard, reply: Reply | None) -> None:
        if reply is not None:
            about = f"{type(reply).__name__} to {heard.interaction.actor.person} on {heard.interaction.action}"
            self.tasks.start(self._tell(heard, reply, about), about)

    def at_once(self, reply: Reply | None) -> Said | None:
        """What can be said in the acknowledgement of a command: no picture, which Slack might refuse silently."""
        if not isinstance(reply, Card | Notice):
            return None
        said = render.message(reply if isinstance(reply, Card) else as_card(reply), self._public)
        return None if any(block.keys() & {"image_url", "accessory"} for block in said.blocks) else said

    async def _tell(self, heard: Heard, reply: Reply, about: str) -> None:
        try:
            await self._reply(heard, reply)
        except (Throttled, Undeliverable, InDoubt) as error:
            log.warning("not said: %s (%s: %s)", about, type(error).__name__, error)

    async def _reply(self, heard: Heard, reply: Reply) -> None:
        match reply:
            case Card():
                await self._card(heard, reply)
            case Notice():
                await self._card(heard, as_card(reply))
            case FormErrors():
                await self._card(heard, as_card(Notice(text="\n".join(reply.errors.values()))))
            case Form():
                await call(self._client.views_open(trigger_id=heard.trigger, view=modal(reply, heard.origin)))
            case _:
                assert_never(reply)

    async def _card(self, heard: Heard, card: Card) -> None:
        if heard.origin.shared:  # one person's action never replaces what a channel reads
            card = card.model_copy(update={"instead": False})
        if heard.origin.home and heard.interaction.action == "home":
            await self._publish(heard, (card,))
        elif heard.origin.home:
            await self._at_home(heard, card)
        elif not await self._respond(heard.origin.response_url, card):
            await self._directly(heard, card)

    async def _at_home(self, heard: Heard, card: Card) -> None:
        """A short answer is shown above the renewed tab; a new card goes to the chat, where it can be found again."""
        above = card.instead or not card.title
        if not above:
            await self._send(heard, card)
        again = heard.interaction.model_copy(
            update={"key": heard.interaction.key + ":home", "action": "home", "target": "", "values": {}}
        )
        home = await self._answer(again)
        if isinstance(home, Card):
            await self._publish(heard, (card, home) if above and card != home else (home,))

    async def _publish(self, heard: Heard, cards: tuple[Card, ...]) -> None:
        person = heard.interaction.actor.person
        await try_twice(
            lambda: best(
                lambda pictures: self._client.views_publish(
                    user_id=person, view=render.home(cards, self._public, pictures=pictures)
                )
            )
        )

    async def _respond(self, url: str, card: Card) -> bool:
        """False when Slack certainly did not take it: the URL is used up or too old, or there was none."""
        if not url:
            return False
        for pictures in (True, False):
            said = render.message(card, self._public, pictures=pictures)
            body: Block = {"text": said.text, "blocks": said.blocks, "replace_original": card.instead}
            body |= {} if card.instead else {"response_type": "ephemeral"}
            status, words = await try_twice(partial(self._post, url, body))
            if status == OK or "invalid_blocks" not in words:
                return status == OK
        return False

    async def _post(self, url: str, body: Block) -> tuple[int, str]:
        """Without the SDK's own client for webhooks, which is built for each reply and takes twice as long."""
        try:
            status, words = await self._posted(url, to_json(body))
        except aiohttp.ClientConnectorError:
            raise Throttled(SHORT_WAIT) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise InDoubt(type(error).__name__) from None
        if status == TRY_LATER:
            raise Throttled(SHORT_WAIT)
        if status >= SERVER_ERRORS or status == TIMED_OUT:
            raise InDoubt(str(status))
        return status, words

    async def _posted(self, url: str, body: bytes) -> tuple[int, str]:
        if self.session is None:
            raise Undeliverable("not connected")
        ssl, proxy = self._client.ssl or True, self._client.proxy
        async with self.session.post(url, data=body, headers=JSON, ssl=ssl, proxy=proxy) as response:
            return response.status, await response.text(errors="replace")

    async def _directly(self, heard: Heard, card: Card) -> None:
        """Without a response_url: change the card where that is possible, or send a direct message."""
        origin = heard.origin
        if card.instead and origin.ts:
            ref = f"{origin.channel}:{origin.ts}"
            await try_twice(lambda: self._messenger.update(heard.interaction.actor.workspace, ref, card))
        else:
            await self._send(heard, card)

    async def _send(self, heard: Heard, card: Card) -> None:
        actor, mark = heard.interaction.actor, secrets.token_hex(16)
        await try_twice(lambda: self._messenger.send(actor.workspace, actor.person, card, mark))


def as_card(notice: Notice) -> Card:
    return Card(title="", summary=notice.text, parts=(Text(text=notice.text),))
