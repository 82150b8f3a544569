"""A question that nobody answers waits for three working days of those who were asked, and not for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.calendar.availability import workdays_later
from handlers.outbox.gate import recipients
from models import Person
from tests.guide.test_questions import asked, team, who_was_asked
from tests.support.office import JOINING, Office

EVERYBODY = ["bob", "boss", "carl", "dina"]


async def works(office: Office, who: str, **more: str | tuple[str, ...]) -> None:
    await office.joins(who)
    values = {**JOINING, "days": ("0", "1", "2", "3", "4"), "country": "NL", **more}
    await office.does(who, "settings", values=values)


async def ticks(office: Office, until: datetime) -> None:
    """Rounds every hour up to and with that moment."""
    while office.now < until:
        office.now = min(office.now + timedelta(hours=1), until)
        await office.rounds.all()


async def test_a_weekend_does_not_count(office: Office):
    await team(office, "bob")
    await works(office, "bob")
    await asked(office)  # on Wednesday at ten in Amsterdam
    await ticks(office, datetime(2026, 3, 9, 8, 30, tzinfo=UTC))
    assert await who_was_asked(office) == ["bob"]
    await ticks(office, datetime(2026, 3, 9, 12, 0, tzinfo=UTC))
    assert await who_was_asked(office) == EVERYBODY


async def test_one_of_the_two_who_is_there_is_enough(office: Office):
    await team(office, "bob", "carl")
    await works(office, "bob", days=("0",))
    await works(office, "carl")
    await asked(office)
    await ticks(office, datetime(2026, 3, 9, 12, 0, tzinfo=UTC))
    assert await who_was_asked(office) == EVERYBODY


async def test_nobody_waits_longer_than_a_week(office: Office):
    await team(office, "bob")
    await works(office, "bob", days=("0",))
    await asked(office)
    await ticks(office, datetime(2026, 3, 11, 8, 30, tzinfo=UTC))
    assert await who_was_asked(office) == ["bob"]
    await ticks(office, datetime(2026, 3, 11, 13, 0, tzinfo=UTC))
    assert await who_was_asked(office) == EVERYBODY


@pytest.mark.parametrize(
    ("since", "later"),
    [
        ("2026-03-04 10:00", "2026-03-09 10:00"),  # Wednesday, Monday
        ("2026-03-06 23:00", "2026-03-12 08:30"),  # Friday night is Monday morning
        ("2026-03-07 12:00", "2026-03-12 08:30"),  # Saturday too
        ("2026-04-02 09:00", "2026-04-09 09:00"),  # past Good Friday and Easter Monday
        ("2026-03-26 10:00", "2026-03-31 09:00"),  # past a change of the clocks
    ],
)
async def test_working_days_are_counted_from_when_somebody_is_there(office: Office, since: str, later: str):
    await works(office, "bob")

    def found(session):
        bob = session.get_one(Person, ("W", "bob"))
        [one] = recipients(session, [bob]).values()
        return workdays_later(one, datetime.fromisoformat(f"{since}+00:00"), 3)

    assert f"{await office.store.run(found):%Y-%m-%d %H:%M}" == later
