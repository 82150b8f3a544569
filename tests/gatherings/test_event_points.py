"""Points for events: for having been there, the same whatever people thought of it, and explained."""

from datetime import UTC, datetime, timedelta

from handlers.core.interaction import Card
from handlers.recognition.recompute import recompute
from tests.gatherings.scene import planned, says
from tests.support.office import Office

LATER = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)  # by the rules that have events


async def was_at(office: Office, who: str, word: str, name: str = "Owls at night") -> Card:
    """The answer to how it was, of an event tomorrow."""
    day = f"{office.now + timedelta(days=1):%Y-%m-%d}"
    event = await planned(office, name=name, day=day, seats="")
    await says(office, who, "come", event)
    office.now += timedelta(days=2)
    card = await office.does(who, "rate_gathering", f"{word}|{event}")
    assert isinstance(card, Card), card
    return card


async def test_being_there_earns_the_same_whatever_somebody_thought_of_it(office: Office):
    office.now = LATER
    assert "+5: you were there" in (await was_at(office, "anna", "good")).model_dump_json()
    assert "+5: you were there" in (await was_at(office, "bert", "better")).model_dump_json()
    assert "+5" not in (await was_at(office, "cora", "absent")).model_dump_json()
    me = await office.does("anna", "me", "all")
    assert isinstance(me, Card) and "you were at “Owls at night”" in me.model_dump_json()


async def test_points_stay_right_once_the_answers_are_counted_and_wiped(office: Office):
    office.now = LATER
    for place in range(3):
        assert "+5" in (await was_at(office, "anna", "good", f"Owls {place}")).model_dump_json()
    office.now += timedelta(days=9)
    await office.rounds.make("event_questions")
    assert await office.store.run(recompute) == []
