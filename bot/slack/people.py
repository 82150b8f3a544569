"""Looks people up in users.info (name, language, time zone), and remembers them for an hour."""

import asyncio
import logging
from collections import OrderedDict
from datetime import datetime, timedelta

from pydantic import ValidationError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.call import call
from bot.slack.offsets import difference
from bot.slack.wire import Wire
from bot.wire import Said
from handlers.core.interaction import Actor, InDoubt, Now, Throttled, Undeliverable

log = logging.getLogger(__name__)
REMEMBERED = timedelta(hours=1)
UNKNOWN = timedelta(minutes=1)  # before Slack is asked again about somebody it told nothing about
PATIENCE = 1.0  # seconds: an acknowledgement has three
MOST = 10_000


class Names(Wire):
    display_name: Said = ""
    real_name: Said = ""


class User(Wire):
    """As users.info describes one."""

    name: Said = ""
    real_name: Said = ""
    locale: Said = ""
    tz: Said = ""
    tz_offset: int | None = None  # seconds; by Slack's own zone data
    is_admin: bool = False
    is_owner: bool = False
    profile: Names = Names()


class UserInfo(Wire):
    user: User


class Members(Wire):
    """As users.list answers."""

    members: tuple[User, ...] = ()


class People:
    """Never fails: when somebody cannot be looked up, the name in the event has to do."""

    def __init__(self, client: AsyncWebClient, now: Now, most: int = MOST) -> None:
        self._client = client
        self._now = now
        self._most = most
        self._known: OrderedDict[str, tuple[datetime, User | None]] = OrderedDict()
        self._asked: dict[str, asyncio.Task[User | None]] = {}
        self._differ: set[str] = set()  # zones

    async def actor(self, workspace: str, person: str, name: str = "") -> Actor:
        user = await self._user(person)
        if user is None:
            return Actor(workspace=workspace, person=person, name=name)
        return Actor(
            workspace=workspace,
            person=person,
            name=user.profile.display_name or user.profile.real_name or user.real_name or name or user.name,
            locale=user.locale,
            timezone=user.tz,
            admin=user.is_admin or user.is_owner,
        )

    def forget(self, person: str) -> None:
        self._known.pop(person, None)

    async def stop(self) -> None:
        for task in self._asked.values():
            task.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)

    async def _user(self, person: str) -> User | None:
        known = self._known.get(person)
        if known and known[0] > self._now():
            self._known.move_to_end(person)
            return known[1]
        if person not in self._asked:
            task = asyncio.create_task(self._learn(person))
            self._asked[person] = task
            task.add_done_callback(lambda _: self._asked.pop(person, None))
        waiting = self._asked[person]
        done, _ = await asyncio.wait([waiting], timeout=PATIENCE)  # a late answer serves the next time
        return waiting.result() if done and not waiting.cancelled() else None

    async def _learn(self, person: str) -> User | None:
        user = await self._ask(person)
        self._known[person] = (self._now() + (REMEMBERED if user else UNKNOWN), user)
        self._known.move_to_end(person)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return user

    async def _ask(self, person: str) -> User | None:
        try:
            answer = await call(self._client.users_info(user=person, include_locale=True))
            user = UserInfo.model_validate(answer.data).user
        except (Throttled, Undeliverable, InDoubt, ValidationError):
            return None
        self._compare(user)
        return user

    def _compare(self, user: User) -> None:
        """Log it once for each zone if Slack's clocks differ from ours."""
        apart = difference(user.tz, user.tz_offset, self._now())
        if apart and user.tz not in self._differ:
            self._differ.add(user.tz)
            log.warning("clocks differ: %s", apart)
