"""Unprompted messages go out once, only while they apply, whatever the platform does."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from handlers.core.interaction import Card
from handlers.core.messenger import InDoubt, Throttled, Undeliverable
from handlers.outbox import outcomes
from handlers.outbox.claims import claim
from handlers.outbox.queue import Claimed
from models import Message, Nudge, Person
from models.engine import moment
from tests.support.office import JOINING, Office, pressed


async def states(office: Office, kind: str = "nudge") -> list[str]:
    rows = select(Message.state).where(Message.kind == kind).order_by(Message.key)
    return list(await office.store.run(lambda session: session.scalars(rows).all()))


async def test_people_who_joined_are_nudged_once_and_others_are_left_alone(office: Office):
    await office.posts()
    await office.joins("anna")
    await office.does("bob", "help")
    for _ in range(5):
        await office.after(seconds=30)
    assert [card.title for card in office.told("anna")] == ["What an owl taught us"]
    assert office.told("bob") == [] and office.told("boss") == []


async def test_a_second_planner_changes_nothing(office: Office):
    await office.posts()
    await office.joins("anna")
    for _ in range(3):
        await office.rounds.make("plan")
    assert await states(office) == ["queued"]


async def test_leaving_takes_back_what_is_queued(office: Office):
    await office.posts()
    await office.joins("anna")
    await office.rounds.make("plan")
    await office.does("anna", "leave")
    await office.after(minutes=1)
    assert await states(office) == ["cancelled"] and office.told("anna") == []


async def test_a_break_brings_silence_until_its_day(office: Office):
    await office.joins("anna")
    assert isinstance(await office.does("anna", "command", values={"text": "pause until 6 March"}), Card)
    await office.posts()
    await office.after(days=1)
    assert office.told("anna") == []
    await office.after(days=1)
    assert len(office.told("anna")) == 1 or await states(office) == ["queued"]


async def test_nothing_is_sent_outside_the_hours(office: Office):
    await office.posts()
    await office.joins("anna")
    await office.rounds.make("plan")
    await office.after(hours=12)
    assert office.told("anna") == []
    await office.after(hours=12)
    assert len(office.told("anna")) == 1


async def test_stopped_content_is_not_sent_and_sent_cards_say_so(office: Office):
    content = await office.posts()
    await office.joins("anna")
    await office.after(seconds=30)
    await office.joins("bob")
    await office.rounds.make("plan")
    await office.does("boss", "stop", content)
    await office.after(minutes=20)
    assert office.told("bob") == []
    [card] = office.told("anna")
    assert "no longer offered" in card.summary


async def test_a_throttled_message_waits_as_long_as_the_platform_asked_and_then_goes(office: Office):
    await office.posts()
    await office.joins("anna")
    office.mouth.trouble = [Throttled(40)]
    await office.rounds.all()
    assert await states(office) == ["deferred"] and office.mouth.calls == 1
    await office.after(seconds=39)
    assert office.mouth.calls == 1
    await office.after(seconds=2)
    assert await states(office) == ["sent"] and office.mouth.calls == 2


@pytest.mark.parametrize(("trouble", "state"), [(Undeliverable("gone"), "failed"), (InDoubt("time-out"), "unknown")])
async def test_a_message_that_was_refused_or_may_have_arrived_is_not_sent_again(office, trouble, state):
    await office.posts()
    await office.joins("anna")
    office.mouth.trouble = [trouble]
    for _ in range(4):
        await office.after(minutes=5)
    assert await states(office) == [state] and office.mouth.calls == 1


async def test_one_poisoned_message_fails_alone_after_five_attempts(office: Office):
    await office.posts()
    await office.joins("anna")
    office.mouth.trouble = [RuntimeError("poison")] * 9
    for _ in range(20):
        await office.after(minutes=6)
    assert await states(office) == ["failed"] and office.mouth.calls == 5


@pytest.mark.parametrize(("ended", "state"), [(False, "sending"), (True, "unknown")])
async def test_a_process_that_died_while_sending_leaves_a_doubt_and_no_second_message(office: Office, ended, state):
    await office.posts()
    await office.joins("anna")
    await office.rounds.make("plan")

    def dies(session) -> None:
        message = session.scalars(select(Message).where(Message.kind == "nudge")).one()
        lease = moment(session, office.now) + timedelta(seconds=-1 if ended else 60)
        message.state, message.lease_until, message.tried_at = "sending", lease, office.now

    await office.store.run(dies)
    await office.rounds.all()
    assert await states(office) == [state] and office.told("anna") == []


@pytest.mark.parametrize(("attempts", "state", "said"), [(1, "sent", 1), (4, "sent", 1), (5, "failed", 0)])
async def test_a_process_that_died_before_its_review_has_sent_nothing(office: Office, attempts, state, said):
    await office.posts()
    await office.joins("anna")
    await office.rounds.make("plan")
    [turn] = await office.store.run(lambda session: claim(session, {"office": 50.0}, office.now))
    died = update(Message).where(Message.key == turn.key)
    past = office.now - timedelta(days=9)  # by either clock
    await office.store.run(lambda session: session.execute(died.values(lease_until=past, attempts=attempts)))
    await office.after(seconds=2)
    assert await states(office) == [state] and len(office.told("anna")) == said


async def test_later_brings_that_nudge_back_once(office: Office):
    await office.posts()
    await office.joins("anna")
    await office.after(seconds=30)
    [card] = office.told("anna")
    nudge = pressed(card, "later")
    assert isinstance(await office.does("anna", "later", f"hour|{nudge}"), Card)
    await office.after(minutes=59)
    assert len(office.told("anna")) == 1
    await office.after(minutes=2)
    await office.after(minutes=2)
    assert len(office.told("anna")) == 2
    assert await office.store.run(lambda s: s.scalars(select(Nudge.answer)).all()) == [None]


async def test_undoing_later_cancels_the_return(office: Office):
    await office.posts()
    await office.joins("anna")
    await office.after(seconds=30)
    nudge = pressed(office.told("anna")[0], "later")
    await office.does("anna", "later", f"hour|{nudge}")
    assert isinstance(await office.does("anna", "undo", nudge), Card)
    await office.after(hours=2)
    assert len(office.told("anna")) == 1
    assert isinstance(await office.does("anna", "later", f"hour|{nudge}"), Card)
    await office.after(hours=2)
    assert len(office.told("anna")) == 2


async def test_an_invitation_is_sent_only_once(office: Office):
    await office.joins("anna")
    for _ in range(3):
        await office.does("anna", "invite", mentioned="bob", values={"text": "@bob"})
        await office.after(days=1)
    assert [card.title for card in office.told("bob")] == ["Anna invites you"]
    await office.does("bob", "join", values=JOINING)
    await office.does("bob", "leave")
    await office.does("anna", "invite", mentioned="bob", values={"text": "@bob"})
    await office.after(days=30)
    assert len(office.told("bob")) == 1


async def test_a_suggestion_reaches_the_champions_and_the_answer_its_author(office: Office):
    await office.joins("anna")
    await office.champions("carl")
    await office.does("anna", "suggest", values={"url": "example.com/x", "title": "X", "why": "Because", "text_1": "t"})
    await office.after(seconds=1)
    [carls] = office.told("carl")
    await office.does("boss", "decline", pressed(carls, "decline"), values={"reason": "Not yet public."})
    await office.after(seconds=1)
    assert "Declined by Boss." in str(office.told("carl"))
    assert [part.text for part in office.told("anna")[-1].parts if hasattr(part, "text")][-1] == "Not yet public."
    second = await office.does("carl", "approve", pressed(carls, "approve"))
    assert "decided already" in str(second)


async def test_a_goodbye_comes_once_nothing_is_on_its_way_any_more(office: Office):
    await office.posts()
    await office.joins("anna")
    order: list[str] = []
    office.mouth.slow = asyncio.Event()
    delivering = asyncio.create_task(office.rounds.all())
    await office.mouth.begun.wait()

    async def leaves() -> None:
        await office.does("anna", "leave")
        order.append("told")

    leaving = asyncio.create_task(leaves())
    while await office.store.run(lambda s: s.get_one(Person, ("W", "anna")).left_at is None):  # noqa: ASYNC110
        await asyncio.sleep(0)
    order.append("arrived")
    office.mouth.slow.set()
    await asyncio.gather(delivering, leaving)
    assert order == ["arrived", "told"]


def test_the_reason_of_a_message_that_was_claimed_and_not_sent_is_a_sentence():
    claimed = Claimed(workspace="W", key="nudge:a.b:1", ref=None, attempts=1, lease=None)
    outcome = outcomes.unsaid(claimed)
    assert (outcome.state, outcome.reason, outcome.spent) == ("deferred", "it was not its turn any more", False)
