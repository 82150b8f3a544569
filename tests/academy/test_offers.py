"""A course in place of something to share: for people who stopped or asked, within the budget, and through the gate."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from models import Message, Nudge
from tests.academy.reader import Reader
from tests.support.office import Office

TITLE = "Your first post"


async def offered(office: Office) -> list[tuple[str, str]]:
    rows = select(Message.person, Message.subject).where(Message.kind == "course", Message.state == "sent")
    return [(str(who), course) for who, course in await office.store.run(lambda s: s.execute(rows).all())]


async def nudged(office: Office) -> Sequence[datetime]:
    rows = select(Nudge.planned_at).where(~Nudge.asked)
    return await office.store.run(lambda s: s.scalars(rows).all())


async def days(office: Office, number: int) -> None:
    for _ in range(number):
        await office.after(hours=1)
        await office.after(hours=23)


async def starts(office: Office) -> Reader:
    anna = Reader(office)
    await office.joins("anna", weekly_most="1")
    await anna.opens(TITLE)
    await anna.presses("Next")
    return anna


async def test_a_course_that_somebody_stopped_in_is_offered_once_and_leads_on(office: Office):
    anna = await starts(office)
    await days(office, 6)
    assert await offered(office) == []
    await days(office, 8)
    assert await offered(office) == [("anna", "first-post")]
    [card] = [card for who, card in office.mouth.shown.values() if who == "anna" and card.title == TITLE]
    anna.card = card
    assert "You were halfway: 5 cards to go." in anna.says and "Less of this" in anna.labels
    await anna.presses("Go on")
    assert "Card 2 of 6" in anna.says
    await days(office, 21)
    assert len(await offered(office)) == 1


async def test_it_takes_the_place_of_content_in_the_week(office: Office):
    anna = Reader(office)
    for number in range(6):
        await office.posts(title=f"Story {number}")
    await office.joins("anna", weekly_most="1")
    await anna.opens(TITLE)
    await anna.presses("Stop here, and offer it to me later")
    await days(office, 28)
    assert len(await offered(office)) == 1
    course = select(Message.due_at).where(Message.kind == "course")
    [at] = await office.store.run(lambda s: s.scalars(course).all())
    moments = await nudged(office)
    assert moments and all(abs((one - at).days) >= 6 for one in moments)


async def test_a_course_that_was_finished_meanwhile_or_muted_is_not_offered(office: Office):
    await starts(office)
    await office.does("anna", "mute", "course")
    await days(office, 14)
    assert await offered(office) == []
    bob = Reader(office, "bob")
    await office.joins("bob")
    await bob.finishes(TITLE)
    await days(office, 14)
    assert await offered(office) == []


async def test_somebody_on_a_break_gets_none(office: Office):
    await starts(office)
    await office.does("anna", "pause", values={"text": "for 4 weeks"})
    await days(office, 21)
    assert await offered(office) == []
