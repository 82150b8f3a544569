"""What cannot wait comes together in one message, and each item is answered separately."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from handlers.core.buttons import row_of
from handlers.core.interaction import Button, Card, Preview, Text
from models import Content, Message, Nudge, Person
from tests.nudges.digests import buttons, card_of, next_time, posts, posts_one, presses, said, titles, with_digest
from tests.support.office import JOINING, MORNING, Office
from tests.support.seen import crowded

NAMES = ("One", "Two", "Three", "Four")


async def messages(office: Office) -> list[tuple[str, str]]:
    rows = select(Message.kind, Message.state).order_by(Message.key)
    return [(kind, state) for kind, state in await office.store.run(lambda session: session.execute(rows).all())]


# ── What comes together ───────────────────────────────────────────────────────────────────────────


async def test_two_that_end_before_the_next_nudge_come_as_one_message(office: Office):
    card = await with_digest(office, "One", "Two")
    assert titles(card) == ["Two", "One"] and card.refresh and card.refresh.action == "digest"
    assert [button.label for button in buttons(card)] == [
        *["Share", "Skip", "Later"] * 2,
        *["Why now?", "Settings", "Leave", "Less of this"],
    ]
    assert await messages(office) == [("digest", "sent")]
    anna = await office.store.run(lambda session: session.get_one(Person, ("W", "anna")))
    assert anna.nudged_by.startswith("digest:anna.")  # so nothing else goes out today


async def test_each_has_its_picture_and_a_line_and_the_first_a_text_to_start_from(office: Office):
    why, image = "Because of the owl.", "https://example.com/owl.png"
    await posts_one(office, title="One", ends="2026-03-05", why=why, image=image, text_1="An owl told me.", text_2="")
    await posts_one(office, title="Two", ends="2026-03-05", why=why, image=image, text_1="Ask an owl.", text_2="")
    await office.joins("anna")
    await office.after(seconds=30)
    card = card_of(office)
    shown = [part for part in card.parts if isinstance(part, Preview)]
    assert [(part.title, part.description, part.image) for part in shown] == [("Two", why, image), ("One", why, image)]
    assert [part.text for part in card.parts if isinstance(part, Text) and part.style == "quote"] == ["Ask an owl."]
    assert [button.label for button in row_of(card)] == ["Share", "Skip", "Later", "Share"]


def in_sight(card: Card) -> list[str]:
    return [button.label for button in row_of(card)]


@pytest.mark.parametrize("answer", ["Skip", "Later"])
async def test_the_next_to_answer_has_its_answers_in_sight_and_no_card_shows_more_than_four(
    office: Office, answer: str
):
    card = await with_digest(office, "One", "Two", "Three")
    for left in (3, 2, 1):
        assert [label for label in in_sight(card) if label in {"Share", "Skip", "Later"}][:3] == [
            "Share",
            "Skip",
            "Later",
        ]
        quoted = [part.text for part in card.parts if isinstance(part, Text) and part.style == "quote"]
        assert len(quoted) == 1 and len(in_sight(card)) == 4
        pressed = next(button for button in row_of(card) if button.label == answer)
        card = await answers(office, pressed)
        if answer == "Later":
            assert in_sight(card) == ["In an hour", "Tomorrow", "Next Monday", "Back"]
            card = await answers(office, next(row_of(card)))
        assert in_sight(card).count("Undo") == (1 if left > 1 else 3)
    assert crowded({"all answered": card}) == []


async def answers(office: Office, button: Button) -> Card:
    card = await office.does("anna", button.action, button.target)
    assert isinstance(card, Card)
    return card


async def test_one_alone_is_an_ordinary_nudge_and_goes_before_what_can_wait(office: Office):
    await posts(office, "One")
    await office.posts(title="Later on", topics=("Jobs",))
    await office.joins("anna", topics=("Jobs",))
    await office.after(seconds=30)
    assert card_of(office).title == "One" and await messages(office) == [("nudge", "sent")]


async def test_at_most_three_come_together_and_the_fourth_with_the_next(office: Office):
    for title in NAMES:
        await posts_one(office, title=title, important="yes")
    await office.joins("anna")
    await office.after(seconds=30)
    assert titles(card_of(office)) == ["Four", "Three", "Two"]
    await next_time(office, days=7)
    assert [card.title for card in office.told("anna")][1:] == ["One"]


async def test_a_digest_counts_as_one_and_no_second_message_comes_on_that_day(office: Office):
    await posts(office, "One", "Two", "Three", ends="2026-03-04")
    await office.joins("anna", weekly_most="5")
    await office.posts(title="More")
    for _ in range(6):
        await office.after(hours=1)
    assert len(office.told("anna")) == 1
    await next_time(office, hours=18)
    assert [card.title for card in office.told("anna")][1:] == ["More"]


async def test_planning_twice_sends_each_once(office: Office):
    await posts(office, "One", "Two")
    await office.joins("anna")
    for _ in range(3):
        await office.rounds.make("plan")
    assert await messages(office) == [("digest", "queued")]


# ── What is checked when it is sent ───────────────────────────────────────────────────────────────


async def test_stopped_content_drops_out_and_a_single_item_becomes_an_ordinary_nudge(office: Office):
    one, two, three = await posts(office, "One", "Two", "Three")
    await office.joins("anna")
    await office.does("boss", "stop", three)
    await office.does("boss", "stop", two)
    await office.after(seconds=30)
    card = card_of(office)
    assert card.title == "One" and card.refresh and card.refresh.action == "current"
    await presses(office, card, "Share")
    await office.does("boss", "stop", one)
    await office.after(seconds=30)
    assert card_of(office).title == "Share: One"  # a share that was begun stays


async def test_one_of_three_drops_out_and_two_are_left(office: Office):
    *_, three = await posts(office, "One", "Two", "Three")
    await office.joins("anna")
    await office.does("boss", "stop", three)
    await office.after(seconds=30)
    assert titles(card_of(office)) == ["Two", "One"]


async def test_with_none_left_nothing_is_sent(office: Office):
    contents = await posts(office, "One", "Two")
    await office.joins("anna")
    for content in contents:
        await office.does("boss", "stop", content)
    await office.after(seconds=30)
    assert office.told("anna") == [] and await messages(office) == [("digest", "cancelled")]


@pytest.mark.parametrize("words", ["leave", "pause until 2 January"])
async def test_people_who_leave_or_pause_get_nothing(office: Office, words: str):
    await posts(office, "One", "Two")
    await office.joins("anna")
    assert isinstance(await office.does("anna", "command", values={"text": words}), Card)
    assert await messages(office) == [("digest", "cancelled")]


async def test_content_for_a_way_they_dropped_drops_out(office: Office):
    await posts(office, "One", "Two")
    await office.joins("anna")
    await office.does("anna", "settings", values={**JOINING, "ways": ("react",)})
    await office.after(seconds=30)
    assert office.told("anna") == []


async def test_outside_the_hours_it_waits(office: Office):
    await posts(office, "One", "Two", ends="2026-03-06")
    await office.joins("anna")
    office.now += timedelta(hours=10)
    await office.rounds.deliver()
    assert office.told("anna") == []
    await office.after(hours=14)
    assert titles(card_of(office)) == ["Two", "One"]


# ── Each is answered separately ───────────────────────────────────────────────────────────────────


async def test_each_shows_what_became_of_it(office: Office):
    card = await with_digest(office, "One", "Two", "Three")
    skipped = await presses(office, card, "Skip")
    assert skipped.instead and titles(skipped) == titles(card)
    told = await presses(office, skipped, "Too salesy")
    assert "Too salesy" not in [button.label for button in buttons(told)] and "Skipped." in said(told)
    asks = await presses(office, told, "Later")
    assert [button.label for button in buttons(asks)].count("In an hour") == 1
    postponed = await presses(office, asks, "Tomorrow")
    assert "It comes back on Thursday 5 March" in said(postponed)
    share = await presses(office, postponed, "Share")
    assert share.title == "Share: One" and not share.instead
    await office.after(seconds=30)
    assert "You began to share this." in said(card_of(office))
    await office.does("anna", "posted", share_of(share), values={"network": "linkedin", "address": ""})
    await office.after(seconds=30)
    assert "Thank you for sharing on LinkedIn!" in said(card_of(office))
    kept = select(Nudge.answer, Nudge.reason).order_by(Nudge.planned_at, Nudge.content)
    rows = await office.store.run(lambda session: session.execute(kept).all())
    assert sorted((answer, reason or "") for answer, reason in rows) == [
        ("later", ""),
        ("share", ""),
        ("skip", "salesy"),
    ]


def share_of(card: Card) -> str:
    return next(button.target for button in buttons(card) if button.action == "posted")


async def test_each_can_be_undone_in_the_digest_and_beside_it(office: Office):
    card = await with_digest(office, "One", "Two")
    undone = await presses(office, await presses(office, card, "Skip"), "Undo")
    assert buttons(undone) == buttons(card)
    share = await presses(office, card, "Share")
    again = await presses(office, share, "Undo")
    assert again.title == "Two" and again.instead
    await office.after(seconds=30)
    assert buttons(card_of(office)) == buttons(card)


async def test_back_from_later_restores_the_digest_and_the_text_can_be_shown_again(office: Office):
    card = await with_digest(office, "One", "Two")
    assert buttons(await presses(office, await presses(office, card, "Later"), "Back")) == buttons(card)
    await presses(office, card, "Share")
    await office.after(seconds=30)
    again = await presses(office, card_of(office), "Show the text again")
    assert again.title == "Share: Two" and not again.instead


async def test_a_nudge_that_comes_back_after_later_comes_alone(office: Office):
    card = await with_digest(office, "One", "Two")
    await presses(office, await presses(office, card, "Later"), "In an hour")
    await office.after(hours=1)
    assert [card.title for card in office.told("anna")][1:] == ["Two"]


async def test_content_that_is_stopped_after_sending_says_so(office: Office):
    await with_digest(office, "One", "Two")
    [two] = await office.store.run(lambda s: s.scalars(select(Content.id).where(Content.title == "Two")).all())
    await office.does("boss", "stop", two)
    await office.after(seconds=30)
    assert "This is no longer offered." in said(card_of(office))
    assert [button.label for button in buttons(card_of(office))].count("Share") == 1


async def test_nobody_answers_or_reads_anothers_digest(office: Office):
    card = await with_digest(office, "One", "Two")
    await office.joins("bob")
    for button in buttons(card)[:7]:
        assert not isinstance(await office.does("bob", button.action, button.target), Card)
    assert card.refresh
    assert not isinstance(await office.does("bob", card.refresh.action, card.refresh.target), Card)
    assert isinstance(await office.does("anna", card.refresh.action, card.refresh.target), Card)
    assert not isinstance(await office.does("anna", "digest", ""), Card)
    assert not isinstance(await office.does("anna", "item", "dance|" + buttons(card)[0].target.partition("|")[2]), Card)


# ── Two at once ───────────────────────────────────────────────────────────────────────────────────


async def test_two_replicas_that_plan_at_once_write_each_nudge_once(office: Office):
    await posts(office, "One", "Two", "Three")
    office.now = office.now.replace(hour=5)
    people = [f"p{number}" for number in range(12)]
    for who in people:
        await office.joins(who)
    await office.store.run(lambda session: session.execute(update(Person).values(team="Blades")))
    office.now = MORNING + timedelta(minutes=1)
    other = Office(office.store)
    other.now = office.now
    await asyncio.gather(*(one.rounds.make("plan") for one in (office, other, office, other)))
    rows = select(Nudge.person, Nudge.content, Nudge.text)
    nudges = await office.store.run(lambda session: session.execute(rows).all())
    assert len(nudges) == len({(person, content) for person, content, _ in nudges}) == 3 * len(people)
    assert await messages(office) == [("digest", "queued")] * len(people)
    for content in {content for _, content, _ in nudges}:  # teammates never start from the same text
        assert sorted(text for _, its, text in nudges if its == content and text >= 0)[:2] in ([0, 1], [1, 2])
        assert [text for _, its, text in nudges if its == content].count(-1) == len(people) - 2
