"""Plays of the gate: drawn people, kinds, moments and acts, on the real queue, review and courier."""

import math
import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.core.interaction import Actor, Card, Interaction, Invalid, Refused, Text
from handlers.core.workspaces import known_workspace
from handlers.features import FEATURES
from handlers.outbox.courier import Courier
from handlers.outbox.queue import NEXT_SUMMARY, tell
from handlers.platforms.departures import Departures
from handlers.registry.feature import Feature, together
from handlers.registry.messages import Kind, each
from models import Message, Person
from tests.outbox.lives import COUNTRIES, DAY, HOURS, WEEKS, ZONES, Life
from tests.support.office import Values
from tests.support.stores import in_memory
from tests.toy.feature import FEATURE as TOY

W = "W"
BOSS = Actor(workspace=W, person="boss", name="Boss", timezone="UTC", admin=True)
STEPS, EVENTFUL = 8, 4  # deliveries, and those before which people act
START, SPAN = datetime(2026, 1, 1, tzinfo=UTC), 500 * 24 * 60  # minutes: two Christmases, three changes of the clocks
WAITING = select(Message.due_at).where(Message.state.in_(("queued", "deferred")), Message.due_at < NEXT_SUMMARY)
PLATFORMS = ("slack", "teams", "web")
OUTSIDE = ("away", "back", "gone")  # what a platform reports: transactions of their own
USUAL = (
    *("tell",) * 8,
    *("leave", "join", "pause", "resume", "settings", "travel", "mute", "unmute", "offer", "accept", "give_back"),
    *OUTSIDE,
)
ACTS = (*USUAL * 4, "forget")  # seldom, because it takes long


def plain(session: Session, message: Message, now: datetime) -> Card:
    return Card(title=message.key, summary=message.kind, parts=(Text(text=message.kind),))


def plainly(feature: Feature) -> Feature:
    """The feature, with a writer that always has something to say: only the gate decides."""
    return feature._replace(messages=dict.fromkeys(feature.messages, each(plain)))


SPOKEN: Sequence[Feature] = [*map(plainly, FEATURES), plainly(Feature(name="toy", messages=TOY.messages))]
KINDS: Mapping[str, Kind] = {name: message.kind for name, message in together(SPOKEN).messages.items()}


class Recorder:
    """A platform that takes everything."""

    def __init__(self) -> None:
        self.per_second = math.inf
        self.took: list[tuple[str, str, str]] = []  # person, kind, key

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        self.took.append((address, card.summary, card.title))
        return f"{len(self.took)}"

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        """Changes what they have, which disturbs nobody."""

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        return None


class Play:
    """Some people in one workspace, for a few days. `wrong`: what should not have been sent."""

    def __init__(self, seed: int, people: int) -> None:
        self.dice = random.Random(seed)
        self.now = START + timedelta(minutes=self.dice.randrange(SPAN))
        places = self.dice.sample(ZONES, 2), self.dice.sample(HOURS, 2)  # few, so that many are at work together
        self.lives = {f"p{number}": Life.drawn(f"p{number}", self.dice, *places) for number in range(people)}
        self.kinds = self.dice.sample([*KINDS.values()], 6)  # few, so that what happens to them meets
        self.platform, self.recorder = self.dice.choice(PLATFORMS), Recorder()
        self.halted, self.told, self.wrong = False, 0, list[str]()
        self.store = in_memory(SPOKEN)
        self.features = together(SPOKEN)
        self.courier = Courier(self.store, {self.platform: self.recorder}, lambda: self.now, self.now.timestamp)
        self.departures = Departures(self.store, lambda: self.now)

    async def play(self) -> "Play":
        await self.store.run(self._found)
        for number in range(STEPS):
            if number < EVENTFUL:
                await self._step()
            await self.courier.deliver()
            self._judge()
            self.now = await self.store.run(self._next)
        self.store.close()
        return self

    def _next(self, session: Session) -> datetime:
        """A while later, or when one of the waiting messages is due, or just before."""
        later = self.now + timedelta(minutes=self.dice.choice((1, 7, 60, 420, 1440)))
        due = session.scalars(WAITING).all() if self.dice.random() < 0.7 else []
        return max(later, self.dice.choice(due) - timedelta(minutes=self.dice.choice((0, 0, 0, 5)))) if due else later

    # ── What happens ──────────────────────────────────────────────────────────────────────────────

    def _found(self, session: Session) -> None:
        known_workspace(session, W, self.platform, "Acme", self.now)
        self._does(session, BOSS, "less")
        for one in self.lives.values():
            before = self.now - 9 * DAY
            row = Person(workspace=W, person=one.name, met_at=before, timezone=one.zone, country=one.country)
            row.role = "manager" if one.manages else "champion" if one.champion else "employee"
            row.duty_at, row.days = before if one.champion else None, one.days
            row.hours_from, row.hours_to = one.hours
            row.joined_at = before if one.joined or one.left else None
            row.left_at = before + DAY if one.left else None
            session.add(row)

    async def _step(self) -> None:
        acts = [(one, self.dice.choice(ACTS)) for one in self.lives.values() if self.dice.random() < 0.75]
        await self.store.run(lambda session: self._act(session, acts))
        for one, act in acts:
            if act in ("away", "back"):
                await self._away(one, self.now + timedelta(hours=self.dice.randrange(1, 90)) if act == "away" else None)
            elif act == "gone":
                await self.departures.of_person(W, one.name)
                one.unreachable = True
                one.calls_off("the account was closed")

    def _act(self, session: Session, acts: Sequence[tuple[Life, str]]) -> None:
        if self.dice.random() < 0.1:
            self._halt(session)
        for one, act in acts:
            if act not in OUTSIDE:
                getattr(self, f"_{act}")(session, one)

    def _does(
        self,
        session: Session,
        actor: Actor,
        action: str,
        target: str = "",
        values: Values | None = None,
        mentioned: tuple[Actor, ...] = (),
    ) -> bool:
        """Act as a person does, through the registry. Whether it was not refused."""
        key = f"{actor.person}{self.now}"
        about = {"target": target, "values": dict(values or {}), "mentioned": mentioned}
        acted = Interaction(key=key, actor=actor, action=action).model_copy(update=about)
        try:
            with session.begin_nested():
                self.features.actions[action].handle(session, acted, self.now)
        except (Refused, Invalid):
            return False
        return True

    def _actor(self, one: Life) -> Actor:
        return Actor(workspace=W, person=one.name, name=one.name, timezone=one.zone)

    def _own(self, session: Session, one: Life, action: str, target: str = "", values: Values | None = None) -> bool:
        done = self._does(session, self._actor(one), action, target, values)
        if done:
            one.unreachable = one.forgotten = False  # they were heard from
        return done

    def _tell(self, session: Session, one: Life) -> None:
        person = session.get(Person, (W, one.name))
        against = [KINDS[name] for name in sorted(one.muted)] * 6
        for _ in range(self.dice.choice((1, 1, 2, 6, 7)) if person else 0):
            kind, self.told = self.dice.choice([*self.kinds, *against]), self.told + 1
            key = kind.key(one.name, f"{self.told}")
            late = self.now + timedelta(hours=self.dice.choice((0, 0, 0, 5, 50)))
            assert person is not None
            if tell(session, person, key, f"s{self.told}", self.now, late):
                one.waiting[key.text] = kind

    def _leave(self, session: Session, one: Life) -> None:
        if self._own(session, one, "leave"):
            one.joined, one.champion, one.left, one.away_until = False, False, True, None
            one.calls_off("they left")

    def _join(self, session: Session, one: Life) -> None:
        joining = {"weekly_most": "2", **hours_as_typed(one.hours)}
        if not one.joined and self._own(session, one, "join", values=joining):
            one.joined, one.left, one.break_until = True, False, None
            person = session.get_one(Person, (W, one.name))
            one.country = person.country  # suggested, and shown to them

    def _pause(self, session: Session, one: Life) -> None:
        until = local_date(self.now, one.zone) + self.dice.randrange(1, 12) * DAY
        if self._own(session, one, "pause", values={"until": f"{until}"}):
            one.break_until = until
            one.calls_off("they took a break", lambda kind: kind.ends_on_break)

    def _resume(self, session: Session, one: Life) -> None:
        if self._own(session, one, "resume"):
            one.break_until = None

    def _settings(self, session: Session, one: Life) -> None:
        hours, days, country = self.dice.choice(HOURS), self.dice.choice(WEEKS), self.dice.choice(COUNTRIES)
        first = local_date(self.now, one.zone) + self.dice.randrange(4) * DAY
        last = first + self.dice.randrange(3) * DAY
        chosen = tuple(str(day) for day in range(7) if days >> day & 1)
        values = {
            "country": country,
            "off": f"{first} – {last}",
            "team": "",
            "weekly_most": "2",
            **hours_as_typed(hours),
        }
        if one.joined and self._own(session, one, "settings", values={**values, "days": chosen}):
            one.hours, one.days, one.country, one.off = hours, days, country, ((first, last),)

    def _travel(self, session: Session, one: Life) -> None:
        one.zone = self.dice.choice(ZONES)
        self._own(session, one, "less")

    def _mute(self, session: Session, one: Life) -> None:
        kind = self.dice.choice(self.kinds)
        if self._own(session, one, "mute", kind.name):
            one.muted.add(kind.name)
            one.calls_off("it was muted", lambda its: its == kind)

    def _unmute(self, session: Session, one: Life) -> None:
        for kind in sorted(one.muted):
            if self._own(session, one, "unmute", kind):
                one.muted.discard(kind)

    def _offer(self, session: Session, one: Life) -> None:
        """A manager offers the role, or ends it."""
        person = session.get(Person, (W, one.name))
        had = person is not None and person.role == "champion"
        self._does(session, BOSS, "champion", mentioned=(self._actor(one),))
        if had:
            self._ends(one)

    def _accept(self, session: Session, one: Life) -> None:
        if self._own(session, one, "accept_role"):
            one.champion = True

    def _give_back(self, session: Session, one: Life) -> None:
        if self._own(session, one, "end_role"):
            self._ends(one)

    def _ends(self, one: Life) -> None:
        one.champion = False
        one.calls_off("their role ended", lambda kind: kind.audience == "champions")

    def _forget(self, session: Session, one: Life) -> None:
        if self._own(session, one, "forget"):
            one.calls_off("they were forgotten")
            one.is_new()
            one.forgotten = True

    async def _away(self, one: Life, until: datetime | None) -> None:
        await self.departures.for_now(W, one.name, until)
        if one.joined or one.champion:
            one.away_until = until

    def _halt(self, session: Session) -> None:
        if self._does(session, BOSS, "resume_all" if self.halted else "pause_all"):
            self.halted = not self.halted

    # ── What should not have happened ─────────────────────────────────────────────────────────────

    def _judge(self) -> None:
        took, self.recorder.took = self.recorder.took, []
        for who, kind, key in took:
            if who in self.lives and (why := self.lives[who].gets(KINDS[kind], key, self.now, halted=self.halted)):
                self.wrong.append(f"{self.now:%a %d %b %Y %H:%M} {key}: {why} {self.lives[who]}")


def hours_as_typed(hours: tuple[int, int]) -> dict[str, str]:
    return {name: f"{at // 60:02}:{at % 60:02}" for name, at in zip(("hours_from", "hours_to"), hours, strict=True)}
