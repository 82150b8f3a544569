"""Events as tests plan them: in an office in Amsterdam, on Wednesday 4 March 2026."""

from sqlalchemy import select

from handlers.core.interaction import Card
from models import Gathering, Seat
from tests.support.office import Office, Values, pressed

OWLS: Values = {
    "name": "Owls at night",
    "kind": "workshop",
    "day": "2026-03-12",
    "begins": "14:00",
    "ends": "16:00",
    "place": "Room 3",
    "city": "Amsterdam",
    "seats": "2",
}


async def planned(office: Office, who: str = "boss", **more: str) -> str:
    """The id of a new event."""
    card = await office.does(who, "new_gathering", values={**OWLS, **more})
    assert isinstance(card, Card), card
    return pressed(card, "edit_gathering")


async def says(office: Office, who: str, word: str, event: str) -> Card:
    card = await office.does(who, "answer_gathering", f"{word}|{event}")
    assert isinstance(card, Card), card
    return card


async def states(office: Office, event: str) -> dict[str, str]:
    """What everybody said, by person."""
    rows = select(Seat.person, Seat.state).where(Seat.gathering == event)
    return await office.store.run(lambda s: dict(s.execute(rows).all()))


async def its(office: Office, event: str) -> Gathering:
    return await office.store.run(lambda s: s.get_one(Gathering, (office.workspace, event)))


async def shown(office: Office, who: str, event: str) -> str:
    """All that the card of the event says to this person."""
    return (await card_of(office, who, event)).model_dump_json()


async def card_of(office: Office, who: str, event: str) -> Card:
    card = await office.does(who, "gathering", event)
    assert isinstance(card, Card), card
    return card
