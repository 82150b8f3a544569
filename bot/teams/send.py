"""Sends cards to Teams, each once, to people and channels that are known."""

from datetime import datetime

from bot.teams import render
from bot.teams.connector import Connector
from bot.teams.elements import ADAPTIVE, Element
from bot.teams.pace import TENANT
from bot.teams.references import AddressBook, Reference
from handlers.core.interaction import Card
from handlers.core.messenger import Blocked, CannotTell, InDoubt, Throttled, Undeliverable

LONGEST = 255  # letters of a ref that the store keeps
A_WHILE = 60.0  # seconds
PER_SECOND = TENANT[0][0] / TENANT[0][1]


class TeamsMessenger:
    def __init__(
        self, connector: Connector, book: AddressBook, public: str = "", per_second: float = PER_SECOND
    ) -> None:
        self.per_second = per_second
        self._connector = connector
        self._book = book
        self._public = public

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        return await self.say(address, render.card(card, self._public), render.summary(card))

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        conversation, _, message = ref.partition(" ")
        if not (conversation and message):
            raise Undeliverable("malformed ref")
        content = render.card(card, self._public)
        await self.change(await self._book.service(), conversation, message, content, render.summary(card))

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        """A bot in Teams cannot read what it wrote."""
        raise CannotTell

    async def say(self, address: str, content: Element, summary: str) -> str:
        found = await self._found(address)
        try:
            message = await self._connector.post(found.service, found.conversation, _activity(content, summary))
        except Throttled as wait:  # a channel has a limit of its own
            raise Throttled(wait.seconds, alone=wait.alone or not found.user) from None
        ref = f"{found.conversation} {message}"
        if len(ref) > LONGEST:
            raise InDoubt("too long an id")
        return ref

    async def change(self, service: str, conversation: str, message: str, content: Element, summary: str) -> None:
        await self._connector.put(service, conversation, message, _activity(content, summary))

    async def remove(self, service: str, conversation: str, message: str) -> None:
        await self._connector.delete(service, conversation, message)

    async def _found(self, address: str) -> Reference:
        """With a conversation, which is opened if there is none."""
        known = await self._book.find(address)
        if known is None:
            raise Blocked("not heard from, or uninstalled")
        if known.conversation:
            return known
        try:
            opened = await self._connector.open(known.service, known.bot, known.user)
        except InDoubt:  # nothing was said yet, and opening a conversation twice does no harm
            raise Throttled(A_WHILE, alone=True) from None
        found = known.model_copy(update={"conversation": opened})
        await self._book.met(address, found)
        return found


def _activity(content: Element, summary: str) -> Element:
    """`summary` is for notifications, and for clients that show no cards."""
    return {"type": "message", "summary": summary, "attachments": [{"contentType": ADAPTIVE, "content": content}]}
