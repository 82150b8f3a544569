"""Looks people up in users.info (name, language, time zone, standing), and remembers them for an hour."""

import asyncio
import logging
from collections import OrderedDict
from datetime import datetime, timedelta

from pydantic import ValidationError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.call import call
from bot.slack.offsets import difference
from bot.slack.wire import Wire, Yes
from bot.wire import Said
from handlers.core.interaction import Actor, Now, Standing
from handlers.core.messenger import InDoubt, Throttled, Undeliverable

log = logging.getLogger(__name__)
REMEMBERED = timedelta(hours=1)
UNKNOWN = timedelta(minutes=1)  # before Slack is asked again about somebody it told nothing about
PATIENCE = 1.0  # seconds: an acknowledgement has three
MOST = 10_000


SLACKBOT = "USLACKBOT"  # which Slack itself does not call a bot


class Names(Wire):
    display_name: Said = ""
    real_name: Said = ""


class EnterpriseUser(Wire):
    enterprise_id: Said = ""


class User(Wire):
    """As users.info describes one."""

    team_id: Said = ""
    deleted: Yes = False
    is_bot: Yes = False
    is_stranger: Yes = False
    is_restricted: Yes = False
    is_ultra_restricted: Yes = False
    enterprise_user: EnterpriseUser | None = None
    name: Said = ""
    real_name: Said = ""
    locale: Said = ""
    tz: Said = ""
    tz_offset: int | None = None  # seconds; by Slack's own zone data
    is_admin: bool = False
    is_owner: bool = False
    profile: Names = Names()

    @property
    def enterprise(self) -> str:
        return self.enterprise_user.enterprise_id if self.enterprise_user else ""


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
        self.enterprise = ""  # ours, on Enterprise Grid
        self._known: OrderedDict[str, tuple[datetime, User | None]] = OrderedDict()
        self._asked: dict[str, asyncio.Task[User | None]] = {}
        self._silent: set[str] = set()  # people about whom Slack did not answer
        self._differ: set[str] = set()  # zones

    async def actor(self, workspace: str, person: str, name: str = "", team: str = "") -> Actor:
        """Who acted. `team`: the workspace that they belong to, as the event says."""
        user = await self._user(person)
        if user is None:
            standing, owed = self._unasked(person, workspace, team), person in self._asked or person in self._silent
            return Actor(workspace=workspace, person=person, name=name, standing=standing, owed=owed)
        standing = self._standing(user, person, workspace, team)
        return Actor(
            workspace=workspace,
            person=person,
            name=user.profile.display_name or user.profile.real_name or user.real_name or name or user.name,
            locale=user.locale,
            timezone=user.tz,
            admin=(user.is_admin or user.is_owner) and standing == "member",
            standing=standing,
        )

    async def mentioned(self, workspace: str, person: str, name: str) -> Actor:
        """A colleague that somebody mentioned. Nobody vouches for them if Slack does not."""
        actor = await self.actor(workspace, person, name)
        known = self._known.get(person)
        unsure = actor.standing == "member" and (known is None or known[1] is None)
        return actor.model_copy(update={"standing": "unknown"}) if unsure else actor

    def _unasked(self, person: str, workspace: str, team: str) -> Standing:
        """What the event alone says. On Enterprise Grid, a colleague may belong to another workspace than ours."""
        if person == SLACKBOT:
            return "bot"
        if team in ("", workspace):
            return "member"
        return "unknown" if self.enterprise else "stranger"

    def _standing(self, user: User, person: str, workspace: str, team: str) -> Standing:
        if user.is_bot or person == SLACKBOT:
            return "bot"
        ours = bool(self.enterprise) and user.enterprise == self.enterprise
        elsewhere = {team, user.team_id} - {"", workspace}
        if user.is_stranger or (elsewhere and not ours):
            return "stranger"
        if user.deleted:
            return "deleted"
        return "guest" if user.is_restricted or user.is_ultra_restricted else "member"

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
        self._silent.discard(person)
        try:
            answer = await call(self._client.users_info(user=person, include_locale=True))
            user = UserInfo.model_validate(answer.data).user
        except Undeliverable:
            return None  # nor will it say later
        except (Throttled, InDoubt, ValidationError):
            self._silent.add(person)
            return None
        self._compare(user)
        return user

    def _compare(self, user: User) -> None:
        """Log it once for each zone if Slack's clocks differ from ours."""
        apart = difference(user.tz, user.tz_offset, self._now())
        if apart and user.tz not in self._differ:
            self._differ.add(user.tz)
            log.warning("clocks differ: %s", apart)
