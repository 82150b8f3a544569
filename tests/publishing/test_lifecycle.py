"""What champions decide about content: marks, overrides, recalls, and what skips teach them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from handlers.core.interaction import Card, Form, FormErrors, Notice, Reply
from handlers.nudges.skips import Skips, salesy
from models import Content, Message, Person
from tests.support.office import POSTING, Office, pressed

DAY = timedelta(days=1)


def text(card: Reply | None) -> str:
    """The text of a card, one line for each part."""
    assert isinstance(card, Card), card
    return "\n".join(str(getattr(part, "text", "")) for part in card.parts)


async def test_important_content_and_campaigns_are_marked_in_the_list_and_survive_editing(office: Office):
    card = await office.does(
        "boss", "new_campaign", values={"name": "  Open day ", "starts": "2026-03-04", "ends": "2026-04-30"}
    )
    assert isinstance(card, Card)
    campaign = pressed(card, "edit_campaign")
    content = await office.posts(important="yes", campaign=campaign)
    assert "Important; Campaign “Open day”; Running, until Thursday 30 April 2026 inclusive; too few to tell." in text(
        await office.does("boss", "content")
    )
    form = await office.does("boss", "edit", content)
    assert isinstance(form, Form)
    marks = {field.name: field.value for field in form.inputs}
    assert (marks["important"], marks["campaign"]) == ("yes", campaign)
    await office.does("boss", "edit", content, values=POSTING)
    assert "Important" not in text(await office.does("boss", "content"))


def refused(reply: Reply | None, sentence: str) -> bool:
    return isinstance(reply, Notice) and sentence in reply.text


async def draft(office: Office, **more: str) -> str:
    card = await office.does("boss", "post", values={**POSTING, **more})
    assert isinstance(card, Card)
    return pressed(card, "override")


async def makes_champions(office: Office, *names: str) -> None:
    for who in names:
        await office.does(who, "help")
    await office.champions(*names)


def told_but_runway(office: Office, who: str) -> list[Card]:
    """The cards that somebody was sent, without the warning that content runs dry."""
    return [card for card in office.told(who) if card.title != "Content runs dry"]


async def states(office: Office, kind: str) -> list[str]:
    rows = select(Message.state).where(Message.kind == kind).order_by(Message.key)
    return list(await office.store.run(lambda session: session.scalars(rows).all()))


async def state(office: Office, content: str) -> str:
    return await office.store.run(lambda session: session.get_one(Content, ("W", content)).state)


# ── Above all budgets ─────────────────────────────────────────────────────────────────────────────


async def test_an_override_says_what_it_costs_asks_why_and_tells_every_other_champion(office: Office):
    await makes_champions(office, "carl", "dora")
    for number in range(6):
        await office.joins(f"p{number}")
    content = await draft(office)
    form = await office.does("boss", "override", content)
    assert (
        isinstance(form, Form)
        and "It goes to all of about 5 people it fits, the next time they are within their hours." in form.intro
    )
    assert "Nobody gets it outside their hours or during a break." in form.intro
    assert isinstance(await office.does("boss", "override", content, values={"reason": " "}), FormErrors)
    assert await state(office, content) == "draft"
    assert isinstance(await office.does("boss", "override", content, values={"reason": "A flood."}), Card)
    await office.after(seconds=1)
    for who in ("carl", "dora"):
        [asked] = told_but_runway(office, who)
        assert "Boss asks to publish this above all attention budgets" in text(asked) and "A flood." in text(asked)
    assert await state(office, content) == "draft"
    assert isinstance(await office.does("carl", "confirm_override", content), Card)
    await office.after(seconds=1)
    for who in ("carl", "dora"):
        [told] = told_but_runway(office, who)
        assert "Boss published this above all attention budgets" in text(told) and "A flood." in text(told)
    assert told_but_runway(office, "boss") == []
    assert refused(await office.does("carl", "override", content, values={"reason": "Me too"}), "decided already")


async def test_overrides_are_counted_by_name_for_ninety_days(office: Office):
    await makes_champions(office, "carl")
    for number in range(2):
        await office.overrides(await draft(office, title=f"T{number}"))
    assert "2 times in the last 90 days something was published above all budgets: Boss (2)." in text(
        await office.does("carl", "content")
    )
    office.now += 91 * DAY
    assert "above all budgets" not in text(await office.does("carl", "content"))


async def test_an_override_checks_advocates_at_once_but_not_people_on_a_break(office: Office):
    for who in ("anna", "bob"):
        await office.joins(who)
    await office.does("bob", "command", values={"text": "pause until 1 December"})
    await office.after(minutes=1)
    content = await draft(office)
    await office.champions("carl")
    await office.overrides(content)
    looks = select(Person.person, Person.next_at > office.now).where(Person.joined_at.is_not(None))
    rows = await office.store.run(lambda session: session.execute(looks.order_by(Person.person)).all())
    assert [tuple(row) for row in rows] == [("anna", False), ("bob", True)]


async def test_an_override_reaches_people_without_budget_the_next_day_in_their_hours_but_no_one_on_a_break(
    office: Office,
):
    await office.posts()
    for who in ("anna", "bob"):
        await office.joins(who, weekly_most="1")
    await office.after(minutes=15)
    await office.does("bob", "command", values={"text": "pause until 1 December"})
    content = await draft(office, url="https://example.com/flood", title="A flood")
    await office.champions("carl")
    await office.overrides(content)
    for _ in range(21):  # until seven in the morning in Amsterdam
        await office.after(hours=1)
    assert [card.title for card in office.told("anna")] == ["What an owl taught us"]
    for _ in range(6):
        await office.after(minutes=30)
    assert [card.title for card in office.told("anna")] == ["What an owl taught us", "A flood"]
    assert len(office.told("bob")) == 1


async def test_only_champions_may_override_and_nobody_while_everything_is_paused(office: Office):
    await office.joins("anna")
    content = await draft(office)
    for action in ("override", "recall", "publish"):
        reply = await office.does("anna", action, content, values={"reason": "So"})
        assert refused(reply, "Only champions can do this.")
    await office.does("boss", "pause_all")
    assert refused(await office.does("boss", "override", content, values={"reason": "So"}), "Everything is paused.")


# ── Recalls ────────────────────────────────────────────────────────────────────────────────────


async def shared(office: Office, *names: str) -> str:
    """Content that these people posted, and that Zoe has not answered."""
    content = await office.posts()
    for who in (*names, "zoe"):
        await office.joins(who)
    await office.after(minutes=15)
    for who in names:
        card = await office.does(who, "share", f"{who}.{content}")
        assert isinstance(card, Card)
        await office.does(who, "posted", pressed(card, "rewrite"), values={"network": "linkedin"})
    return content


@pytest.mark.parametrize(
    ("ask", "said"), [("remove", "asks you to take your post down"), ("changed", "what has changed")]
)
async def test_people_who_shared_it_hear_of_a_recall_once_while_they_take_part(office: Office, ask: str, said: str):
    content = await shared(office, "anna", "bob")
    await office.does("bob", "leave")
    assert isinstance(await office.does("boss", "recall", content), Form)
    assert isinstance(await office.does("boss", "recall", content, values={"ask": ask, "reason": ""}), FormErrors)
    done = await office.does("boss", "recall", content, values={"ask": ask, "reason": "A figure was wrong."})
    assert "Anybody who shared it and still takes part" in text(done)
    await office.after(seconds=1)
    assert said in text(office.told("anna")[-1]) and "A figure was wrong." in text(office.told("anna")[-1])
    assert "no longer offered" in text(office.told("zoe")[-1])
    assert len(await states(office, "recall")) == 1 and await state(office, content) == "stopped"
    again = await office.does("boss", "recall", content, values={"ask": "changed", "reason": "Again."})
    assert refused(again, "taken back already")


async def test_stopped_content_can_still_be_recalled_even_in_a_pause(office: Office):
    content = await shared(office, "anna")
    stopped = await office.does("boss", "stop", content)
    assert isinstance(stopped, Card) and pressed(stopped, "recall") == content
    await office.does("boss", "pause_all")
    await office.does("boss", "recall", content, values={"ask": "remove", "reason": "Wrong."})
    await office.after(seconds=1)
    assert "Wrong." in text(office.told("anna")[-1])
    assert refused(await office.does("boss", "recall", await draft(office)), "Only what has been published")


# ── What skips teach ──────────────────────────────────────────────────────────────────────────────


async def skips(office: Office, content: str, *reasons: str, first: int = 0) -> None:
    """For each reason, a person joins, is offered the content and skips it for that reason."""
    names = [f"p{first + number}" for number in range(len(reasons))]
    for who in names:
        await office.joins(who)
    await office.after(minutes=15)
    for who, reason in zip(names, reasons, strict=True):
        await office.does(who, "skip", f"{who}.{content}")
        if reason:
            await office.does(who, "reason", f"{reason}|{who}.{content}")


@given(st.integers(0, 40), st.integers(0, 40))
def test_content_becomes_a_draft_when_five_people_and_forty_per_cent_find_it_salesy_and_five_do_not(
    said: int, others: int
):
    found = salesy(Skips(said + others, said + others, said, {"salesy": said}), 5)
    assert found == (said >= 5 and said * 100 >= 40 * (said + others) and others >= 5)


async def test_reasons_are_told_in_the_morning_when_five_gave_them_and_five_others_skipped(office: Office):
    content = await office.posts()
    await shares(office, content, 5)
    await skips(office, content, *["topic"] * 5, *["salesy"] * 4, "", "")
    assert "too few to tell" in text(await office.does("boss", "content"))
    await office.morning()
    listed = text(await office.does("boss", "content"))
    assert "11 people skipped it, 5 said “Not my subject”." in listed
    assert "alesy" not in listed and " of " not in listed
    await skips(office, content, "salesy", first=20)
    await office.morning()
    assert text(await office.does("boss", "content")) == listed


async def test_nobody_hears_that_everybody_skipped_it_or_all_for_one_reason(office: Office):
    content = await office.posts()
    await skips(office, content, *["topic"] * 6)
    await office.morning()
    assert "too few to tell" in text(await office.does("boss", "content"))
    await shares(office, content, 6)
    await office.morning()
    listed = text(await office.does("boss", "content"))
    assert "6 people skipped it" in listed and "subject" not in listed


async def shares(office: Office, content: str, people: int) -> None:
    """Some people join, are offered the content and say that they will share it."""
    names = [f"s{number}" for number in range(people)]
    for who in names:
        await office.joins(who)
    await office.after(minutes=15)
    for who in names:
        await office.does(who, "share", f"{who}.{content}")


async def test_content_that_many_find_salesy_becomes_a_draft_and_its_champion_can_publish_it_again(office: Office):
    await office.champions("boss")
    content = await office.posts()
    for who in ("zoe", "yan", "xia"):
        await office.joins(who)
    await skips(office, content, *["topic"] * 2, *["salesy"] * 4)
    await office.morning()
    assert await state(office, content) == "running"
    await skips(office, content, "salesy", first=6)
    assert await state(office, content) == "running"  # a press changes nothing that others see
    await office.morning()
    assert await state(office, content) == "draft"
    await office.after(seconds=1)
    [told] = told_but_runway(office, "boss")
    assert "At least 5 people, and at least two in five of those who answered" in text(told)
    assert "no longer offered" in text(office.told("zoe")[-1])
    assert not any(name in text(told) for name in ("P1", "p1"))
    await office.after(minutes=1)
    await office.does("boss", "edit", content, values={**POSTING, "text_1": "In plain words."})
    await office.does("boss", "publish", pressed(told, "publish"))
    await skips(office, content, "salesy", first=7)
    await office.morning()
    assert await state(office, content) == "running"  # what people said before the change no longer counts
    assert len(await states(office, "lesson")) == 1


async def test_publishing_tells_no_count_of_people_as_of_now(office: Office):
    """Two champions who publish around one press of Join would learn of it."""
    for who in ("anna", "bob", "cem", "dina", "eva", "finn"):
        await office.joins(who)
    draft = await office.does("boss", "post", values=POSTING)
    assert isinstance(draft, Card)
    card = await office.does("boss", "publish", pressed(draft, "publish"))
    assert not any(map(str.isdigit, text(card)))
