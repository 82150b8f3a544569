"""Replies after the acknowledgement: on the card, beside it, on the Home tab, in a modal or in private."""

import logging
import secrets
from collections.abc import Awaitable
from functools import partial
from typing import NamedTuple, assert_never

import aiohttp
from pydantic_core import to_json
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.connection import SHORT_WAIT
from bot.patience import try_twice
from bot.slack import render
from bot.slack.buttons import Block
from bot.slack.call import SERVER_ERRORS, TIMED_OUT, TRY_LATER, best, call
from bot.slack.cards import Shape, kinds_of
from bot.slack.forms import Origin, modal
from bot.slack.render import Said
from bot.slack.send import SlackMessenger
from bot.slack.taken import Taken
from bot.slack.wire import View
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
    def __init__(self, client: AsyncWebClient, answer: Answer, public: str, taken: Taken) -> None:
        self._client = client
        self._answer = answer
        self._public = public
        self._taken = taken
        self._messenger = SlackMessenger(client, public, taken=taken)
        self.session: aiohttp.ClientSession | None = None  # of its own: replies need no last check
        self.tasks = Tasks()

    def start(self, heard: Heard, reply: Reply | None) -> None:
        if reply is not None:
            about = f"{type(reply).__name__} to {heard.interaction.actor.person} on {heard.interaction.action}"
            self.tasks.start(self._tell(heard, reply, about), about)

    def change(self, view: View, whole: Block) -> None:
        """Draw an open form again, unless it changed meanwhile or was closed."""
        self.tasks.start(self._change(view, whole), f"form {view.id}")

    async def _change(self, view: View, whole: Block) -> None:
        try:
            await call(self._client.views_update(view_id=view.id, hash=view.hash, view=whole))
        except (Throttled, Undeliverable, InDoubt) as error:
            log.warning("not unfolded: %s (%s: %s)", view.id, type(error).__name__, error)

    def at_once(self, workspace: str, reply: Reply | None) -> Said | None:
        """What can be said in the acknowledgement of a command: nothing that Slack might refuse silently."""
        if not isinstance(reply, Card | Notice):
            return None
        shape = Shape(self._taken.kinds(workspace, "reply"))
        said = render.message(reply if isinstance(reply, Card) else as_card(reply), self._public, shape)
        risky = kinds_of(said.blocks) or any(block.keys() & {"image_url", "accessory"} for block in said.blocks)
        return None if risky else said

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
        elif not await self._respond(heard, card):
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
        actor = heard.interaction.actor

        def drawn(shape: Shape) -> list[Block]:
            return render.home(cards, self._public, shape)

        def shown(blocks: list[Block]) -> Awaitable[AsyncSlackResponse]:
            return self._client.views_publish(user_id=actor.person, view={"type": "home", "blocks": blocks})

        await try_twice(lambda: best(self._taken.tries(actor.workspace, "home", drawn), shown))

    async def _respond(self, heard: Heard, card: Card) -> bool:
        """False when Slack certainly did not take it: the URL is used up or too old, or there was none."""
        url, workspace = heard.origin.response_url, heard.interaction.actor.workspace
        if not url:
            return False
        tries = self._taken.tries(workspace, "reply", lambda shape: render.message(card, self._public, shape).blocks)
        for blocks in tries:
            body: Block = {"text": render.summary(card), "blocks": blocks, "replace_original": card.instead}
            body |= {} if card.instead else {"response_type": "ephemeral"}
            status, words = await try_twice(partial(self._post, url, body))
            if status == OK:
                tries.took()
                return True
            if "invalid_blocks" not in words:
                return False
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
