"""Looks up mentioned colleagues: Teams names them by its own id, and only the member list of the chat tells whose."""

import asyncio
from collections import OrderedDict

from bot.teams.connector import Connector
from bot.teams.interactions import mentions
from bot.teams.references import AddressBook, Reference
from bot.teams.wire import Account, Activity
from handlers.core.interaction import Actor, InDoubt, Throttled, Undeliverable

MOST = 10_000
MOST_MENTIONED = 5  # colleagues that Teams is asked about for one command
PATIENCE = 2.0  # seconds: people wait for an answer


class People:
    """Never fails: when somebody cannot be looked up, the id in the mention has to do."""

    def __init__(self, connector: Connector, book: AddressBook, workspace: str) -> None:
        self._connector = connector
        self._book = book
        self._workspace = workspace
        self._known: OrderedDict[str, tuple[str, str]] = OrderedDict()

    async def mentioned(self, sent: Activity) -> dict[str, Actor]:
        """By the id that Teams uses; from now on Heraut can write to each of them."""
        named = list(mentions(sent))[:MOST_MENTIONED]
        actors = await asyncio.gather(*(self._actor(sent, account) for account in named))
        for account, actor in zip(named, actors, strict=True):
            reference = Reference(service=sent.service_url, user=account.id, bot=sent.recipient.id)
            await self._book.mentioned(actor.person, reference)
        return {account.id: actor for account, actor in zip(named, actors, strict=True)}

    async def _actor(self, sent: Activity, account: Account) -> Actor:
        person, name = account.aad_object_id, account.name
        if not person:
            person, looked_up = await self._look_up(sent, account.id)
            name = name or looked_up
        return Actor(workspace=self._workspace, person=person or account.id, name=name)

    async def _look_up(self, sent: Activity, user: str) -> tuple[str, str]:
        if user not in self._known:
            try:
                async with asyncio.timeout(PATIENCE):
                    self._known[user] = await self._connector.member(sent.service_url, sent.conversation.id, user)
            except (Throttled, Undeliverable, InDoubt, TimeoutError):
                return "", ""
        self._known.move_to_end(user)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return self._known[user]
