"""Nobody reaches colleagues without end: each kind of sending has a limit for a day and for a week."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from handlers.core.interaction import FormErrors, Notice, Reply
from handlers.members.limits import MEMBERS, STRANGERS
from models import Content, Message, SenderCount
from tests.contributions.requests import shown
from tests.support.office import Office, pressed
from tests.support.tree import ROOT

Sends = Callable[[Office, str, int], Awaitable[Reply | None]]


async def invites(office: Office, who: str, number: int) -> Reply | None:
    return await office.does(who, "invite", mentioned=f"guest{number}", values={"text": f"@guest{number}"})


async def suggests(office: Office, who: str, number: int) -> Reply | None:
    values = {"url": f"example.com/{number}", "title": f"Title {number}", "why": "Because", "text_1": "t"}
    return await office.does(who, "suggest", values=values)


async def thinks(office: Office, who: str, number: int) -> Reply | None:
    return await office.does(who, "thought", values={"text": f"a rough thought {number}"})


async def answers(office: Office, who: str, number: int) -> Reply | None:
    running = select(Content.id).where(Content.way == "create", Content.state == "running")
    content = await office.store.run(lambda session: session.scalars(running).one())
    return await office.does(who, "answer", content, values={"text": f"An answer {number}", "how": "material"})


async def thanks(office: Office, who: str, number: int) -> Reply | None:
    return await office.does(who, "thank", values={"text": f"@bob for {number}"})


async def asks(office: Office, who: str, number: int) -> Reply | None:
    return await office.does(who, "may_i", values={"question": f"May I do number {number}?"})


ACTS: dict[str, Sends] = {
    "invite": invites,
    "suggest": suggests,
    "thought": thinks,
    "answer": answers,
    "thank": thanks,
    "ask": asks,
}


@pytest.fixture
async def office(office: Office) -> Office:
    await office.joins("anna")
    await office.joins("bob")
    await office.champions("carl")
    draft = shown(await office.does("carl", "post", "create", values={"title": "What did you learn?", "why": "So"}))
    await office.does("carl", "publish", pressed(draft, "publish"))
    return office


def refused(reply: Reply | None, number: int) -> bool:
    return isinstance(reply, Notice) and re.match(rf"You \w+( over)? {number} ", reply.text) is not None


async def times(office: Office, kind: str, who: str) -> int:
    rows = select(func.coalesce(func.sum(SenderCount.times), 0)).where(
        SenderCount.kind == kind, SenderCount.person == who
    )
    return await office.store.run(lambda session: session.scalars(rows).one())


@pytest.mark.parametrize("kind", MEMBERS)
async def test_each_kind_of_sending_ends_at_its_limit_and_goes_on_another_day(office: Office, kind):
    limit, sends, number = MEMBERS[kind], ACTS[kind], 0
    for _ in range(limit.week // limit.day):
        for _ in range(limit.day):
            number += 1
            assert not refused(await sends(office, "anna", number), limit.day), number
        before = await office.store.run(lambda s: s.scalar(select(func.count()).select_from(Message)))
        assert refused(await sends(office, "anna", 999), limit.day)
        assert before == await office.store.run(lambda s: s.scalar(select(func.count()).select_from(Message)))
        office.now += timedelta(days=1)
    left = limit.week % limit.day
    for _ in range(left):
        number += 1
        assert not refused(await sends(office, "anna", number), limit.week)
    assert refused(await sends(office, "anna", 999), limit.week)
    assert await times(office, kind, "anna") == limit.week
    office.now += timedelta(days=7)
    assert not refused(await sends(office, "anna", 1000), limit.week)
    assert await times(office, kind, "anna") == 1  # what is older than a week is not kept


@pytest.mark.parametrize("kind", STRANGERS)
async def test_people_who_have_not_joined_reach_champions_less_often(office: Office, kind):
    day, _ = STRANGERS[kind]
    for number in range(day):
        assert not refused(await ACTS[kind](office, "zoe", number), day)
    assert refused(await ACTS[kind](office, "zoe", 999), day)


@pytest.mark.parametrize("kind", ["suggest", "thought"])
async def test_nobody_fills_in_a_form_in_vain(office: Office, kind):
    for number in range(MEMBERS[kind].day):
        await ACTS[kind](office, "anna", number)
    assert refused(await office.does("anna", kind), MEMBERS[kind].day)


async def test_what_is_refused_for_another_reason_is_not_counted(office: Office):
    assert isinstance(await office.does("anna", "suggest", values={"url": "example.com/x", "title": ""}), FormErrors)
    await office.does("anna", "invite", mentioned="bob", values={"text": "@bob"})  # takes part already
    assert (await times(office, "suggest", "anna"), await times(office, "invite", "anna")) == (0, 0)


def test_the_page_has_the_limits_of_the_code():
    page = (ROOT / "docs" / "ways.md").read_text()
    told = re.findall(r"^\| `(\w+)` \| (\d+) \| (\d+) \| (\S+) \| (\S+) \|$", page, re.MULTILINE)
    right = [
        (kind, f"{limit.day}", f"{limit.week}", *(map(str, STRANGERS[kind]) if kind in STRANGERS else ("–", "–")))
        for kind, limit in MEMBERS.items()
    ]
    assert told == right
