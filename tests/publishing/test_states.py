"""Where content stands: the list, *Publish again*, and Undo after Stop."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.core.buttons import all_of, row_of
from handlers.core.interaction import Card, Notice, Page, Reply, Text
from models import AuditEntry, Content, Message
from tests.support.office import POSTING, Office, pressed


def shown(reply: Reply | None) -> Card:
    assert isinstance(reply, Card), reply
    return reply


async def state(office: Office, content: str) -> str:
    return await office.store.run(lambda s: s.get_one(Content, ("W", content)).state)


async def pages(office: Office) -> list[Card]:
    """The list, page by page."""
    found = [shown(await office.does("boss", "content"))]
    while older := [button for button in all_of(found[-1]) if button.label == "Older"]:
        found.append(shown(await office.does("boss", "content", older[0].target)))
    return found


async def listed(office: Office) -> list[str]:
    """The whole list, a line for each text; what is above it once."""
    above, *rest = [[str(part.text) for part in card.parts if isinstance(part, Text)] for card in await pages(office)]
    return [*above, *(line for lines in rest for line in lines[1:])]


async def reached(office: Office) -> list[str]:
    rows = select(Message.person).where(Message.kind == "nudge", Message.state == "sent").order_by(Message.person)
    return [str(person) for person in await office.store.run(lambda s: s.scalars(rows).all())]


async def test_the_list_says_where_everything_stands(office: Office):
    ended = await office.posts(title="Ended", ends="2026-03-04")
    stopped = await office.posts(title="Stopped")
    await office.does("boss", "stop", stopped)
    discarded = shown(await office.does("boss", "post", values={**POSTING, "title": "Discarded"}))
    await office.does("boss", "discard", pressed(discarded, "discard"))
    office.now += timedelta(days=2)
    await office.posts(title="Running")
    await office.does("boss", "post", values={**POSTING, "title": "Draft", "url": "https://example.com/draft"})
    await office.does("anna", "suggest", values={"url": "https://example.com/w", "title": "Waiting", "text_1": "W"})
    told = await listed(office)
    assert told[0] == "Draft: 1; Waiting: 1; Running: 1; Ended: 1; Stopped: 1"
    assert told[1::2] == ["Draft", "Waiting", "Running", "Ended", "Stopped"]
    assert [line.partition(",")[0] for line in told[2::2]] == ["Draft", "Waiting", "Running", "Ended", "Stopped"]
    again = [one.target for card in await pages(office) for one in all_of(card) if one.action == "publish_again"]
    assert again == [ended, stopped]


async def test_each_piece_shows_the_one_thing_that_comes_next(office: Office):
    await office.posts(title="Ended", ends="2026-03-04")
    await office.does("boss", "stop", await office.posts(title="Stopped"))
    office.now += timedelta(days=2)
    await office.posts(title="Running")
    await office.does("boss", "post", values={**POSTING, "title": "Draft", "url": "https://example.com/draft"})
    await office.does("anna", "suggest", values={"url": "https://example.com/w", "title": "Waiting", "text_1": "W"})
    cards = await pages(office)
    seen = [[button.label for button in row_of(card)] for card in cards]
    assert seen == [["Publish", "Approve", "Stop", "Older"], ["Publish again", "Publish again", "Post something"]]
    only = {button.label: button.target for button in all_of(cards[0]) if button.action == "content"}
    one = shown(await office.does("boss", "content", only["Only: Running"]))
    assert one.title == "Content: Running" and [button.label for button in row_of(one)] == ["Stop", "Post something"]
    assert "Everything" in [button.label for button in all_of(one)]


@pytest.mark.parametrize("over", ["ended", "stopped"])
async def test_what_is_over_can_be_published_again_for_a_month(office: Office, over: str):
    content = await office.posts(ends="2026-03-04" if over == "ended" else "")
    if over == "stopped":
        await office.does("boss", "stop", content)
    office.now += timedelta(days=8)
    done = shown(await office.does("boss", "publish_again", content))
    assert "Published" in done.title
    assert "Running, until Saturday 11 April 2026 inclusive" in " ".join(await listed(office))
    assert isinstance(await office.does("boss", "publish_again", content), Notice)
    acts = select(AuditEntry.act).where(AuditEntry.about == content)
    assert "published_again" in await office.store.run(lambda s: s.scalars(acts).all())
    await office.joins("anna")
    await office.after(minutes=15)
    assert len(office.told("anna")) == 1


async def test_a_page_that_is_gone_by_then_is_told_first(office: Office):
    async def gone(url: str) -> Page:
        return Page(url=url, trouble="gone")

    content = await office.posts(ends="2026-03-04")
    office.now += timedelta(days=10)
    asked = shown(await office.does("boss", "publish_again", content, look=gone))
    assert "We could not open this page" in str(asked.parts)
    assert "Running" not in " ".join(await listed(office))
    await office.does("boss", "publish_again", pressed(asked, "publish_again"))
    assert "Running" in " ".join(await listed(office))


async def test_cards_that_were_sent_can_be_answered_again_after_an_undo(office: Office):
    await office.joins("anna")
    content = await office.posts()
    await office.after(minutes=15)
    stopped = shown(await office.does("boss", "stop", content))
    await office.after(seconds=1)
    assert "no longer offered" in str(office.told("anna")[-1].parts)
    done = shown(await office.does("boss", "undo_stop", pressed(stopped, "undo_stop")))
    assert "It runs again as before." in str(done.parts) and await state(office, content) == "running"
    await office.after(minutes=9)
    [card] = office.told("anna")
    assert pressed(card, "share")
    acts = select(AuditEntry.act).where(AuditEntry.about == content).order_by(AuditEntry.at)
    assert (await office.store.run(lambda s: s.scalars(acts).all()))[-2:] == ["stopped", "stop_undone"]


async def test_waiting_nudges_come_back_after_an_undo_for_those_who_still_take_part(office: Office):
    for who in ("anna", "bob", "eva"):
        await office.joins(who)
    content = await office.posts()
    await office.rounds.make("plan")
    waiting = select(Message.person).where(Message.kind == "nudge", Message.state == "queued")
    assert len(await office.store.run(lambda s: s.scalars(waiting).all())) == 3
    await office.does("boss", "stop", content)
    assert await office.store.run(lambda s: s.scalars(waiting).all()) == []
    await office.does("eva", "leave")
    await office.does("bob", "pause", values={"until": "20 March"})
    await office.does("boss", "undo_stop", content)
    await office.after(minutes=15)
    assert await reached(office) == ["anna"]
    assert len(office.told("anna")) == 1


async def test_a_stop_stays_after_ten_minutes_and_after_it_was_taken_back(office: Office):
    content = await office.posts()
    await office.does("boss", "stop", content)
    office.now += timedelta(minutes=10, seconds=1)
    assert isinstance(await office.does("boss", "undo_stop", content), Notice)
    assert await state(office, content) == "stopped"
