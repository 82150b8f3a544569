"""Above all budgets takes a second champion, is limited by the month, and each person may switch it off."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from handlers.core.interaction import Card, Form, Notice, Reply
from handlers.publishing.override import MOST_A_MONTH, OPEN
from models import AuditEntry, Content, Participation, Person, Workspace
from tests.support.office import JOINING, POSTING, Office, pressed

WHY = {"reason": "A flood."}


async def draft(office: Office, title: str = "A flood") -> str:
    card = await office.does(
        "boss", "post", values={**POSTING, "url": f"https://example.com/{title[-1]}", "title": title}
    )
    assert isinstance(card, Card)
    return pressed(card, "override")


async def state(office: Office, content: str) -> str:
    return await office.store.run(lambda session: session.get_one(Content, ("W", content)).state)


def refused(reply: Reply | None, words: str) -> bool:
    return isinstance(reply, Notice) and words in reply.text


async def test_alone_nobody_goes_above_all_budgets(office: Office):
    content = await draft(office)
    assert refused(await office.does("boss", "override", content), "Another champion has to confirm this")
    assert refused(await office.does("boss", "override", content, values=WHY), "there is none")
    assert await state(office, content) == "draft"


async def test_who_asks_cannot_confirm_and_nobody_without_the_role(office: Office):
    await office.champions("carl", "boss")
    content = await draft(office)
    assert refused(await office.does("carl", "confirm_override", content), "Nobody asks for this")
    await office.does("boss", "override", content, values=WHY)
    assert refused(await office.does("boss", "confirm_override", content), "another champion has to confirm it")
    assert refused(await office.does("anna", "confirm_override", content), "Only champions")
    assert refused(await office.does("boss", "override", content, values=WHY), "asked already")
    assert isinstance(await office.does("carl", "decline_override", content), Card)
    assert refused(await office.does("carl", "confirm_override", content), "Nobody asks for this")
    acts = await office.store.run(lambda s: s.execute(select(AuditEntry.act, AuditEntry.person)).all())
    told = {(act, who) for act, who in acts if act.startswith("override")}
    assert told == {("override_asked", "boss"), ("override_declined", "carl")}
    assert await state(office, content) == "draft"


async def test_a_request_ends_after_two_days_or_when_the_content_is_changed(office: Office):
    await office.champions("carl")
    content = await draft(office)
    await office.does("boss", "override", content, values=WHY)
    office.now += OPEN
    assert refused(await office.does("carl", "confirm_override", content), "Nobody asks for this")
    await office.does("boss", "override", content, values=WHY)
    await office.does("boss", "edit", content, values={**POSTING, "title": "Something else"})
    assert refused(await office.does("carl", "confirm_override", content), "Nobody asks for this")


async def test_who_asked_and_is_on_duty_hears_that_it_was_confirmed(office: Office):
    await office.champions("carl", "boss")
    content = await draft(office)
    await office.overrides(content)
    await office.after(seconds=1)
    assert [card.title for card in office.told("boss")] == ["Above all budgets: A flood"]


async def test_who_asked_hears_that_it_was_not_confirmed_and_can_publish_it_as_usual(office: Office):
    await office.champions("carl", "boss")
    content = await draft(office)
    await office.does("boss", "override", content, values=WHY)
    await office.does("carl", "decline_override", content)
    await office.after(seconds=1)
    [card] = office.told("boss")
    assert card.summary.startswith("Another champion did not confirm it")
    assert await office.does("boss", "publish", pressed(card, "publish"))
    assert await state(office, content) == "running"


async def test_a_second_request_is_not_sent_to_the_champion_that_asks(office: Office):
    await office.champions("carl", "boss")
    content = await draft(office)
    await office.does("boss", "override", content, values=WHY)
    await office.does("carl", "decline_override", content)
    await office.does("boss", "override", content, values=WHY)
    await office.after(seconds=1)
    assert office.told("boss") == []
    assert "asks to publish this" in office.told("carl")[-1].summary


async def test_it_is_limited_by_the_month_in_the_workspaces_zone(office: Office):
    zone = update(Workspace).values(timezone="Europe/Amsterdam")
    await office.store.run(lambda session: session.execute(zone))
    await office.champions("carl")
    for number in range(MOST_A_MONTH):
        await office.overrides(await draft(office, f"T{number}"))
    content = await draft(office, "T9")
    assert refused(await office.does("boss", "override", content), f"This was used {MOST_A_MONTH} times this month.")
    office.now = datetime(2026, 3, 31, 21, 59, tzinfo=UTC)
    assert refused(await office.does("boss", "override", content), "this month")
    office.now = datetime(2026, 3, 31, 22, 1, tzinfo=UTC)  # 1 April in Amsterdam
    assert isinstance(await office.does("boss", "override", content), Form)


async def test_the_limit_holds_when_two_wait_for_the_last_place(office: Office):
    await office.champions("carl")
    waiting = [await draft(office, f"T{number}") for number in range(MOST_A_MONTH + 1)]
    for content in waiting:
        await office.does("boss", "override", content, values=WHY)
    said = [await office.does("carl", "confirm_override", content) for content in waiting]
    assert [isinstance(reply, Card) for reply in said] == [True] * MOST_A_MONTH + [False]


@pytest.mark.parametrize("wants", [True, False])
async def test_each_person_may_switch_it_off(office: Office, wants: bool):
    await office.champions("carl")
    await office.posts()
    await office.joins("anna", weekly_most="1", urgent="yes" if wants else "")
    await office.after(minutes=15)
    await office.overrides(await draft(office))
    for _ in range(54):
        await office.after(minutes=30)
    told = ["What an owl taught us", "A flood"]
    assert [card.title for card in office.told("anna")] == (told if wants else told[:1])
    for _ in range(21):
        await office.after(days=1)
    assert [card.title for card in office.told("anna")] == told  # within her own budget, like everything else


async def test_the_switch_is_in_the_forms_and_withdrawing_is_recorded(office: Office):
    form = await office.does("anna", "join")
    assert isinstance(form, Form)
    [asked] = [field for field in form.inputs if field.name == "urgent"]
    assert (asked.kind, asked.value) == ("flag", "yes")
    await office.joins("anna", urgent="yes")
    await office.does("anna", "settings", values={**JOINING, "urgent": ""})
    rows = select(Participation.agreed).where(Participation.purpose == "urgent").order_by(Participation.at)
    assert await office.store.run(lambda s: s.scalars(rows).all()) == [True, False]
    assert not await office.store.run(lambda s: s.get_one(Person, ("W", "anna")).urgent)
    await office.does("anna", "settings", values=JOINING)  # a form without the field changes nothing
    assert not await office.store.run(lambda s: s.get_one(Person, ("W", "anna")).urgent)
