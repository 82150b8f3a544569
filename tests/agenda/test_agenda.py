"""The calendar for everybody: what is on it, by week, and what is not."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from handlers.agenda.days import holidays_of
from handlers.core.buttons import all_of
from handlers.core.interaction import Button, Card, Facts, Text
from handlers.features import FEATURES, open_store
from handlers.registry.calendar import CalendarEntry
from handlers.registry.feature import Feature
from models import Person
from tests.support.office import JOINING, Office

NINE_IN_VANCOUVER = datetime(2026, 12, 7, 16, 0, tzinfo=UTC)  # at -07:00, also in winter since November 2026


def meeting(_: Session, person: Person, first: date, last: date) -> Sequence[CalendarEntry]:
    told = CalendarEntry("meeting", first, first, "Meeting", moment=NINE_IN_VANCOUVER, invites=True)
    return [told] if first <= NINE_IN_VANCOUVER.date() <= last else []


async def asks(office: Office, who: str = "anna", action: str = "calendar", target: str = "") -> Card:
    reply = await office.does(who, action, target)
    assert isinstance(reply, Card), reply
    return reply


def rows(card: Card) -> list[tuple[str, str]]:
    return [row for part in card.parts if isinstance(part, Facts) for row in part.rows]


def weeks(card: Card) -> list[str]:
    return [part.text for part in card.parts if isinstance(part, Text) and part.style == "strong"]


def labelled(card: Card, label: str) -> Button:
    return next(button for button in all_of(card) if button.label == label)


async def test_it_tells_what_begins_what_ends_and_the_days_that_matter(office: Office):
    await office.joins("anna")
    await office.posts("boss", title="Blades", starts="2026-03-09", ends="2026-03-20")
    card = await asks(office)
    assert rows(card) == [
        ("Sunday 8 March", "International Women’s Day"),
        ("Monday 9 March", "New: Blades"),
        ("Friday 20 March", "Last day: Blades"),
        ("Friday 20 March", "International Day of Happiness"),
        ("Saturday 21 March", "Day for the Elimination of Racial Discrimination"),
        ("Sunday 22 March", "World Water Day"),
    ]
    assert weeks(card) == ["This week", "Next week", "The week of 16 March 2026"]


async def test_later_weeks_and_back(office: Office):
    await office.joins("anna")
    first = await asks(office)
    second = await asks(office, target=labelled(first, "Later weeks").target)
    assert second.instead and ("Monday 6 April", "Easter Monday") in rows(second)
    assert rows(await asks(office, target=labelled(second, "Earlier weeks").target)) == rows(first)


async def test_drafts_suggestions_and_what_was_stopped_are_on_nobodys_calendar(office: Office):
    await office.joins("anna")
    before = rows(await asks(office))
    values = {"url": "https://example.com/a", "title": "Draft", "text_1": "One", "starts": "2026-03-10"}
    await office.does("boss", "post", values=values)
    suggested = {"url": "https://example.com/b", "title": "Idea", "why": "", "text_1": ""}
    await office.does("bob", "suggest", values=suggested)
    stopped = await office.posts("boss", title="Stopped", starts="2026-03-10")
    assert rows(await asks(office)) == [*before[:1], ("Tuesday 10 March", "New: Stopped"), *before[1:]]
    await office.does("boss", "stop", stopped)
    assert rows(await asks(office)) == before
    await office.joins("boss")
    assert rows(await asks(office, "boss")) == before


async def test_it_is_for_people_who_joined(office: Office):
    card = await asks(office, "eva")
    assert card.title == "Join first" and [one.action for one in all_of(card)] == ["join"]


async def test_a_day_asks_for_something_and_content_does_not(office: Office):
    await office.joins("anna")
    await office.posts("boss", title="Blades", starts="2026-03-09", ends="2026-03-20")
    asked = [one for one in all_of(await asks(office)) if one.action == "suggest"]
    assert [one.target for one in asked] == ["2026-03-08", "2026-03-20", "2026-03-21", "2026-03-22"]
    assert asked[0].label == "International Women’s Day (Sunday 8 March)"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/Vancouver", "Monday 7 December at 09:00"),
        ("Europe/Amsterdam", "Monday 7 December at 17:00"),
        ("Pacific/Auckland", "Tuesday 8 December at 05:00"),
        ("Africa/Casablanca", "Monday 7 December at 16:00"),
    ],
)
async def test_any_feature_puts_something_on_it_and_its_time_is_right_in_every_zone(
    sqlite_url: str, zone: str, said: str
):
    store = open_store(sqlite_url, (*FEATURES, Feature(name="toy", calendar=(meeting,))))
    office = await Office(store).open()
    office.now, office.zones["anna"] = datetime(2026, 12, 2, 9, 0, tzinfo=UTC), zone
    await office.does("anna", "join", values=JOINING)
    assert (said, "Meeting") in rows(await asks(office))
    store.close()


def test_holidays_are_told_in_ones_language_where_the_library_can():
    def named(country: str, language: str) -> dict[date, str]:
        return dict(holidays_of(country, 2027, "nl" if language == "nl" else "en"))

    assert named("NL", "nl")[date(2027, 4, 27)] == "Koningsdag"
    assert named("NL", "en")[date(2027, 4, 27)] == "King's Day"
    assert named("NL", "en")[date(2027, 5, 5)] == "Liberation Day"  # free for few, and known to all
    assert date(2027, 3, 29) in named("GB-ENG", "en") and date(2027, 3, 29) not in named("GB-SCT", "en")
    assert named("", "en") == named("XX", "en") == {}


async def test_a_week_with_very_much_is_cut_with_a_word(office: Office):
    await office.joins("anna")
    for number in range(11):
        await office.posts("boss", title=f"Piece {number}", starts="2026-03-16")
    card = await asks(office)
    assert len([row for row in rows(card) if "New: Piece" in row[1]]) == 8
    assert [part.text for part in card.parts if isinstance(part, Text) and "more this week" in part.text]


async def test_what_has_begun_is_in_the_first_week_that_is_left(sqlite_url: str):
    def fair(_: Session, person: Person, first: date, last: date) -> Sequence[CalendarEntry]:
        return [CalendarEntry("fair", date(2026, 2, 26), date(2026, 3, 5), "Fair")]

    store = open_store(sqlite_url, (*FEATURES, Feature(name="toy", calendar=(fair,))))
    office = await Office(store).open()
    await office.joins("anna")
    card = await asks(office)
    assert weeks(card)[0] == "This week" and rows(card)[0] == ("Thursday 26 February to Thursday 5 March", "Fair")
    store.close()
