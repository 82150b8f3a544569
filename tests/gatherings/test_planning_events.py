"""Events: planned by organisers, seen by those who may come, changed once, and never impossible."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.calendar.localtime import local
from handlers.core.interaction import Card, Form, FormErrors, Notice, Reply
from models import Gathering, Organiser
from tests.gatherings.scene import OWLS, card_of, its, planned, says, shown, states
from tests.support.office import Office


async def wrong(office: Office, **more: str) -> dict[str, str]:
    reply = await office.does("boss", "new_gathering", values={**OWLS, **more})
    assert isinstance(reply, FormErrors), reply
    return reply.errors


def refused(reply: Reply | None, words: str) -> bool:
    return isinstance(reply, Notice) and words in reply.text


async def test_what_cannot_be_an_event_is_told_by_field(office: Office):
    assert "in the past" in (await wrong(office, day="2026-03-03"))["day"]
    assert "Say when it ends" in (await wrong(office, ends=""))["ends"]
    assert "two weeks at most" in (await wrong(office, last="2027-04-16"))["last"]  # 400 days later
    assert "later than the beginning" in (await wrong(office, ends="13:00"))["ends"]
    assert "two years" in (await wrong(office, day="2028-06-01"))["day"]
    assert "do not know this city" in (await wrong(office, city="Atlantis"))["city"]
    assert {"name", "place"} == {*await wrong(office, name=" ", place="")}
    assert {"seats", "hours"} == {*await wrong(office, seats="many", hours="-1")}
    assert await office.store.run(lambda s: s.scalars(select(Gathering)).first()) is None


async def test_an_event_of_exactly_two_weeks_and_one_that_ends_after_midnight_are_possible(office: Office):
    await planned(office, last="2026-03-26", ends="14:00")
    late = await planned(office, begins="22:00", last="2026-03-13", ends="01:00")
    row = await its(office, late)
    assert row.ends_at - row.starts_at == timedelta(hours=3)


async def test_champions_organise_and_those_they_name(office: Office):
    await office.joins("anna")
    assert refused(await office.does("anna", "new_gathering", values=OWLS), "Only champions, and those they name")
    card = await office.does("boss", "organisers", mentioned="anna", values={"text": "@anna"})
    assert isinstance(card, Card) and "Anna" in card.summary
    event = await planned(office, "anna")
    assert (await its(office, event)).run_by == "anna"
    await office.does("boss", "organisers", "anna")
    assert refused(await office.does("anna", "edit_gathering", event), "Only champions")
    assert await office.store.run(lambda s: s.scalars(select(Organiser)).first()) is None


async def test_a_series_comes_each_quarter_on_the_same_weekday_and_at_the_same_local_time(office: Office):
    await planned(office, series="quarter")
    rows = await office.store.run(lambda s: s.scalars(select(Gathering).order_by(Gathering.starts_at)).all())
    there = [local(row.starts_at, row.zone) for row in rows]
    assert [f"{one:%a %d %b %H:%M %z}" for one in there] == [
        "Thu 12 Mar 14:00 +0100",
        "Thu 11 Jun 14:00 +0200",
        "Thu 10 Sep 14:00 +0200",
        "Thu 10 Dec 14:00 +0100",
    ]
    assert len({row.series for row in rows}) == 1


async def test_an_event_that_moves_across_a_change_of_clocks_keeps_its_local_time(office: Office):
    event = await planned(office)
    assert (await its(office, event)).starts_at == datetime(2026, 3, 12, 13, tzinfo=UTC)
    moved = await office.does("boss", "edit_gathering", f"0|{event}", values={**OWLS, "day": "2026-04-02"})
    assert isinstance(moved, Card) and "14:00–16:00" in moved.summary
    assert (await its(office, event)).starts_at == datetime(2026, 4, 2, 12, tzinfo=UTC)


async def test_the_form_of_an_event_holds_what_was_planned(office: Office):
    event = await planned(office, city="new york", hours="1,5", language="nl", audience="advocates")
    form = await office.does("boss", "edit_gathering", event)
    assert isinstance(form, Form)
    values = {one.name: one.value for one in form.inputs if one.value}
    assert values["city"] == "New York" and values["hours"] == "1.5" and values["begins"] == "14:00"
    again = await office.does("boss", "edit_gathering", form.target, values=values)
    assert isinstance(again, Card)
    assert (await its(office, event)).changes == 0


async def test_of_two_organisers_who_change_an_event_at_once_the_second_is_told(office: Office):
    event = await planned(office)
    await office.does("boss", "edit_gathering", f"0|{event}", values={**OWLS, "seats": "9"})
    second = await office.does("boss", "edit_gathering", f"0|{event}", values={**OWLS, "name": "Bats"})
    assert refused(second, "Somebody else changed this event")
    assert (await its(office, event)).name == "Owls at night"


async def test_an_event_is_seen_by_those_who_may_come(office: Office):
    event = await planned(office, audience="champions")
    assert refused(await office.does("anna", "gathering", event), "not there any more")
    listed = await office.does("anna", "gatherings")
    assert isinstance(listed, Card) and "Owls" not in listed.model_dump_json()
    everybody = await planned(office)
    assert "Owls at night" in await shown(office, "anna", everybody)


async def test_only_organisers_see_who_comes_and_nobody_sees_who_does_not(office: Office):
    event = await planned(office, seats="")
    for who, word in (("anna", "come"), ("bert", "perhaps"), ("cora", "no")):
        await says(office, who, word, event)
    card = await card_of(office, "boss", event)
    text = card.model_dump_json()
    assert "Who comes: Anna" in text and "Bert" not in text and "Cora" not in text
    assert "Anna" not in await shown(office, "dora", event)
    assert "You said: no. Nobody else sees that." in await shown(office, "cora", event)


@pytest.mark.parametrize("who", ["anna", "nobody-yet"])
async def test_the_list_is_for_all(office: Office, who: str):
    for place in range(6):
        await planned(office, name=f"Owls {place}")
    first = await office.does(who, "gatherings")
    assert isinstance(first, Card) and "Owls 0" in first.model_dump_json() and "Owls 5" not in first.model_dump_json()
    later = await office.does(who, "gatherings", "1")
    assert isinstance(later, Card) and "Owls 5" in later.model_dump_json()


async def test_what_is_over_has_its_recording(office: Office):
    event = await planned(office)
    await says(office, "anna", "come", event)
    await office.after(days=9)
    past = await office.does("anna", "past_gatherings")
    assert isinstance(past, Card) and "Owls at night" in past.model_dump_json()
    await office.does("boss", "record_gathering", event, values={"recording": "https://video.example/owls"})
    assert "https://video.example/owls" in await shown(office, "anna", event)
    assert refused(await office.does("anna", "answer_gathering", f"come|{event}"), "This event is over.")
    assert refused(await office.does("boss", "edit_gathering", event), "This event is over.")


async def test_an_event_is_called_off_after_a_question(office: Office):
    event = await planned(office)
    ask = await office.does("boss", "cancel_gathering", event)
    assert isinstance(ask, Card) and "Call “Owls at night” off?" in ask.title
    assert (await its(office, event)).state == "planned"
    await office.does("boss", "cancel_gathering", f"0|{event}")
    assert (await its(office, event)).state == "cancelled"
    assert refused(await office.does("anna", "answer_gathering", f"come|{event}"), "called off")


async def test_an_organiser_who_leaves_hands_over_and_their_seat_goes_to_the_next_one(office: Office):
    await office.joins("carl")
    await office.joins("boss")
    await office.champions("boss", "carl")
    event = await planned(office, "carl", seats="1")
    await says(office, "carl", "come", event)
    await says(office, "anna", "come", event)
    assert await states(office, event) == {"carl": "seated", "anna": "waiting"}
    await office.does("carl", "give_role")
    await office.does("carl", "leave")
    assert await states(office, event) == {"anna": "seated"}
    assert (await its(office, event)).run_by == "boss"
