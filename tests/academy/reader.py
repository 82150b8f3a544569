"""Somebody who reads courses: presses by label, and what a card says."""

from sqlalchemy import select

from handlers.academy.files import our_courses
from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Text
from models import CourseProgress
from tests.support.office import Office

RIGHT = {(one.title, card.title): card.right for one in our_courses() for card in one.cards if card.answers}


class Reader:
    """One person in front of one card."""

    def __init__(self, office: Office, who: str = "anna") -> None:
        self.office, self.who = office, who
        self.card = Card(title="", summary="")

    async def does(self, action: str, target: str = "", **values: str) -> Card:
        reply = await self.office.does(self.who, action, target, values=values or None)
        assert isinstance(reply, Card), reply
        self.card = reply
        return reply

    async def presses(self, label: str) -> Card:
        button = next(one for one in all_of(self.card) if one.label == label)
        return await self.does(button.action, button.target)

    async def opens(self, title: str) -> Card:
        return await self.does("learn", text=title)

    async def answers(self, *, well: bool) -> Card:
        right = RIGHT[self.card.title, self.title]
        return await self.presses("ABCD"[right if well else (right + 1) % 2])

    async def goes_on(self) -> Card:
        """Press what leads on, and answer well."""
        labels = self.labels
        if "A" in labels:
            return await self.answers(well=True)
        return await self.presses("Next" if "Next" in labels else "Done")

    async def finishes(self, title: str) -> Card:
        card = await self.opens(title)
        while "Read it again" not in self.labels:
            card = await self.goes_on()
        return card

    @property
    def labels(self) -> list[str]:
        return [button.label for button in all_of(self.card)]

    @property
    def title(self) -> str:
        return next(part.text for part in self.card.parts if isinstance(part, Text) and part.style == "strong")

    @property
    def says(self) -> str:
        return " ".join(part.text for part in self.card.parts if isinstance(part, Text))

    async def progress(self, course: str = "first-post") -> CourseProgress | None:
        rows = select(CourseProgress).where(CourseProgress.person == self.who, CourseProgress.course == course)
        return await self.office.store.run(lambda s: s.scalars(rows).one_or_none())
