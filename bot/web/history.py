"""The playground's past: some weeks in the life of a company, played like everything that people do."""

import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime, timedelta

from bot.web.company import Article, Company, Person
from bot.web.dialogue import Dialogue
from bot.web.rooms import Rooms
from handlers.core.interaction import Button, Buttons, Card

WEEKS = 5
GOES_ON = timedelta(days=20)  # how long the campaign still runs
ROUNDS = (timedelta(hours=9, minutes=45), timedelta(hours=13), timedelta(hours=16))
KEPT_BACK = 1  # the newest article is left for the visitor to post
Filled = dict[str, str | tuple[str, ...]]
At = Callable[[datetime], Awaitable[None]]  # sets the clock, and runs what is due by then


class History:
    """The weeks of one company up to `now`. The same seed gives the same story."""

    def __init__(self, dialogue: Dialogue, rooms: Rooms, address: str, at: At, now: datetime, seed: int = 7) -> None:
        self._dialogue = dialogue
        self._rooms = rooms
        self._company: Company = rooms.company
        self._address = address
        self._at = at
        self._chance = random.Random(seed)  # noqa: S311 - a story, not a secret
        self._today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        self._now = now
        self._keys = 0

    @property
    def days(self) -> int:
        return WEEKS * 7

    async def tell(self) -> AsyncIterator[int]:
        """Play the days up to now; yields the number of each day when it is over."""
        await self._at(self._today - timedelta(days=self.days))
        await self._found()
        for number in range(self.days):
            await self._day(number)
            yield number + 1
        await self._invite()
        await self._at(self._now)
        self._rooms.everybody_saw_everything()

    async def _day(self, number: int) -> None:
        """One day: people join, champions post, and everybody answers now and then."""
        start = self._today - timedelta(days=self.days - number)
        await self._at(start + timedelta(hours=9))
        for person in self._joining(number):
            await self._join(person)
        articles = self._company.articles[:-KEPT_BACK]
        if number % 4 == 1 and number // 4 < len(articles):
            await self._post(articles[number // 4])
        for offset in ROUNDS:
            await self._at(min(start + offset, self._now))
            for person in self._colleagues():
                await self._answer(person)
        if number == self.days - 1:
            await self._suggest()

    # ── What people do ────────────────────────────────────────────────────────────────────────────

    async def _found(self) -> None:
        boss = next(person for person in self._company.people if person.admin)
        for person in self._company.people:
            if person.role == "champion":
                await self._type(boss, "chat", f"champion @{person.id}")
                await self._type(person, "chat", "champion yes")
        first = self._champions()[0]
        await self._join(first)
        await self._join(boss)
        await self._type(boss, "chat", "disclosure")
        await self._submit(boss, {"company": self._company.name})
        await self._type(boss, self._company.channels[0].id, "leaderboard here")
        for who in self._company.answerers:
            await self._type(boss, "chat", f"answerers @{who}")
        await self._begin_campaign()

    async def _begin_campaign(self) -> None:
        """It began with the history, and goes on for a while."""
        planned = self._company.campaign
        runs = self._company.person(planned.run_by) if planned else None
        if planned and runs:
            await self._type(runs, "chat", "new campaign")
            counted: Filled = {"counts": "shares", "target": planned.target}
            ends = (self._now + GOES_ON).date().isoformat()
            await self._submit(runs, {"name": planned.name, "goal": planned.goal, "ends": ends, **counted})

    def _joining(self, number: int) -> Iterator[Person]:
        later = [person for person in self._colleagues() if not person.admin and person is not self._champions()[0]]
        return (person for place, person in enumerate(later) if place * 2 == number)

    async def _join(self, person: Person) -> None:
        await self._type(person, "chat", "join")
        networks = tuple(self._chance.sample(("linkedin", "x", "bluesky", "mastodon"), 2))
        languages = ("nl", "en") if person.locale.startswith("nl") else ("en",)
        named = "" if self._chance.random() < 0.2 else "yes"
        wishes: Filled = {"networks": networks, "languages": languages, "weekly_most": "3", "named": named}
        await self._submit(person, {**wishes, "hours_from": "09:30", "hours_to": "16:30"})

    async def _post(self, article: Article) -> None:
        author = next((p for p in self._champions() if p.locale.startswith(article.language)), self._champions()[0])
        await self._type(author, "chat", f"post {self._address}/articles/{article.slug}")
        texts = {f"text_{n}": text for n, text in enumerate(article.texts[article.language][:3], start=1)}
        more: Filled = {"why": article.why, "languages": (article.language,), "new_topic": article.topics[0]}
        await self._submit(author, {**more, **texts, **self._belonging(author, article)})
        await self._press(author, "publish")

    def _belonging(self, author: Person, article: Article) -> Filled:
        """The campaign in the open form, for an article about its topics."""
        planned, opened = self._company.campaign, self._rooms.form(author.id)
        if planned is None or opened is None or not {*planned.topics} & {*article.topics}:
            return {}
        options = (option for field in opened[1].form.inputs if field.name == "campaign" for option in field.options)
        chosen = next((option.value for option in options if option.label == planned.name), "")
        return {"campaign": chosen} if chosen else {}

    async def _answer(self, person: Person) -> None:
        luck = self._chance.random()
        if luck < 0.45 and await self._press(person, "share"):
            if self._chance.random() < 0.85:
                await self._press(person, "posted")
                await self._submit(person, self._given(person))
        elif luck < 0.55 and await self._press(person, "skip"):
            await self._press(person, "reason")
        elif luck > 0.985:
            colleague = self._chance.choice(self._colleagues())
            await self._type(person, "chat", f"thank @{colleague.id}")

    def _given(self, person: Person) -> Filled:
        """Some people give the address of their post."""
        if self._chance.random() < 0.6:
            return {}
        address = f"https://www.linkedin.com/posts/{person.id}-{self._chance.randrange(10**9)}"
        return {"network": "linkedin", "address": address}

    async def _suggest(self) -> None:
        person = next(p for p in self._company.people if p.role == "employee")
        await self._type(person, "chat", f"suggest {self._address}/articles/{self._company.articles[-1].slug}")
        await self._submit(person, {})

    async def _invite(self) -> None:
        host = next(p for p in self._company.people if p.role == "employee")
        for guest in self._company.people:
            if guest.role == "newcomer":
                await self._type(host, "chat", f"invite @{guest.id}")

    def _colleagues(self) -> list[Person]:
        return [person for person in self._company.people if person.role != "newcomer"]

    def _champions(self) -> list[Person]:
        return [person for person in self._company.people if person.role == "champion"]

    # ── How they do it ────────────────────────────────────────────────────────────────────────────

    async def _type(self, person: Person, place: str, text: str) -> None:
        await self._dialogue.command(person, place, text, self._key())

    async def _press(self, person: Person, action: str) -> bool:
        """Press the newest button with that action in the person's chat; False when there is none."""
        for post in reversed(self._rooms.posts(person.id, person.id)):
            button = _button(post.body, action) if isinstance(post.body, Card) else None
            if button:
                await self._dialogue.press(person, "chat", post.ref, action, button.target, self._key())
                return True
        return False

    async def _submit(self, person: Person, values: Filled) -> None:
        """Submit the open form with the values it came with, and `values` on top."""
        if opened := self._rooms.form(person.id):
            filled = {field.name: field.value for field in opened[1].form.inputs}
            await self._dialogue.submit(person, opened[1], {**filled, **values}, self._key())

    def _key(self) -> str:
        self._keys += 1
        return f"past{self._keys}"


def _button(card: Card, action: str) -> Button | None:
    rows = (part for part in card.parts if isinstance(part, Buttons))
    return next((button for row in rows for button in row.every if button.action == action), None)
