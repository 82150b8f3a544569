"""How people react to what they are sent: the model of habits.py, and what each has got so far."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from bot.terminal.simulate.company import Colleague
from bot.terminal.simulate.feeds.editors import decides
from bot.terminal.simulate.habits import HABITS, Mood, delay, reaction, settles
from bot.terminal.simulate.publishing.approvers import asks_again, looks_second
from bot.terminal.simulate.recorder import Offered, Told
from bot.terminal.simulate.story import Act

WEEK = timedelta(days=7)
WORDS = {"later": "tomorrow", "react": "like"}


class Minds:
    """Everybody has their own dice, card by card: a person has the same luck under both rules."""

    def __init__(self, people: Mapping[str, Colleague], topics: Mapping[str, frozenset[str]], seed: int) -> None:
        self._people = people
        self._topics = topics  # by title
        self._seed = seed
        self._cards: dict[str, list[datetime]] = defaultdict(list)
        self._asked_of: dict[tuple[str, str], int] = defaultdict(int)  # by person and subject
        self._unanswered: dict[str, int] = defaultdict(int)

    def hears(self, told: Told) -> Iterator[Act]:
        """What the person will do about it: at most one thing."""
        one = self._people[told.who]
        dice = random.Random(f"{self._seed} {one.id} {len(self._cards[one.id])}")  # noqa: S311 - a story
        if told.offered:
            yield from self._nudged(one, told, dice)
        elif ("keep", "") in told.buttons:
            yield from self._asked(one, told, dice)
        else:
            yield from self._as_champion(one, told)

    def _as_champion(self, one: Colleague, told: Told) -> Iterator[Act]:
        """What only champions are sent. Their luck is by what it is about."""
        about = told.drafts[0].title if told.drafts else told.title
        self._asked_of[one.id, about] += 1  # a request may come once more
        dice = f"{self._seed} {one.id} {about} {self._asked_of[one.id, about]}"
        luck, buttons = random.Random(dice), dict(told.buttons)  # noqa: S311 - a story, not a secret
        if told.drafts:
            yield from decides(one, told, self._topics, luck)
        elif content := buttons.get("approve_second"):
            yield from looks_second(one, told, content, luck)
        elif told.kind == "second_answer" and (content := buttons.get("edit")):
            yield from asks_again(one, told, content, luck)

    def answered(self, who: str) -> None:
        self._unanswered[who] = 0

    def _nudged(self, one: Colleague, told: Told, dice: random.Random) -> Iterator[Act]:
        item = max(told.offered, key=lambda offered: self._followed(one, offered))  # the first of equals
        week = sum(at > told.at - WEEK for at in self._cards[one.id])
        mood = Mood(week=week, unanswered=self._unanswered[one.id], followed=self._followed(one, item))
        self._cards[one.id].append(told.at)
        self._unanswered[one.id] += 1
        does, at = reaction(HABITS[one.habit], mood, dice), told.at + delay(dice)
        if does == "leave":
            yield Act(at, one.id, "leave")
        elif does != "none":
            yield Act(at, one.id, *item.press(does, WORDS.get(does, "")), card=told.number, about=item, does=does)

    def _asked(self, one: Colleague, told: Told, dice: random.Random) -> Iterator[Act]:
        """They are asked how to go on."""
        does, at = settles(dice), told.at + delay(dice)
        if does != "none":
            yield Act(at, one.id, does, card=told.number, does=does)

    def _followed(self, one: Colleague, offered: Offered) -> bool:
        about = self._topics.get(offered.title, frozenset())
        return bool(about & set(one.topics)) or not (about and one.topics)
