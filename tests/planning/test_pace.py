"""After three unanswered nudges comes one question: keep, fewer, pause or leave."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from handlers.core.interaction import Card, Form, Notice
from models import Message, Nudge, Person
from tests.support.office import Office, pressed

QUESTION = "How shall we go on?"


async def ignores(office: Office, most: str = "5") -> None:
    """Anna ignores three nudges, and is asked."""
    for number in range(9):
        await office.posts(title=f"Story {number}")
    await office.joins("anna", weekly_most=most)
    await days(office, 10 if most == "5" else 30)


async def days(office: Office, number: int) -> None:
    for _ in range(number):
        await office.after(hours=23, minutes=40)
        await office.after(minutes=20)


def titles(office: Office) -> Sequence[str]:
    return [card.title for card in office.told("anna")]


async def person(office: Office) -> Person:
    return await office.store.run(lambda session: session.get_one(Person, (office.workspace, "anna")))


async def test_after_three_ignored_in_a_row_one_card_asks_and_then_nothing_comes(office: Office):
    await ignores(office)
    assert len(titles(office)) == 4 and titles(office)[-1] == QUESTION
    await days(office, 40)
    assert len(titles(office)) == 4


async def test_people_who_answer_one_of_them_are_not_asked(office: Office):
    for number in range(9):
        await office.posts(title=f"Story {number}")
    await office.joins("anna", weekly_most="5")
    await office.after(minutes=20)
    await days(office, 3)
    await office.does("anna", "skip", pressed(office.told("anna")[-1], "skip"))
    await days(office, 4)
    assert QUESTION not in titles(office)


async def test_keep_continues_as_before_and_forgets_what_was_ignored(office: Office):
    await ignores(office)
    kept = await office.does("anna", "keep")
    assert isinstance(kept, Card) and kept.instead and "5 times a week" in kept.summary
    anna = await person(office)
    assert (anna.checked_at, anna.pace_from, anna.weekly_most) == (None, office.now, 5)
    await days(office, 3)
    assert len(titles(office)) > 4


@pytest.mark.parametrize(("most", "then"), [("5", 2), ("2", 1)])
async def test_fewer_halves_the_maximum_and_counts_once(office: Office, most: str, then: int):
    await ignores(office, most)
    assert titles(office)[-1] == QUESTION
    assert isinstance(await office.does("anna", "fewer"), Card)
    assert isinstance(await office.does("anna", "fewer"), Notice)
    assert (await person(office)).weekly_most == then


async def test_fewer_than_once_a_week_becomes_a_break_of_four_weeks(office: Office):
    await ignores(office)
    await office.store.run(lambda session: session.execute(update(Person).values(weekly_most=1)))
    card = await office.does("anna", "fewer")
    until = (await person(office)).paused_until
    assert until is not None and timedelta(days=27) < until - office.now <= timedelta(days=28)
    assert isinstance(card, Card) and "you get no messages" in card.summary


async def test_pause_and_leave_settle_it_and_the_card_says_so(office: Office):
    await ignores(office)
    assert isinstance(await office.does("anna", "pause"), Form)
    await office.does("anna", "pause", values={"until": "2026-06-01"})
    await office.after(seconds=30)
    assert "Until Monday 1 June 2026" in office.told("anna")[-1].summary
    assert (await person(office)).checked_at is None
    await office.does("anna", "leave")
    refused = await office.does("anna", "keep")
    assert isinstance(refused, Card) and refused.title == "Join first"


async def test_sharing_something_ends_the_silence_too(office: Office):
    await ignores(office)
    await office.does("anna", "share", pressed(office.told("anna")[2], "share"))
    anna = await person(office)
    assert anna.checked_at is None and anna.pace_from == office.now
    await days(office, 3)
    assert len(titles(office)) > 4


async def test_changed_settings_end_it_too(office: Office):
    await ignores(office)
    wishes = {"weekly_most": "2", "hours_from": "09:30", "hours_to": "16:30"}
    await office.does("anna", "settings", values=wishes)
    assert (await person(office)).checked_at is None


async def test_people_who_leave_before_the_question_are_not_asked(office: Office):
    await ignores(office)
    queued = update(Message).where(Message.kind == "pace").values(state="queued", ref=None, due_at=office.now)
    await office.store.run(lambda session: session.execute(queued))
    before = len(titles(office))
    await office.does("anna", "leave")
    await office.after(minutes=1)
    assert len(titles(office)) == before
    [message] = await office.store.run(lambda s: s.scalars(select(Message).where(Message.kind == "pace")).all())
    assert message.state == "cancelled"


async def test_nudges_that_never_arrived_do_not_count_as_ignored(office: Office):
    office.mouth.blocked.add("anna")
    await ignores(office)
    asked = select(Nudge.planned_at).where(Nudge.person == "anna")
    times: Sequence[datetime] = await office.store.run(lambda session: session.scalars(asked).all())
    assert times and (await person(office)).checked_at is None
