"""Messages about events: two reminders in people's hours, changes to those who have an answer, and how it was."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.core.interaction import Card, Notice
from models import Seat
from tests.gatherings.scene import OWLS, its, planned, says, shown
from tests.support.office import Office


async def titles(office: Office, who: str) -> list[str]:
    return [card.title for card in office.told(who)]


async def until(office: Office, moment: datetime, hours: float = 1) -> None:
    while office.now < moment:
        await office.after(hours=hours)


async def test_those_who_come_are_reminded_twice_in_their_hours(office: Office):
    event = await planned(office, day="2026-03-09", begins="11:00", ends="12:00")  # a Monday
    await says(office, "anna", "come", event)
    await says(office, "bert", "perhaps", event)
    await says(office, "cora", "no", event)
    await until(office, datetime(2026, 3, 6, 8, 0, tzinfo=UTC))  # Friday, nine o'clock in Amsterdam
    assert not await titles(office, "anna")
    await until(office, datetime(2026, 3, 6, 9, 0, tzinfo=UTC))  # ten: their day has begun
    assert await titles(office, "anna") == ["You come to: Owls at night"]
    await until(office, datetime(2026, 3, 9, 8, 0, tzinfo=UTC))
    assert len(await titles(office, "anna")) == 1
    await until(office, datetime(2026, 3, 9, 9, 0, tzinfo=UTC))
    assert len(await titles(office, "anna")) == 2
    assert not await titles(office, "bert") and not await titles(office, "cora")


async def test_before_an_early_event_the_second_reminder_comes_at_the_end_of_the_day_before(office: Office):
    event = await planned(office, day="2026-03-10", begins="08:00", ends="09:00")
    await says(office, "anna", "come", event)
    await until(office, datetime(2026, 3, 9, 14, 0, tzinfo=UTC))
    assert len(await titles(office, "anna")) == 1
    await until(office, datetime(2026, 3, 9, 16, 0, tzinfo=UTC))
    assert len(await titles(office, "anna")) == 2
    await until(office, datetime(2026, 3, 11, 8, 0, tzinfo=UTC))
    assert (await titles(office, "anna")).count("You come to: Owls at night") == 2


async def test_those_on_a_break_and_those_who_gave_their_seat_back_are_not_reminded(office: Office):
    await office.joins("anna")
    event = await planned(office)
    for who in ("anna", "bert"):
        await says(office, who, "come", event)
    await office.after(minutes=5)  # the reminders are queued
    await office.does("anna", "pause", values={"text": "until 1 april"})
    await says(office, "bert", "no", event)
    await until(office, datetime(2026, 3, 13, 12, 0, tzinfo=UTC), hours=3)
    assert not [one for who in ("anna", "bert") for one in await titles(office, who) if "You come to" in one]


async def test_a_move_is_told_once_to_those_who_have_an_answer_and_reminders_follow_it(office: Office):
    event = await planned(office, seats="1", day="2026-03-06")
    for who, word in (("anna", "come"), ("bert", "come"), ("cora", "perhaps"), ("dora", "no")):
        await says(office, who, word, event)
    await office.after(minutes=5)
    await office.does("boss", "edit_gathering", f"0|{event}", values={**OWLS, "seats": "1", "day": "2026-03-20"})
    await office.after(minutes=5)
    await office.after(minutes=5)
    assert {who: await titles(office, who) for who in ("anna", "bert", "cora", "dora")} == {
        "anna": ["Changed: Owls at night"],
        "bert": ["Changed: Owls at night"],
        "cora": ["Changed: Owls at night"],
        "dora": [],
    }
    await until(office, datetime(2026, 3, 18, 12, 0, tzinfo=UTC), hours=3)
    assert len(await titles(office, "anna")) == 1
    await until(office, datetime(2026, 3, 20, 12, 30, tzinfo=UTC))
    assert (await titles(office, "anna"))[1:] == ["You come to: Owls at night"] * 2


async def test_what_is_called_off_is_told_and_nothing_follows(office: Office):
    event = await planned(office, day="2026-03-06")
    await says(office, "anna", "come", event)
    await office.does("boss", "cancel_gathering", f"0|{event}")
    await until(office, datetime(2026, 3, 7, 12, 0, tzinfo=UTC), hours=3)
    assert await titles(office, "anna") == ["Called off: Owls at night"]


async def test_those_who_were_there_are_asked_how_it_was(office: Office):
    event = await planned(office, day="2026-03-05", seats="1")
    await says(office, "anna", "come", event)
    await says(office, "bert", "come", event)
    await until(office, datetime(2026, 3, 6, 10, 0, tzinfo=UTC))
    assert (await titles(office, "anna"))[-1] == "You were at: Owls at night"
    assert not await titles(office, "bert")
    card = await office.does("anna", "rate_gathering", f"good|{event}")
    assert isinstance(card, Card) and "Thank you" in card.summary
    refused = await office.does("bert", "rate_gathering", f"good|{event}")
    assert isinstance(refused, Notice) and "for those who came" in refused.text


async def answered(office: Office, good: int, better: int) -> str:
    """What the organiser reads once these answers have been counted."""
    people = [f"p{number:02}" for number in range(good + better)]
    event = await planned(office, day="2026-03-05", seats="")
    for who in people:
        await says(office, who, "come", event)
    office.now = datetime(2026, 3, 5, 16, 0, tzinfo=UTC)
    for place, who in enumerate(people):
        await office.does(who, "rate_gathering", f"{'good' if place < good else 'better'}|{event}")
    assert "How was it" not in await shown(office, "boss", event)
    office.now += timedelta(days=8)
    await office.rounds.make("event_questions")
    kept = await office.store.run(lambda s: {s.get_one(Seat, (office.workspace, event, who)).said for who in people})
    assert kept == {"there"}
    text = await shown(office, "boss", event)
    return text[text.index("How was it?") :].partition('"')[0]


async def test_answers_are_told_only_where_enough_people_gave_each(office: Office):
    assert await answered(office, 6, 5) == "How was it? 6 of 11 found it worth their time."


@pytest.mark.parametrize(("good", "better"), [(20, 4), (4, 20), (9, 0)])
async def test_answers_of_few_people_or_all_alike_are_not_told(office: Office, good: int, better: int):
    too_few = "How was it? Too few people answered to tell, or all of them alike."
    assert await answered(office, good, better) == too_few


async def test_after_the_count_no_answer_changes_a_figure(office: Office):
    event = await planned(office, day="2026-03-05")
    await says(office, "anna", "come", event)
    office.now += timedelta(days=9)
    await office.rounds.make("event_questions")
    late = await office.does("anna", "rate_gathering", f"good|{event}")
    assert isinstance(late, Notice) and "have been counted" in late.text
    assert (await its(office, event)).said_all == 0
