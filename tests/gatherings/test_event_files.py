"""An event as a file, and in the calendar to subscribe to: one UID, and a move or an end reaches both."""

from datetime import timedelta

import icalendar
import pytest
from aiohttp import ClientSession

from handlers.core.interaction import Button, Card, Text
from tests.agenda.ical import ICAL, MISSING, read_as_programs_do
from tests.gatherings.scene import OWLS, card_of, planned, says
from tests.support.office import Office
from tests.support.pages import pages_of


@pytest.fixture
def programs() -> None:
    if not ICAL.exists():
        pytest.fail(MISSING, pytrace=False)


def file_of(card: Card) -> str:
    """The path of the file, from the button."""
    rows: list[Button] = [button for part in card.parts for button in getattr(part, "every", ())]
    [path] = [button.link for button in rows if button.label == "In my own calendar"]
    return path


async def read(pages: ClientSession, path: str) -> bytes:
    async with pages.get(path) as answer:
        assert answer.status == 200
        return await answer.read()


def lines(body: bytes) -> set[str]:
    """Unfolded, as RFC 5545 says."""
    return {*body.replace(b"\r\n ", b"").decode().split("\r\n")}


async def test_the_file_is_read_by_calendar_programs_and_moves_and_ends_theirs(office: Office, programs: None):
    async with pages_of(office) as pages:
        event = await planned(office, place="Room 3; left", about="Owls\nand bats", link="https://meet.example/1")
        await says(office, "anna", "come", event)
        path = file_of(await card_of(office, "anna", event))
        first = await read(pages, path)
        await office.does("boss", "edit_gathering", f"0|{event}", values={**OWLS, "day": "2026-04-02"})
        moved = await read(pages, path)
        await office.does("boss", "cancel_gathering", f"1|{event}")
        over = await read(pages, path)
    stamp = f"DTSTAMP:{office.now:%Y%m%dT%H%M%SZ}"
    assert {"METHOD:PUBLISH", "SEQUENCE:0", "STATUS:CONFIRMED", "TRANSP:OPAQUE", stamp} <= lines(first)
    assert {r"LOCATION:Room 3\; left", r"DESCRIPTION:Owls\nand bats", "ORGANIZER;CN=Boss:invalid:nomail"} <= lines(
        first
    )
    assert {"METHOD:PUBLISH", "SEQUENCE:1"} <= lines(moved)
    assert {"METHOD:CANCEL", "SEQUENCE:2", "STATUS:CANCELLED"} <= lines(over)
    uids = {str(one["UID"]) for body in (first, moved, over) for one in icalendar.Calendar.from_ical(body).events}
    [told], [later] = read_as_programs_do(first), read_as_programs_do(moved)
    assert uids == {told.uid} == {later.uid}
    assert (told.first, told.after, told.sequence) == ("2026-03-12T13:00:00.000Z", "2026-03-12T15:00:00.000Z", 0)
    assert (later.first, later.after, later.sequence) == ("2026-04-02T12:00:00.000Z", "2026-04-02T14:00:00.000Z", 1)


async def test_a_file_that_nobody_signed_and_one_that_is_too_old_are_not_there(office: Office):
    async with pages_of(office) as pages:
        event = await planned(office, day="2026-09-10")
        path = file_of(await card_of(office, "anna", event))
        office.now += timedelta(days=61)
        for gone in (path, "/events/forged.ics"):
            async with pages.get(gone) as answer:
                assert answer.status == 404


async def test_the_calendar_to_subscribe_to_has_the_event_under_the_same_uid(office: Office):
    await office.joins("anna")
    async with pages_of(office) as pages:
        event = await planned(office)
        told = only(await read(pages, file_of(await card_of(office, "anna", event))))
        address = await office.does("anna", "calendar_address")
        assert isinstance(address, Card)
        shown = [part.text for part in address.parts if isinstance(part, Text) and part.text.endswith(".ics")]
        feed = shown[0].removeprefix("https://heraut.example")
        assert told in await read(pages, feed)
        await says(office, "anna", "no", event)
        assert told not in await read(pages, feed)
        await says(office, "anna", "come", event)
        await office.does("boss", "cancel_gathering", f"0|{event}")
        assert b"STATUS:CANCELLED" in await read(pages, feed)


async def test_the_page_of_the_calendar_shows_what_a_person_may_come_to(office: Office):
    await office.joins("anna")
    await planned(office)
    secret = await planned(office, name="Bats for champions", audience="champions")
    card = await office.does("anna", "calendar")
    assert isinstance(card, Card) and "Owls at night" in card.model_dump_json()
    assert "Bats" not in card.model_dump_json()
    await office.does("boss", "cancel_gathering", f"0|{secret}")


def only(body: bytes) -> bytes:
    """The line with the UID of the only event."""
    [uid] = [line for line in body.split(b"\r\n") if line.startswith(b"UID:event.")]
    return uid
