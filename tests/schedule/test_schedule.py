"""Content is planned for a day and a time, can be moved or taken off until then, and nothing of it shows before."""

from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Facts, Form, Notice, Reply, Text
from models import Content
from tests.support.office import POSTING, Office, pressed

TUESDAY = {"day": "next Tuesday", "time": "09:15"}
MOMENT = datetime(2026, 3, 10, 8, 15, tzinfo=UTC)  # 9:15 in Amsterdam


async def draft(office: Office, **more: str) -> str:
    card = await office.does("boss", "post", values={**POSTING, **more})
    assert isinstance(card, Card)
    return pressed(card, "schedule")


async def row(office: Office, content: str) -> Content:
    def read(session):
        found = session.get_one(Content, (office.workspace, content))
        session.expunge(found)
        return found

    return await office.store.run(read)


def said(reply: Reply | None) -> str:
    assert isinstance(reply, Card), reply
    return "\n".join([reply.title, *(part.text for part in reply.parts if isinstance(part, Text))])


async def test_a_champion_plans_a_draft_as_people_write_days(office: Office):
    content = await draft(office)
    form = await office.does("boss", "schedule", content)
    assert isinstance(form, Form)
    assert [(field.name, field.kind, field.value) for field in form.inputs] == [
        ("day", "line", ""),
        ("time", "time", ""),
    ]
    card = await office.does("boss", "schedule", content, values=TUESDAY)
    assert "It begins on Tuesday 10 March at 09:15. Nobody gets it before then." in said(card)
    found = await row(office, content)
    assert (found.state, found.starts_at, found.first_day, found.first_time) == (
        "running",
        MOMENT,
        date(2026, 3, 10),
        555,
    )


async def test_nobody_gets_or_sees_it_before_and_everybody_in_their_own_hours_after(office: Office):
    await office.joins("anna", hours_from="13:00")
    content = await draft(office)
    await office.does("boss", "schedule", content, values=TUESDAY)
    office.now = MOMENT - timedelta(minutes=10)
    await office.after(minutes=5)
    assert office.told("anna") == []
    for action in ("browse", "next"):
        shown = await office.does("anna", action)
        assert "What an owl taught us" not in str(shown), action
    suggested = await office.does("anna", "suggest", values={"url": POSTING["url"], "title": "The owl"})
    assert "What an owl taught us" not in str(suggested)
    assert "A champion is preparing this page already." in str(suggested)
    assert isinstance(await office.does("anna", "pick", content), Notice)
    await office.after(minutes=30)
    assert office.told("anna") == []  # it has begun, and it is not one o'clock
    for _ in range(10):
        await office.after(minutes=30)
    [card] = office.told("anna")
    assert card.title == "What an owl taught us"
    assert office.now >= datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


async def test_the_list_shows_when_it_begins_and_what_can_be_done(office: Office):
    content = await draft(office)
    await office.does("boss", "schedule", content, values=TUESDAY)
    card = await office.does("boss", "content")
    assert "Planned for Tuesday 10 March at 09:15" in said(card)
    assert isinstance(card, Card)
    labels = {button.action: button.label for button in all_of(card) if button.target == content}
    assert labels == {
        "publish_now": "Publish now",
        "schedule": "Change",
        "not_yet": "Not yet",
        "edit": "Edit",
        "audit_content": "History",
    }


async def test_it_can_be_moved_published_now_or_taken_off(office: Office):
    content = await draft(office)
    await office.does("boss", "schedule", content, values=TUESDAY)
    form = await office.does("boss", "schedule", content)
    assert isinstance(form, Form)
    assert [field.value for field in form.inputs] == ["10 March 2026", "09:15"]
    moved = {"day": "10 March 2026", "time": ""}
    assert "It begins on Tuesday 10 March 2026." in said(await office.does("boss", "schedule", content, values=moved))
    assert (await row(office, content)).starts_at == datetime(2026, 3, 9, 23, 0, tzinfo=UTC)
    assert "It is a draft again." in said(await office.does("boss", "not_yet", content))
    assert (await row(office, content)).state == "draft"
    assert "Planned" in said(await office.does("boss", "publish", content))
    assert "Published" in said(await office.does("boss", "publish_now", content))
    found = await row(office, content)
    assert (found.state, found.starts_at, found.first_time) == ("running", office.now, None)
    for action in ("not_yet", "publish_now"):
        assert "It has begun already" in str(await office.does("boss", action, content))
    assert "Only what has not begun" in str(await office.does("boss", "schedule", content))


@pytest.mark.parametrize(
    ("day", "time", "wrong"),
    [
        ("yesterday", "", "day"),
        ("perhaps", "", "day"),
        ("Tuesday at 9:30", "", "day"),
        ("dinsdag om 9 uur", "", "day"),
        ("", "09:00", "day"),
        ("today", "", "time"),
        ("today", "09:59", "time"),
        ("tomorrow", "half past", "time"),
    ],
)
async def test_what_is_over_or_unclear_is_asked_back(office: Office, day: str, time: str, wrong: str):
    content = await draft(office)
    reply = await office.does("boss", "schedule", content, values={"day": day, "time": time})
    assert [*getattr(reply, "errors", ())] == [wrong], reply
    assert (await row(office, content)).state == "draft"


async def test_the_local_time_stays_when_clocks_change(office: Office):
    content = await draft(office)
    await office.does("boss", "schedule", content, values={"day": "30 March", "time": "09:15"})
    assert (await row(office, content)).starts_at == datetime(2026, 3, 30, 7, 15, tzinfo=UTC)  # summer time by then
    other = await draft(office, url="https://example.com/gap")
    await office.does("boss", "schedule", other, values={"day": "29 March", "time": "02:30"})  # the clock skips it
    assert (await row(office, other)).starts_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


async def test_a_last_day_that_would_be_over_moves_along(office: Office):
    content = await draft(office, starts="2026-03-04", ends="2026-03-14")
    await office.does("boss", "schedule", content, values={"day": "1 May"})
    found = await row(office, content)
    assert (found.first_day, found.last_day) == (date(2026, 5, 1), date(2026, 5, 11))


async def test_the_calendar_shows_it_at_its_time_on_each_readers_clock(office: Office):
    office.zones["lon"] = "Europe/London"
    await office.joins("lon")
    content = await draft(office)
    await office.does("boss", "schedule", content, values=TUESDAY)

    async def shown() -> list[tuple[str, str]]:
        card = await office.does("lon", "calendar")
        assert isinstance(card, Card)
        return [row for part in card.parts if isinstance(part, Facts) for row in part.rows if "owl" in row[1]]

    assert ("Tuesday 10 March at 08:15", "New: What an owl taught us") in await shown()
    await office.does("boss", "not_yet", content)
    assert await shown() == []


async def test_a_champion_elsewhere_reads_the_moment_on_their_own_clock(office: Office):
    office.zones["lon"] = "Europe/London"
    office.managers.add("lon")
    content = await draft(office)
    await office.does("boss", "schedule", content, values=TUESDAY)
    assert "Planned for Tuesday 10 March at 08:15" in said(await office.does("lon", "content"))
    edited = await office.does("boss", "not_yet", content)
    assert isinstance(edited, Card)
    saved = await office.does("lon", "edit", content, values={**POSTING, "starts": "2026-03-10", "title": "Owls"})
    assert "Once published, it begins on Tuesday 10 March at 08:15." in said(saved)


async def test_publishing_again_begins_at_once(office: Office):
    content = await draft(office)
    await office.does("boss", "schedule", content, values={"day": "tomorrow", "time": "16:00"})
    await office.after(days=1, hours=8)
    await office.does("boss", "stop", content)
    await office.after(days=1)
    await office.does("boss", "publish_again", content)
    assert (await row(office, content)).starts_at == office.now
