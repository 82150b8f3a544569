"""Evergreen content rests and comes back, to people who neither shared nor skipped it."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Facts, Form, Notice, Reply, Text
from handlers.forecast.reads import supplies
from models import Content, Nudge
from tests.support.office import POSTING, Office, pressed

OWL = "What an owl taught us"
EVER = {"starts": "2026-03-04", "ends": "2026-03-13", "rests": "30"}
BACK = date(2026, 4, 13)  # thirty whole days after Friday the 13th
MONDAY = datetime.fromisoformat("2026-04-13T07:35:00+00:00")  # 9:35 in Amsterdam


async def evergreen(office: Office, **more: str | tuple[str, ...]) -> str:
    card = await office.does("boss", "post", values={**POSTING, **EVER, **more})
    assert isinstance(card, Card), card
    content = pressed(card, "publish")
    await office.does("boss", "publish", content)
    return content


async def over(office: Office) -> None:
    office.now = datetime.fromisoformat("2026-03-14T09:00:00+00:00")
    await office.rounds.make("returns")


async def rounds(office: Office) -> list[Content]:
    def read(session):
        found = session.scalars(select(Content).order_by(Content.created_at)).all()
        session.expunge_all()
        return found

    return [*await office.store.run(read)]


def said(card: Reply | None) -> str:
    assert isinstance(card, Card), card
    return "\n".join([card.title, *(part.text for part in card.parts if isinstance(part, Text))])


async def test_it_needs_a_last_day_after_which_it_rests(office: Office):
    form = await office.does("boss", "post", values={**POSTING, "rests": "90"})
    assert [*getattr(form, "errors", ())] == ["ends"]


async def test_once_it_is_over_its_next_round_is_planned_once(office: Office):
    content = await evergreen(office, topics=("Owls",))
    await office.rounds.make("returns")
    assert len(await rounds(office)) == 1
    await over(office)
    await office.rounds.make("returns")
    first, second = await rounds(office)
    assert (first.returned_as, second.again_of, second.rests) == (second.id, content, 30)
    assert (second.state, second.first_day, second.last_day) == ("running", BACK, BACK + timedelta(days=9))
    edit = await office.does("boss", "edit", second.id)
    assert isinstance(edit, Form)
    shown = {field.name: field.value for field in edit.inputs}
    assert (shown["text_1"], shown["topics"], shown["rests"]) == (POSTING["text_1"], ("Owls",), "30")


async def test_it_comes_back_to_people_who_neither_shared_nor_skipped_it(office: Office):
    for who in ("anna", "ben", "cas", "dirk"):
        await office.joins(who)
    content = await evergreen(office)
    await office.after(minutes=40)
    cards = {who: office.told(who)[-1] for who in ("anna", "ben", "cas", "dirk")}
    await office.does("anna", "share", pressed(cards["anna"], "share"))
    await office.does("ben", "skip", pressed(cards["ben"], "skip"))
    await office.does("cas", "later", pressed(cards["cas"], "later"))
    await over(office)
    await office.joins("eva")  # who never had it
    office.now = MONDAY
    for _ in range(12):
        await office.after(minutes=30)
    [_, second] = await rounds(office)
    its = select(Nudge.person).where(Nudge.content == second.id).order_by(Nudge.person)
    assert await office.store.run(lambda s: [*s.scalars(its)]) == ["cas", "dirk", "eva"]
    assert content != second.id
    shown = await office.does("anna", "next")
    assert OWL not in said(shown) if isinstance(shown, Card) else isinstance(shown, Notice)


async def test_two_rounds_later_it_still_does_not_reach_people_who_shared_the_first(office: Office):
    await office.joins("anna")
    await office.joins("ben")
    await evergreen(office)
    await office.after(minutes=40)
    await office.does("anna", "share", pressed(office.told("anna")[-1], "share"))
    for _ in range(2):
        last = (await rounds(office))[-1]
        assert last.ends_at
        office.now = last.ends_at + timedelta(hours=1)
        await office.rounds.make("returns")
    third = (await rounds(office))[-1]
    assert third.again_of == (await rounds(office))[0].id
    office.now = third.starts_at + timedelta(hours=8)
    for _ in range(200):
        await office.after(hours=1)
    its = select(Nudge.person).where(Nudge.content == third.id)
    assert await office.store.run(lambda s: [*s.scalars(its)]) == ["ben"]


async def test_the_list_says_until_when_it_rests_and_champions_wake_or_end_it(office: Office):
    content = await evergreen(office)
    assert "Comes back" in said(await office.does("boss", "content"))
    await over(office)
    second = (await rounds(office))[1].id
    card = await office.does("boss", "content")
    assert "Rests until Monday 13 April" in said(card)
    assert isinstance(card, Card)
    verbs = [button.action for button in all_of(card) if button.target == second]
    assert verbs == ["publish_now", "schedule", "edit", "end_rest", "audit_content"]
    assert "publish_again" not in [button.action for button in all_of(card) if button.target == content]
    assert "It comes back by itself." in str(await office.does("boss", "publish_again", content))
    await office.does("boss", "publish_now", second)
    assert "Back after a rest" in said(await office.does("boss", "content"))
    assert "It is not resting any more." in str(await office.does("boss", "end_rest", second))


async def test_ended_it_does_not_come_back(office: Office):
    await evergreen(office)
    await over(office)
    second = (await rounds(office))[1].id
    await office.does("boss", "end_rest", second)
    await office.after(days=60)
    assert len(await rounds(office)) == 2
    assert "Stopped" in said(await office.does("boss", "content"))


@pytest.mark.parametrize("how", ["stop", "edit"])
async def test_stopped_or_no_longer_evergreen_it_does_not_come_back(office: Office, how: str):
    content = await evergreen(office)
    await office.does("boss", how, content, values={**POSTING, **EVER, "rests": "0"} if how == "edit" else None)
    await over(office)
    assert len(await rounds(office)) == 1


async def test_taking_it_back_reaches_the_people_of_all_rounds(office: Office):
    await office.joins("anna")
    await evergreen(office)
    await office.after(minutes=40)
    begun = await office.does("anna", "share", pressed(office.told("anna")[-1], "share"))
    assert isinstance(begun, Card)
    await office.does("anna", "posted", pressed(begun, "rewrite"), values={"network": "linkedin"})
    await over(office)
    second = (await rounds(office))[1]
    await office.does("boss", "publish_now", second.id)
    await office.does("boss", "recall", second.id, values={"ask": "remove", "reason": "It is wrong."})
    office.now = datetime.fromisoformat("2026-03-16T10:00:00+00:00")
    await office.after(minutes=1)
    assert any("It is wrong." in said(card) for card in office.told("anna"))


async def test_taking_back_an_earlier_round_ends_the_one_to_come(office: Office):
    await evergreen(office)
    await over(office)
    first = (await rounds(office))[0]
    await office.does("boss", "recall", first.id, values={"ask": "remove", "reason": "It is wrong."})
    assert [one.state for one in await rounds(office)] == ["stopped", "stopped"]


async def test_the_runway_counts_what_comes_back_within_two_weeks(office: Office):
    for who in ("anna", "ben", "cas", "dirk", "eva"):
        await office.joins(who)
    await evergreen(office)
    await over(office)

    async def items() -> int:
        found = await office.store.run(lambda s: supplies(s, "W", office.now))
        return max((one.items for one in found), default=0)

    office.now += timedelta(days=1)
    assert await items() == 0
    office.now = MONDAY - timedelta(days=7)
    assert await items() == 1


async def test_the_calendar_says_that_it_is_back(office: Office):
    await office.joins("anna")
    await evergreen(office)
    await over(office)
    office.now = MONDAY - timedelta(days=7)
    card = await office.does("anna", "calendar")
    assert isinstance(card, Card)
    shown = [row for part in card.parts if isinstance(part, Facts) for row in part.rows if OWL in row[1]]
    assert shown[0] == ("Monday 13 April", f"Back: {OWL}")


async def test_what_a_second_champion_approved_comes_back_without_asking_again(office: Office):
    await office.champions("carl")
    await office.does("boss", "second_on")
    content = await evergreen(office)
    await office.does("carl", "approve_second", content)
    await over(office)
    second = (await rounds(office))[1].id
    await office.does("boss", "not_yet", second)
    assert "Planned" in said(await office.does("boss", "publish", second))
