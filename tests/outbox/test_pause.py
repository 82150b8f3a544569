"""Pause all: from then on no process sends anything unprompted, until a person resumes."""

import asyncio
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import select

from handlers.core.interaction import Card, Notice, Reply
from handlers.outbox import claims, review
from handlers.outbox.pause import is_paused
from handlers.publishing import pause_all
from models import Lane, Message, Workspace
from tests.outbox.halted_scene import Halted
from tests.outbox.kinds import KINDS
from tests.outbox.test_outbox import PLAY, Deaf
from tests.publishing.test_lifecycle import text
from tests.support.office import POSTING, Office, pressed


class HaltedDeaf(Deaf, Halted):
    """A mistake: the card from the moment of the claim is sent, whatever has happened since."""


STORY = (("something_is_due", "anna", False), ("claims", 1), ("pauses_everything",), ("says", 1))


async def says(office: Office, who: str, typed: str) -> Reply | None:
    return await office.does(who, "command", values={"text": typed})


async def stops(office: Office, who: str = "boss") -> None:
    card = await says(office, who, "pause all")
    assert isinstance(card, Card)
    pressed(card, "pause_all")
    assert isinstance(await office.does(who, "pause_all"), Card)


async def stored(office: Office) -> list[str]:
    rows = select(Message.state).order_by(Message.key)
    return list(await office.store.run(lambda session: session.scalars(rows).all()))


def refused(reply: Reply | None, sentence: str) -> bool:
    return isinstance(reply, Notice) and sentence in reply.text


# ── Any order ────────────────────────────────────────────────────────────────────────────


def test_nothing_unprompted_goes_out_in_any_order_of_events_and_nothing_is_lost():
    run_state_machine_as_test(Halted, settings=PLAY)


@pytest.mark.parametrize("machine", [Halted, HaltedDeaf])
def test_a_card_written_before_the_pause_would_be_noticed(machine):
    with closing(machine()) as outbox:
        outbox.opens(True)
        for name, *values in STORY:
            getattr(outbox, str(name))(*values)
        if machine is Halted:
            outbox.nothing_unprompted_goes_out_in_between()
        else:
            with pytest.raises(AssertionError):
                outbox.nothing_unprompted_goes_out_in_between()


async def test_the_confirmation_of_a_pause_comes_once_nothing_is_on_its_way_any_more(office: Office):
    await office.posts()
    for who in ("anna", "bob"):
        await office.joins(who)
    order: list[str] = []
    office.mouth.slow = asyncio.Event()
    delivering = asyncio.create_task(office.rounds.all())
    await office.mouth.begun.wait()

    async def pauses() -> None:
        await office.does("boss", "pause_all")
        order.append("told")

    pausing = asyncio.create_task(pauses())
    while not await office.store.run(lambda s: is_paused(s, "W")):  # noqa: ASYNC110
        await asyncio.sleep(0)
    order.append("arrived")
    office.mouth.slow.set()
    await asyncio.gather(delivering, pausing)
    assert order == ["arrived", "told"]


async def test_messages_claimed_before_the_pause_and_not_yet_reviewed_are_held(office: Office):
    await office.posts()
    for who in ("anna", "bob"):
        await office.joins(who)
    await office.rounds.make("plan")
    turns = await office.store.run(lambda s: claims.claim(s, {"office": 1000.0}, office.now + timedelta(minutes=20)))
    assert len(turns) == 2
    await office.store.run(lambda s: pause_all.begin(s, "W", "boss", office.now))
    assert await office.store.run(lambda s: review.review_claimed(s, turns, office.now)) == []
    assert await stored(office) == ["deferred", "deferred"]
    await says(office, "boss", "resume all")
    await office.after(minutes=1)
    assert len(office.told("anna")) == len(office.told("bob")) == 1


# ── What people see ───────────────────────────────────────────────────────────────────────────────


async def test_cards_say_that_everything_is_paused_refuse_kindly_and_come_back(office: Office):
    nudge = f"anna.{await office.posts()}"
    await office.joins("anna")
    await office.after(minutes=15)
    [before] = office.told("anna")
    await stops(office)
    await office.after(seconds=1)
    assert "this card comes back" in text(office.told("anna")[0])
    for action in ("share", "skip", "later", "show", "next", "react"):
        assert refused(await office.does("anna", action, nudge), "Everything is paused just now.")
    assert "this card comes back" in text(await office.does("anna", "current", nudge))
    await says(office, "boss", "resume all")
    await office.after(seconds=1)
    assert office.told("anna") == [before]
    assert isinstance(await office.does("anna", "share", nudge), Card)


async def test_several_in_one_message_are_paused_and_come_back_too(office: Office):
    contents = [await office.posts(url=f"https://example.com/{n}", title=f"T{n}", important="yes") for n in range(2)]
    await office.joins("anna")
    await office.after(minutes=15)
    [before] = office.told("anna")
    await stops(office)
    await office.after(seconds=1)
    assert "comes back" in text(office.told("anna")[0])
    for content in contents:
        assert refused(await office.does("anna", "item", f"share|anna.{content}"), "Everything is paused just now.")
    await says(office, "boss", "resume all")
    await office.after(seconds=1)
    assert office.told("anna") == [before]


async def test_nothing_is_planned_even_for_new_people_and_afterwards_each_gets_one(office: Office):
    for title in ("One", "Two", "Three"):
        await office.posts(title=title)
    await office.joins("anna", weekly_most="5")
    await stops(office)
    await office.joins("bob", weekly_most="5")
    for _ in range(12):  # to a Monday
        await office.after(days=1)
    assert office.mouth.shown == {} and await stored(office) == ["queued"]  # Anna's, from before the pause
    await says(office, "boss", "hervat alles")
    for _ in range(7):
        await office.after(minutes=30)
    assert len(office.told("anna")) == len(office.told("bob")) == 1


async def test_no_timer_ends_a_pause_and_old_messages_are_not_sent_after_it(office: Office):
    for who in ("anna", "bob"):
        await office.joins(who)
    await office.champions("boss")
    await stops(office)
    await office.does("bob", "thank", mentioned="anna", values={"text": "@anna for the owl"})
    await office.does("bob", "suggest", values={"url": "example.com/x", "title": "X", "why": "So", "text_1": "t"})
    for _ in range(30):
        await office.after(days=10)
    assert office.told("anna") == [] and len(office.told("boss")) == 1  # an approval, which still goes out
    await says(office, "boss", "resume all")
    await office.after(seconds=1)
    assert office.told("anna") == []
    assert sorted(await stored(office)) == ["cancelled", "sent"]


async def test_champions_see_who_paused_and_others_only_that_it_is_paused(office: Office):
    await office.joins("anna")
    await says(office, "boss", "help")
    await office.champions("carl")
    await stops(office, "carl")
    draft = await office.does("boss", "post", values=POSTING)
    assert isinstance(draft, Card)
    for action, target in (("home", ""), ("content", ""), ("publish", pressed(draft, "publish"))):
        assert "Carl paused everything on Wednesday 4 March at 10:00." in text(
            await office.does("boss", action, target)
        )
    home = text(await office.does("anna", "home"))
    assert "Everything is paused for now" in home and "Carl" not in home
    assert refused(await says(office, "boss", "pause all"), "Carl has paused everything already.")
    assert refused(await office.does("boss", "pause_all"), "Carl has paused everything already.")
    await office.does("boss", "resume_all")
    assert "paused" not in text(await office.does("boss", "home"))
    assert refused(await office.does("boss", "resume_all"), "Nothing is paused.")


async def test_only_champions_and_managers_may_pause_all_and_a_personal_pause_stays_separate(office: Office):
    await office.joins("anna")
    for typed in ("pause all", "pauze alles", "resume all"):
        assert refused(await says(office, "anna", typed), "Only champions can do this.")
    for action in ("pause_all", "resume_all"):
        assert refused(await office.does("anna", action), "Only champions can do this.")
    await office.joins("boss")
    assert isinstance(await says(office, "boss", "pause until 6 March"), Card)
    assert await office.store.run(lambda s: s.get_one(Workspace, "W").paused_at) is None


async def test_after_a_pause_sending_is_slow_at_first(office: Office):
    await stops(office)
    await says(office, "boss", "resume all")
    assert await office.store.run(lambda s: s.get_one(Lane, "W").ramp_at) == office.now


def test_answers_to_people_and_recalls_still_go_out():
    assert {name for name, kind in KINDS.items() if not kind.pauses} >= {"approval", "decision"}
