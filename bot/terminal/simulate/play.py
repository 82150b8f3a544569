"""Plays the weeks of the company on a real Heraut: people act, the planner plans, and people answer what they get."""

import random
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Literal, NamedTuple

from bot.terminal.simulate.company import Company
from bot.terminal.simulate.feeds.server import FeedServer
from bot.terminal.simulate.feeds.sources import topics_of
from bot.terminal.simulate.habits import POSTS, REASONS, TELLS
from bot.terminal.simulate.minds import Minds
from bot.terminal.simulate.publishing.extras import planning
from bot.terminal.simulate.recorder import Offered, Recorder, Told
from bot.terminal.simulate.story import Act, story
from handlers.core.interaction import Actor, Buttons, Card, Form, FormErrors, Interaction, Notice, Reply
from handlers.offline import WORKSPACE, Offline

GRID = 1800  # seconds between rounds, which are made only when there is something to do
MOMENT = timedelta(minutes=1)
# What champions decide, where it answers a card: about drafts from feeds, and as the second champion.
DECIDES = ("use_entry", "drop_entry", "publish", "approve_second", "send_back")
Rule = Literal["adaptive", "fixed"]
RULES: tuple[Rule, ...] = ("adaptive", "fixed")


class Answer(NamedTuple):
    """What was answered to a card."""

    at: datetime
    card: int  # its number among all messages
    how: str
    about: str = ""  # the title of the content


class Decision(NamedTuple):
    """What a champion made of a draft from a feed, or of a request for approval."""

    at: datetime
    who: str
    how: str  # the action
    content: str


class Played(NamedTuple):
    """All that happened: what was sent, and what people did."""

    company: Company
    told: tuple[Told, ...]
    answers: tuple[Answer, ...]
    left: Mapping[str, datetime]
    decisions: tuple[Decision, ...] = ()


class Broken(Exception):
    """Heraut refused something that it should accept: there is a mistake in the story or in Heraut."""


class Play:
    """One company on one Heraut. A seed always plays the same weeks."""

    def __init__(self, company: Company, seed: int, rule: Rule = "adaptive") -> None:
        self._company = company
        self._seed = seed
        self._people = {person.id: person for person in company.colleagues}
        topics = {item.title: frozenset(item.topics) for item in company.items}
        self._minds = Minds(self._people, {**topics_of(company.feeds), **topics}, seed)
        self._recorder = Recorder(lambda: self._heraut.now)
        web = FeedServer(company.feeds, lambda: self._heraut.now)
        self._heraut = Offline(self._recorder, company.begins, web.fetch, learns=rule == "adaptive")
        self._numbers = count()
        self._acts: list[tuple[datetime, int, Act]] = []
        self._ticked = company.begins
        self._heard = 0
        self._answers: list[Answer] = []
        self._left: dict[str, datetime] = {}
        self._decisions: list[Decision] = []
        self._campaigns: dict[str, str] = {}  # ids by name
        self._planned = {item.title: item for item in company.items if item.planned}

    async def run(self) -> AsyncIterator[float]:
        """Play to the end; yields how much is over, from 0 to 1."""
        await self._heraut.open("Kievit Wind")
        self._intend(story(self._company))
        begins, ends = self._company.begins, self._company.ends
        while (moment := await self._next()) < ends:
            self._heraut.now = moment
            await (self._act() if self._acts and self._acts[0][0] <= moment else self._tick())
            yield (moment - begins) / (ends - begins)
        self._heraut.close()

    def played(self) -> Played:
        told, answers, decisions = tuple(self._recorder.told), tuple(self._answers), tuple(self._decisions)
        return Played(self._company, told, answers, self._left, decisions)

    async def _next(self) -> datetime:
        """The next moment when somebody acts or the rounds have something to do."""
        ends, now = self._company.ends, self._heraut.now
        act, soonest = self._acts[0][0] if self._acts else ends, self._ticked + timedelta(seconds=GRID)
        if act <= soonest:  # nothing can happen before
            return act
        due = min(max(await self._heraut.moment(), now), ends)
        tick = datetime.fromtimestamp(-(-due.timestamp() // GRID) * GRID, UTC)
        return min(act, max(tick, soonest))

    def _intend(self, acts: Iterator[Act]) -> None:
        for act in acts:
            heappush(self._acts, (act.at, next(self._numbers), act))

    async def _tick(self) -> None:
        """Make the rounds, and let people react to what they get."""
        self._ticked = self._heraut.now
        await self._heraut.tick()
        for told in self._recorder.told[self._heard :]:
            self._intend(self._minds.hears(told))
        self._heard = len(self._recorder.told)

    async def _act(self) -> None:
        act = heappop(self._acts)[2]
        if act.who in self._left:
            return
        reply = await self._heraut.answer(self._interaction(act))
        if act.card is not None:
            self._take(act, act.card, reply)
        elif not isinstance(reply, Card | Notice):
            raise Broken(f"{act.action}: {reply}")
        if act.action == "new_campaign" and isinstance(reply, Card):
            self._campaigns[str(act.values["name"])] = _pressed(reply, "edit_campaign")
        if act.action == "leave":
            self._left[act.who] = act.at
        self._intend(self._follow(act, reply))

    def _take(self, act: Act, card: int, reply: Reply | None) -> None:
        """An answer that came too late, after the content had ended, does not count."""
        if isinstance(reply, FormErrors) or reply is None:
            raise Broken(f"{act.action}: {reply}")
        if act.action in DECIDES and isinstance(reply, Card):
            self._decisions.append(Decision(act.at, act.who, act.action, act.target))
        if act.does and isinstance(reply, Card):
            self._answers.append(Answer(act.at, card, act.does, act.about.title if act.about else ""))
            self._minds.answered(act.who)

    def _follow(self, act: Act, reply: Reply | None) -> Iterator[Act]:
        """What somebody does next with the card that they get back."""
        dice = random.Random(f"{self._seed} {act.at} {act.who}")  # noqa: S311 - a story, not a secret
        if isinstance(reply, Form):
            yield Act(act.at + MOMENT, act.who, reply.action, reply.target, _filled(reply), card=act.card)
        if not isinstance(reply, Card):
            return
        match act:
            case Act(action="edit") if draft := _target(reply, "publish"):  # unless somebody else was first
                yield Act(act.at + MOMENT, act.who, "publish", draft, card=act.card)
            case Act(action="post") if (item := self._planned.get(str(act.values["title"]))) is not None:
                when = planning(item, self._people[act.who].zone(act.at))
                yield Act(act.at, act.who, "schedule", _pressed(reply, "schedule"), when)
            case Act(action="post"):
                yield Act(act.at, act.who, "publish", _pressed(reply, "publish"))
            case Act(does="share") if dice.random() < POSTS:
                where = {"network": dice.choice(self._people[act.who].networks), "address": ""}
                yield Act(act.at + MOMENT, act.who, "posted", _pressed(reply, "posted"), where, card=act.card)
            case Act(does="skip", about=Offered() as offered) if dice.random() < TELLS:
                why = offered.press("reason", dice.choice(REASONS))
                yield Act(act.at + MOMENT, act.who, *why, card=act.card)
            case _:
                pass

    def _interaction(self, act: Act) -> Interaction:
        mentioned = (self._actor(act.mentioned, act.at),) if act.mentioned else ()
        return Interaction(
            key=f"k{next(self._numbers)}",
            actor=self._actor(act.who, act.at),
            action=act.action,
            target=act.target,
            values={**act.values, **self._campaign_of(act)},
            mentioned=mentioned,
        )

    def _campaign_of(self, act: Act) -> Mapping[str, str]:
        name = act.values.get("campaign")
        return {"campaign": self._campaigns[name]} if act.action == "post" and isinstance(name, str) and name else {}

    def _actor(self, who: str, now: datetime) -> Actor:
        one = self._people[who]
        boss = self._company.champions[0].id == who
        zone = one.zone(now)
        return Actor(
            workspace=WORKSPACE, person=who, name=who, locale=one.place.locale, timezone=zone, admin=boss or None
        )


def _filled(form: Form) -> Mapping[str, str | tuple[str, ...]]:
    """What a champion submits: the form as it is, with a text of their own."""
    return {**{field.name: field.value for field in form.inputs}, "text_1": "What I take from this."}


def _pressed(card: Card, action: str) -> str:
    """The target of the button with that action. Raises Broken if there is none."""
    if (target := _target(card, action)) is None:
        raise Broken(f"{card.title} has no button for {action}")
    return target


def _target(card: Card, action: str) -> str | None:
    rows = (part for part in card.parts if isinstance(part, Buttons))
    return next((button.target for row in rows for button in row.every if button.action == action), None)
