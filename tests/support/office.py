"""A small office without a platform: people act through `answer()`, and what Heraut says to them is recorded."""

import asyncio
import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from handlers import answer
from handlers.core.interaction import Actor, Card, Form, Interaction, Page, ReadPage, Reply
from handlers.core.messenger import Blocked, CannotTell
from handlers.core.workspaces import known_workspace
from handlers.rounds import Rounds
from models import Workspace
from models.store import Store

MORNING = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # a Wednesday; ten o'clock in Amsterdam
Values = Mapping[str, str | tuple[str, ...]]
JOINING: Values = {
    "networks": ("linkedin", "x"),
    "languages": ("en", "nl"),
    "weekly_most": "2",
    "hours_from": "09:30",
    "hours_to": "16:30",
    "named": "yes",
}
POSTING: Values = {
    "url": "https://example.com/owl",
    "title": "What an owl taught us",
    "why": "Our blades are quieter.",
    "text_1": "My colleagues asked an owl.",
    "text_2": "Six decibels, and a bird to thank.",
}


class Office:
    """Its clock is set by hand, and its messenger records what it sends."""

    def __init__(self, store: Store, workspace: str = "W") -> None:
        self.store = store
        self.workspace = workspace
        self.now = MORNING
        self.managers = {"boss"}
        self.zones: dict[str, str] = {}  # of people who are not in Amsterdam
        self.mouth = Mouth()
        self.rounds = Rounds(store, {"office": self.mouth}, lambda: self.now, self.elapsed)
        self._keys = 0

    def elapsed(self) -> float:
        return self.now.timestamp()

    async def open(self) -> "Office":
        await self.store.run(lambda s: known_workspace(s, self.workspace, "office", "The Office", self.now))
        return self

    def actor(self, who: str) -> Actor:
        zone, admin = self.zones.get(who, "Europe/Amsterdam"), who in self.managers
        return Actor(workspace=self.workspace, person=who, name=who.title(), timezone=zone, admin=admin)

    async def does(
        self,
        who: str,
        action: str,
        target: str = "",
        *,
        values: Values | None = None,
        key: str = "",
        mentioned: str = "",
        channel: str = "",
        look: ReadPage | None = None,
    ) -> Reply | None:
        self._keys += 1
        interaction = Interaction(
            key=key or f"k{self._keys}",
            actor=self.actor(who),
            action=action,
            target=target,
            values=dict(values or {}),
            mentioned=(self.actor(mentioned),) if mentioned else (),
            channel=channel,
        )
        return await answer(self.store, interaction, self.now, look or nothing_there)

    async def joins(self, who: str, **wishes: str | tuple[str, ...]) -> None:
        assert isinstance(await self.does(who, "join", values={**JOINING, **wishes}), Card)

    async def champions(self, *people: str) -> None:
        """The boss asks these people to be champions, and they accept. The boss accepts the messages alone."""
        for who in people:
            if who != "boss":
                await self.does("boss", "champion", mentioned=who, values={"text": f"@{who}"})
            assert isinstance(await self.does(who, "accept_role"), Card)

    async def overrides(self, content: str, reason: str = "A flood.", confirms: str = "carl") -> None:
        """The boss asks to publish a draft above all budgets, and another champion confirms it."""
        assert isinstance(await self.does("boss", "override", content, values={"reason": reason}), Card)
        assert isinstance(await self.does(confirms, "confirm_override", content), Card)

    async def approves(self, who: str, content: str, **more: str | tuple[str, ...]) -> Reply | None:
        """Open the editor of a suggestion, and publish it as it is shown, with these changes."""
        form = await self.does(who, "approve", content)
        if not isinstance(form, Form):
            return form
        shown = {field.name: field.value for field in form.inputs if field.value or field.kind != "flag"}
        return await self.does(who, "approve", form.target, values={**shown, **more})

    async def posts(self, who: str = "boss", **more: str | tuple[str, ...]) -> str:
        """Publish content as a champion. Returns its id."""
        page = "".join(char for char in str(more.get("title", "owl")).lower() if char.isalnum())
        draft = await self.does(who, "post", values={**POSTING, "url": f"https://example.com/{page}", **more})
        assert isinstance(draft, Card), draft
        content = pressed(draft, "publish")
        assert isinstance(await self.does(who, "publish", content), Card)
        return content

    async def after(self, **time: float) -> None:
        """Move the clock and run the rounds once more."""
        self.now += timedelta(**time)
        await self.rounds.all()

    async def morning(self) -> None:
        """Release the figures as on a new morning, without moving the clock."""
        again = update(Workspace).where(Workspace.workspace == self.workspace).values(released_on="")
        await self.store.run(lambda session: session.execute(again))
        await self.rounds.make("release")

    def told(self, who: str) -> list[Card]:
        return [card for address, card in self.mouth.shown.values() if address == who]


class Mouth:
    """A messenger that sends at once. It raises what a test asks it to raise, once each."""

    def __init__(self) -> None:
        self.shown: dict[str, tuple[str, Card]] = {}
        self.per_second = math.inf
        self.calls = 0
        self.trouble: list[Exception] = []
        self.tried: list[str] = []  # addresses
        self.looked = 0  # how often it was asked to find a message
        self.blocked: set[str] = set()  # addresses where sending fails
        self.begun = asyncio.Event()
        self.slow = asyncio.Event()
        self.slow.set()  # while cleared, sending waits

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        self.tried.append(address)
        self._maybe()
        if address in self.blocked:
            raise Blocked("user_disabled")
        self.begun.set()
        await self.slow.wait()
        ref = f"{workspace}/{len(self.shown)}"
        self.shown[ref] = (address, card)
        return ref

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        self.looked += 1
        raise CannotTell

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        self._maybe()
        self.shown[ref] = (self.shown[ref][0], card)

    def _maybe(self) -> None:
        self.calls += 1
        if self.trouble:
            raise self.trouble.pop(0)


async def nothing_there(url: str) -> Page:
    return Page(url=url)


def pressed(card: Card, action: str) -> str:
    """The target of the button with that action on the card."""
    [target] = {b.target for part in card.parts for b in getattr(part, "every", ()) if b.action == action}
    return str(target)
