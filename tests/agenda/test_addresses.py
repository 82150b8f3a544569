"""The private address: shown once, kept as a hash, changed with one tap, and dead at once."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

import icalendar
import pytest
from aiohttp import ClientSession
from sqlalchemy import select, update

from handlers.agenda.pages import calendar_file, calendar_page
from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Facts, Form, Notice, Text
from handlers.outbox.queue import cut_off
from handlers.registry.surfaces import CardPage, PageAnswer, PageContext, PageRequest
from models import CalendarAddress, Lane, Person, Workspace
from tests.support.office import Office

BASE = "https://heraut.example"


async def address(office: Office, who: str = "anna", target: str = "") -> str:
    """The token of the address that the card shows; empty if it shows none."""
    here = update(Workspace).values(address=BASE)
    await office.store.run(lambda session: session.execute(here))
    card = await office.does(who, "calendar_address", target)
    assert isinstance(card, Card), card
    shown = [part.text for part in card.parts if isinstance(part, Text) and part.text.startswith(BASE)]
    return shown[0].removeprefix(f"{BASE}/calendar/").removesuffix(".ics") if shown else ""


async def reads(office: Office, token: str, *unless: str) -> PageAnswer | None:
    context = PageContext(office.store, lambda: office.now)
    found = await calendar_file(context, PageRequest("GET", {"token": token}, unless={*unless}))
    assert not isinstance(found, CardPage)
    return found


async def alive(office: Office, token: str) -> bool:
    context = PageContext(office.store, lambda: office.now)
    page = await calendar_page(context, PageRequest("GET", {"token": token}))
    assert (page is None) == (await reads(office, token) is None)
    return page is not None


async def test_a_calendar_program_reads_what_is_coming_and_asks_again_cheaply(office: Office):
    await office.joins("anna")
    await office.posts("boss", title="Blades", starts="2026-03-09", ends="2026-03-20")
    token = await address(office)
    answered = await reads(office, token)
    assert answered and answered.kind == "text/calendar; charset=utf-8"
    told = {
        str(event["summary"]): event.start.isoformat() for event in icalendar.Calendar.from_ical(answered.body).events
    }
    assert told["New: Blades"] == "2026-03-09" and told["Last day: Blades"] == "2026-03-20"
    assert answered.headers["Referrer-Policy"] == "no-referrer" and "no-store" not in answered.headers["Cache-Control"]
    again = await reads(office, token, answered.headers["ETag"].strip('"'))
    assert again and (again.status, again.body, again.headers["ETag"]) == (304, b"", answered.headers["ETag"])


@pytest.mark.parametrize(("said", "status"), [('"x", W/{}', 304), ("{}", 304), ("*", 304), ('"x"', 200), ("", 200)])
async def test_a_program_that_has_this_version_is_sent_nothing(
    office: Office, http: ClientSession, said: str, status: int
):
    await office.joins("anna")
    path = f"/calendar/{await address(office)}.ics"
    async with http.get(path) as first:
        tag = first.headers["ETag"]
    async with http.get(path, headers={"If-None-Match": said.format(tag)}) as again:
        assert (again.status, again.headers["ETag"]) == (status, tag)


async def test_a_changed_entry_keeps_its_name_and_counts_its_changes(office: Office):
    await office.joins("anna")
    content = await office.posts("boss", title="Blades", starts="2026-03-09", ends="2026-03-20")
    token = await address(office)

    async def told(label: str) -> tuple[str, int, str]:
        answered = await reads(office, token)
        assert answered
        [event] = [one for one in icalendar.Calendar.from_ical(answered.body).events if one["summary"] == label]
        return str(event["uid"]), event.sequence, f"{event.LAST_MODIFIED:%Y-%m-%dT%H:%M:%S+00:00}"

    before, first = await told("Last day: Blades"), await told("New: Blades")
    assert before[1] == 0 and before == await told("Last day: Blades")
    office.now += timedelta(hours=3)
    form = await office.does("boss", "edit", content)
    assert isinstance(form, Form)
    values = {field.name: field.value for field in form.inputs}
    await office.does("boss", "edit", content, values={**values, "ends": "2026-03-25"})
    after = await told("Last day: Blades")
    assert after == (before[0], 1, office.now.isoformat()) and await told("New: Blades") == first
    assert await told("Last day: Blades") == after


async def test_only_a_hash_of_it_is_kept_and_it_is_shown_once(office: Office):
    await office.joins("anna")
    token = await address(office)
    assert len(token) >= 40
    kept = await office.store.run(lambda session: session.scalars(select(CalendarAddress)).one().hash)
    assert token not in kept and kept != token
    assert await address(office) == "" and await alive(office, token)


async def test_one_tap_changes_it_and_the_old_one_is_dead_at_once(office: Office):
    await office.joins("anna")
    old = await address(office)
    new = await address(office, target="new")
    assert new != old and await alive(office, new) and not await alive(office, old)
    await office.does("anna", "calendar_address", "off")
    assert not await alive(office, new)


ENDS: dict[str, Callable[[Office], Awaitable[object]]] = {
    "leaving": lambda office: office.does("anna", "leave"),
    "being forgotten": lambda office: office.does("anna", "forget"),
    "being deactivated": lambda office: office.store.run(
        lambda session: cut_off(session, session.get_one(Person, (office.workspace, "anna")), "gone", office.now)
    ),
    "Heraut being removed": lambda office: office.store.run(
        lambda session: session.execute(update(Lane).values(suspended="token_revoked"))
    ),
}


@pytest.mark.parametrize("how", ENDS)
async def test_it_is_dead_at_once_after(office: Office, how: str):
    await office.joins("anna")
    token = await address(office)
    assert await alive(office, token)
    await ENDS[how](office)
    assert not await alive(office, token)


async def test_coming_back_does_not_bring_an_old_address_back(office: Office):
    await office.joins("anna")
    token = await address(office)
    await office.does("anna", "leave")
    await office.joins("anna")
    assert not await alive(office, token)


async def test_what_was_never_an_address_is_nobodys(office: Office):
    await office.joins("anna")
    token = await address(office)
    for wrong in ("x", token[:-1], f"{token}x", token.swapcase(), "x" * 5000, "\udcff", "🦉", ""):
        assert not await alive(office, wrong)


async def test_it_is_told_in_private_only_and_needs_a_public_address(office: Office):
    await office.joins("anna")
    assert isinstance(await office.does("anna", "calendar_address"), Notice)
    await address(office)
    said = await office.does("anna", "calendar_address", "new", channel="C1")
    assert isinstance(said, Notice) and "in private" in said.text


async def test_the_page_shows_the_weeks_to_read_and_nothing_to_press(office: Office):
    await office.joins("anna")
    token = await address(office)
    page = await calendar_page(PageContext(office.store, lambda: office.now), PageRequest("GET", {"token": token}))
    assert page and [*all_of(page.card)] == []
    assert any(isinstance(part, Facts) for part in page.card.parts)


async def test_no_log_line_holds_it(office: Office, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    await office.joins("anna")
    token = await address(office)
    assert await alive(office, token)
    assert token not in caplog.text
