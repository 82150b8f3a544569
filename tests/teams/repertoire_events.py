"""What people say and see about events, from the first plan to the answers afterwards."""

from datetime import timedelta

from handlers.calendar.localtime import local_date
from tests.support.office import pressed
from tests.teams.repertoire import Repertoire


async def events(office: Repertoire) -> None:
    await office.champions("boss", "carl")
    await office.joins("anna")
    day = f"{local_date(office.now, 'Europe/Amsterdam') + timedelta(days=6)}"
    filled = {"name": "Owls at night <b>", "kind": "workshop", "day": day, "begins": "14:00", "ends": "16:00"}
    filled |= {"place": "Room 3", "link": "https://meet.example/owls", "city": "New York", "seats": "1", "hours": "1.5"}
    filled |= {"about": "What owls see.", "language": "nl"}
    await office.act("no events", "anna", "gatherings")
    await office.act("no events that are over", "anna", "past_gatherings")
    await office.act("a new event", "carl", "new_gathering")
    await office.act("an event with mistakes", "carl", "new_gathering", values={**filled, "ends": "", "seats": "x"})
    event = pressed(await office.card("an event", "carl", "new_gathering", values=filled), "edit_gathering")
    for who, word in (("carl", "come"), ("anna", "come"), ("dora", "perhaps"), ("bert", "no")):
        await office.act(f"{who} says {word}", who, "answer_gathering", f"{word}|{event}")
    await office.act("an event for its organiser", "carl", "gathering", event)
    await office.act("an event to change", "carl", "edit_gathering", event)
    await office.act("events", "anna", "gatherings")
    await office.act("a seat given back", "carl", "answer_gathering", f"no|{event}")
    await office.act("who organises", "carl", "organisers", mentioned="anna", values={"text": "@anna"})
    await office.passes(days=1)
    moved = {**filled, "begins": "15:00", "ends": "17:00"}
    await office.act("an event that moved", "carl", "edit_gathering", f"0|{event}", values=moved)
    await office.passes(minutes=5)
    await office.passes(days=4, hours=1)
    await office.passes(days=2)
    await office.act("a recording", "carl", "record_gathering", event)
    await office.act(
        "a recording told", "carl", "record_gathering", event, values={"recording": "https://video.example/"}
    )
    await office.act("how it was", "anna", "rate_gathering", f"good|{event}")
    await office.act("events that are over", "anna", "past_gatherings")
    await off(office, filled)


async def off(office: Repertoire, filled: dict[str, str]) -> None:
    """An event that is called off."""
    day = f"{local_date(office.now, 'Europe/Amsterdam') + timedelta(days=6)}"
    made = await office.card("one more event", "carl", "new_gathering", values={**filled, "day": day})
    event = pressed(made, "edit_gathering")
    await office.act("anna comes again", "anna", "answer_gathering", f"come|{event}")
    await office.act("whether to call it off", "carl", "cancel_gathering", event)
    await office.act("called off", "carl", "cancel_gathering", f"0|{event}")
    await office.passes(days=1)
    await office.passes(minutes=5)
