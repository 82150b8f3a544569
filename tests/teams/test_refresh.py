"""A message that somebody opens again shows its newest state, even when its change was lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from handlers.core.interaction import Button, Buttons, Card, Interaction, Notice, Refresh, Reply, Text
from tests.stages.teams.connector import Message
from tests.stages.teams.house import House, teams_house
from tests.stages.teams.trouble import refusal
from tests.support.office import Office, pressed

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
AGAIN = Refresh(action="current", target="n1")


def told(text: str) -> Card:
    share = Buttons(buttons=(Button(label="Share", action="share", target="n1"),))
    return Card(title="Nudge", summary=text, parts=(Text(text=text), share), instead=True, refresh=AGAIN)


class Scripted:
    """Answers with `now`, and keeps what it was asked."""

    def __init__(self) -> None:
        self.now: Reply = told("Worth sharing?")
        self.asked: list[Interaction] = []

    async def answer(self, interaction: Interaction) -> Reply | None:
        self.asked.append(interaction)
        return self.now


@asynccontextmanager
async def nudged(script: Scripted) -> AsyncIterator[tuple[House, Message]]:
    """Anna has asked for something to share, and got it."""
    async with teams_house(script.answer, lambda: NOW) as house:
        house.stage.person("U1", "Anna")
        await house.stage.command("U1", "next")
        [message] = house.double.messages
        yield house, message


async def test_a_person_who_opens_the_chat_again_sees_the_current_card_and_the_message_is_not_changed():
    script = Scripted()
    async with nudged(script) as (house, message):
        script.now = told("Shared.")
        await house.stage.look("U1", message)
        assert (script.asked[-1].action, script.asked[-1].target) == ("current", "n1")
        assert await house.stage.reads("U1") == "Nudge\nShared.\n[Share]"
        assert [call.what for call in house.double.calls] == ["send"]


async def test_a_change_that_teams_lost_is_seen_all_the_same():
    script = Scripted()
    async with nudged(script) as (house, message):
        script.now = told("Shared.")
        house.double.troubles["update"].append(refusal(502))
        await house.stage.press("U1", "Share")
        message.seen.clear()  # Teams forgets what was only answered
        assert await house.stage.reads("U1") == "Nudge\nWorth sharing?\n[Share]"
        await house.stage.look("U1", message)
        assert await house.stage.reads("U1") == "Nudge\nShared.\n[Share]"


async def test_a_refusal_leaves_the_old_card_where_it_is():
    script = Scripted()
    async with nudged(script) as (house, message):
        script.now = Notice(text="This card has expired.")
        await house.stage.look("U1", message)
        assert await house.stage.transcript("U1") == ["Nudge\nWorth sharing?\n[Share]"]


async def test_the_card_of_a_nudge_is_what_became_of_it(office: Office):
    await office.posts()
    await office.joins("anna")
    await office.after(seconds=30)
    [card] = office.told("anna")
    assert card.refresh is not None
    asked = (card.refresh.action, card.refresh.target)

    async def looks(who: str = "anna") -> str:
        reply = await office.does(who, *asked)
        return reply.title if isinstance(reply, Card) else "-"

    assert await looks() == card.title
    assert await looks("bob") == "-"
    share = await office.does("anna", "share", pressed(card, "share"))
    assert isinstance(share, Card) and await looks() == share.title
    thanks = await office.does("anna", "posted", pressed(share, "posted"), values={"network": "linkedin"})
    assert isinstance(thanks, Card) and await looks() == thanks.title != share.title
    await office.does("anna", "undo", pressed(thanks, "undo"))
    assert await looks() == card.title
    await office.does("anna", "skip", pressed(card, "skip"))
    assert await looks() == "-"
