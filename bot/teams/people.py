"""Looks people up in the member list of a chat: who a mention names, and whether somebody is one of ours."""

import asyncio
from collections import OrderedDict
from datetime import UTC, datetime, timedelta

from bot.teams.connector import Connector
from bot.teams.interactions import actor, is_personal, mentions, standing
from bot.teams.references import AddressBook, Reference
from bot.teams.settings import TeamsSettings
from bot.teams.wire import Account, Activity
from handlers.core.interaction import Actor, Now
from handlers.core.messenger import InDoubt, Throttled, Undeliverable

MOST = 10_000
MOST_MENTIONED = 5  # colleagues that Teams is asked about for one command
PATIENCE = 2.0  # seconds: people wait for an answer
REMEMBERED = timedelta(hours=1)
UNKNOWN = timedelta(minutes=1)  # before Teams is asked again about somebody it told nothing about
NOBODY = Account()
NEVER = (datetime.min.replace(tzinfo=UTC), NOBODY)


class People:
    """Never fails: when somebody cannot be looked up, the id in the activity has to do."""

    def __init__(self, connector: Connector, book: AddressBook, settings: TeamsSettings, now: Now) -> None:
        self._connector = connector
        self._book = book
        self._settings = settings
        self._now = now
        self._known: OrderedDict[str, tuple[datetime, Account]] = OrderedDict()

    async def actor(self, sent: Activity) -> Actor:
        """Who acted. In channels and group chats there may be guests and people of other organisations."""
        its, user = standing(sent.from_, self._settings), sent.from_.id
        if its == "member" and self._settings.app_id and not (sent.from_.tenant_id or sent.from_.user_role):
            alone = is_personal(sent)  # with people of our own, unless they were met elsewhere
            found = self._known.get(user, NEVER)[1] if alone else await self._look_up(sent, user)
            its = standing(found, self._settings)
        return actor(sent, self._settings, its)

    async def mentioned(self, sent: Activity) -> dict[str, Actor]:
        """By the id that Teams uses; from now on Heraut can write to each of them who is one of ours."""
        named = list(mentions(sent))[:MOST_MENTIONED]
        actors = await asyncio.gather(*(self._mentioned(sent, account) for account in named))
        for account, one in zip(named, actors, strict=True):
            if one.standing in ("member", "guest"):
                reference = Reference(service=sent.service_url, user=account.id, bot=sent.recipient.id)
                await self._book.mentioned(one.person, reference)
        return {account.id: one for account, one in zip(named, actors, strict=True)}

    async def _mentioned(self, sent: Activity, account: Account) -> Actor:
        its = standing(account, self._settings)
        found = NOBODY if its == "bot" else await self._look_up(sent, account.id)
        return Actor(
            workspace=self._settings.workspace,
            person=account.aad_object_id or found.aad_object_id or account.id,
            name=account.name or found.name,
            standing=standing(found, self._settings) if its == "member" else its,
        )

    async def _look_up(self, sent: Activity, user: str) -> Account:
        known = self._known.get(user)
        if known is None or known[0] <= self._now():
            found = await self._ask(sent, user)
            known = (self._now() + (UNKNOWN if found == NOBODY else REMEMBERED), found)
            self._known[user] = known
        self._known.move_to_end(user)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return known[1]

    async def _ask(self, sent: Activity, user: str) -> Account:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._connector.member(sent.service_url, sent.conversation.id, user)
        except (Throttled, Undeliverable, InDoubt, TimeoutError):
            return NOBODY
