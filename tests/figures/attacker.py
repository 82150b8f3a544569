"""An attacker with a champion's and a manager's rights, who compares all figures and tries to learn about one person.

It uses only what every revision has, so it can be run against an older one: see docs/decisions/0024.
"""

import csv
import io
import random
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Form, Reply
from handlers.registry.surfaces import PageContext
from handlers.results import totals
from handlers.results.export import file
from models import Nudge
from tests.support.office import POSTING, Office, pressed

K = 5
TEAMS, NETWORKS, TOPICS = ("Lens", "Base", "Rotor"), ("linkedin", "x"), ("Owls", "Bats")
REASONS = ("topic", "salesy", "time", "shared", "uneasy")
NO_FIGURE = re.compile(  # days, weeks, rates, times, and numbers of content
    r"\d+ (?:January|February|March|April|May|June)(?: \d{4})?|\d{4}-W\d\d|\(?\d+%.*?\)|\d\d:\d\d"
    r"|that takes \d+|\d+ more days|\d+ items?|95%|(?:Draft|Waiting|Running|Ended|Stopped): \d+"
)
WEEK = re.compile(r"\d{4}-W\d\d")
OWN = re.compile(r"^(?:\d+\. |You |and \d+ more with|This week)|points?\b|place \d+")  # of oneself, or of the named
DRAFT = {**POSTING, "url": "https://example.com/draft", "title": "Story C"}
Figures = Mapping[str, int]


class Leak(NamedTuple):
    """What was learned, where."""

    how: str
    where: str


class Attack:
    """A company of some people that act through `answer()`, and the attacker who looks at everything."""

    def __init__(self, office: Office, seed: int, size: int) -> None:
        self.office, self.dice, self.size = office, random.Random(seed), size
        self.people = [f"q{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(size)]  # without digits
        self.contents: list[str] = []
        self.leaks: list[Leak] = []
        self.draft = ""  # content that is not published
        self.seen = 0  # figures in the last file

    async def play(self, days: int = 8) -> list[Leak]:
        """What the attacker learned in some days."""
        await self._found()
        before: dict[str, Figures] = {}
        for day in range(days):
            await self.office.after(days=1)
            await self._day(day)
            if day == days // 2:
                await self._retag()
            seen = await self.look()
            self._compare(before, seen)
            self.seen = len(seen["export"])
            before = seen
        return self.leaks

    async def _found(self) -> None:
        office, dice = self.office, self.dice
        await office.does("boss", "leaderboard", values={"text": "here"}, channel="general")
        for who in self.people:
            named = "yes" if dice.random() < 0.3 else ""
            await office.joins(who, team=dice.choice(TEAMS), weekly_most="5", named=named)
        for number, topics in enumerate((TOPICS[:1], TOPICS)):
            title = f"Story {'AB'[number]}"
            self.contents.append(await office.posts(title=title, topics=topics, new_topic=topics[0]))
        draft = await office.does("boss", "post", values=DRAFT)
        assert isinstance(draft, Card)
        self.draft = pressed(draft, "override")

    async def _day(self, day: int) -> None:
        """Everybody acts as they like. The attacker looks around one press."""
        waiting = await self.office.store.run(
            lambda s: s.execute(
                select(Nudge.person, Nudge.id, Nudge.content).where(Nudge.answer.is_(None), Nudge.week != "")
            ).all()
        )
        victim = self.dice.randrange(len(waiting)) if waiting else -1
        eager = self.dice.choice((0.15, 0.5, 0.9))
        for number, (who, nudge, content) in enumerate(waiting):
            if number == victim:
                before = await self.look()
                await self._acts(who, nudge, content, eager)
                self._around(before, await self.look())
            elif self.dice.random() < 0.8:
                await self._acts(who, nudge, content, eager)

    async def _acts(self, who: str, nudge: str, content: str, eager: float) -> None:
        office, dice = self.office, self.dice
        if dice.random() > eager:
            await office.does(who, "skip", nudge)
            await office.does(who, "reason", f"{dice.choice(REASONS)}|{nudge}")
            return
        card, network = await office.does(who, "share", nudge), dice.choice(NETWORKS)
        if isinstance(card, Card) and any(b.action == "posted" for p in card.parts for b in getattr(p, "every", ())):
            await office.does(who, "posted", pressed(card, "posted"), values={"network": network, "address": ""})
        if dice.random() < 0.6:
            place = {(office.workspace, content, "", network): dice.randrange(1, 8)}
            await office.store.run(lambda s: self._clicked(s, place))

    def _clicked(self, session: Session, place: Mapping[tuple[str, str, str, str], int]) -> None:
        with totals.counted(session, self.office.now, clicks=place):
            pass

    async def _retag(self) -> None:
        """The attacker gives the first content another topic."""
        form = await self.office.does("boss", "edit", self.contents[0])
        assert isinstance(form, Form)
        values = {one.name: one.value for one in form.inputs if one.value}
        await self.office.does("boss", "edit", self.contents[0], values={**values, "topics": (TOPICS[1],)})

    # ── What the attacker sees ────────────────────────────────────────────────────────────────────

    async def look(self) -> dict[str, Figures]:
        """All figures, by surface and label."""
        does = self.office.does
        cards = {
            "results": await does("boss", "results"),
            "content": await does("boss", "content"),
            "board": await does("boss", "leaderboard"),
            "me": await does("boss", "me"),
            "override": await does("boss", "override", self.draft),
            "forecast": await does("boss", "edit", self.draft, values=DRAFT),
            **{f"item {one}": await does("boss", "results", one) for one in self.contents},
        }
        told = {f"told {at}": card for at, card in enumerate(self.office.told("general") + self.office.told("boss"))}
        seen = {name: dict(figures_of(card)) for name, card in {**cards, **told}.items()}
        return {**seen, "export": await self._export()}

    async def _export(self) -> Figures:
        card = await self.office.does("boss", "export")
        assert isinstance(card, Card)
        [link] = [b.link for p in card.parts for b in getattr(p, "every", ()) if b.label == "CSV"]
        context = PageContext(self.office.store, lambda: self.office.now)
        found = await file(context, link.removeprefix("/exports/"))
        assert found is not None
        columns, *rows = csv.reader(io.StringIO(found.body.decode("utf-8-sig"), newline=""))
        return {
            f"{by}|{what if by != 'All' else ''}|{column}": int(cell)
            for by, what, *cells in rows
            for column, cell in zip(columns[2:], cells, strict=True)
            if cell.isdigit() and "rate" not in column and "95%" not in column
        }

    # ── What the attacker concludes ───────────────────────────────────────────────────────────────

    def _around(self, before: Mapping[str, Figures], after: Mapping[str, Figures]) -> None:
        """Whatever differs around one press is that person's."""
        for name in before.keys() | after.keys():
            if before.get(name) != after.get(name):
                self.leaks.append(Leak("a press", name))

    def _compare(self, before: Mapping[str, Figures], after: Mapping[str, Figures]) -> None:
        """Figures about a few, and differences of a few: of two days, of a whole and its parts, of a nested topic."""
        for name, figures in after.items():
            for label, number in figures.items():
                if 0 < number < K:
                    self.leaks.append(Leak("a few", f"{name}: {label}"))
                earlier = before.get(name, {}).get(label)
                if earlier is not None and 0 < abs(number - earlier) < K:
                    self.leaks.append(Leak("two days", f"{name}: {label}"))
        self.leaks.extend(of_parts(after["export"]))


def figures_of(reply: Reply | None) -> Iterator[tuple[str, int]]:
    """The numbers on a card, labelled by the words around them. Those of people who agreed to be named are left out."""
    for place, line in enumerate(lines_of(reply)):
        text = NO_FIGURE.sub("", line)
        if not OWN.search(text):
            label = " ".join([*WEEK.findall(line), re.sub(r"\d+", "#", text)])
            numbers = [int(number) for number in re.findall(r"\d+", text.replace(",", ""))]
            yield from ((f"{label} {at} {place if '#' not in label else ''}", n) for at, n in enumerate(numbers))
            if found := re.search(r"\b(\d+) of (\d+)\b", text):
                yield f"{label} complement", int(found[2]) - int(found[1]) or 1


def lines_of(reply: object) -> Iterator[str]:
    """All texts of a card or a form."""
    match reply:
        case Form():
            yield reply.intro
        case Card():
            yield from (line for part in reply.parts for line in lines_of(part.model_dump()))
        case dict():
            for name in ("text", "items", "rows", "alt"):
                yield from lines_of(reply.get(name))
        case str():
            yield from reply.split("\n")
        case (str(name), str(value)):
            yield f"{name}: {value}"
        case tuple() | list():
            yield from (line for one in reply for line in lines_of(one))
        case _:
            pass


Columns = Mapping[str, int]
Rows = Mapping[tuple[str, str], Columns]


def of_parts(figures: Figures) -> Iterator[Leak]:
    """What a whole leaves when its parts are subtracted, one by one; and rates of all, or of all but a few."""
    rows: dict[tuple[str, str], dict[str, int]] = {}
    for label, number in figures.items():
        by, what, column = label.split("|")
        rows.setdefault((by, what), {})[column] = number
    yield from _of_rates(rows)
    yield from _of_the_rest(rows, rows.get(("All", ""), {}))
    yield from _of_topics([columns for (by, _), columns in rows.items() if by == "Topic"])


def _of_rates(rows: Rows) -> Iterator[Leak]:
    for (by, what), columns in rows.items():
        for column in ("Shared", "Opened"):
            if column in columns and columns.get(f"{column}, out of", 0) - columns[column] < K:
                yield Leak("all but a few", f"{by} {what} {column}")


def _of_the_rest(rows: Rows, every: Columns) -> Iterator[Leak]:
    for (by, what), columns in rows.items():
        for column in ("Nudges", "Shared", "Posts", "Clicks of people"):
            if column in columns and 0 < every.get(column, columns[column]) - columns[column] < K:
                yield Leak("the rest", f"{by} {what} {column}")


def _of_topics(topics: list[dict[str, int]]) -> Iterator[Leak]:
    """The second piece of content has a topic more than the first, until it is given away."""
    for one in topics:
        for other in topics:
            for column in ("Nudges", "Shared", "Clicks of people"):
                if 0 < one.get(column, 0) - other.get(column, one.get(column, 0)) < K:
                    yield Leak("two topics", column)
