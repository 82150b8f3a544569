"""A workspace that refuses the newer blocks gets the older form at once, and it is remembered."""

import pytest

from bot.slack.cards import NEWER
from bot.slack.settings import SlackSettings
from bot.slack.taken import Taken
from handlers.core.interaction import Button, Buttons, Card, Items, Preview
from handlers.core.messenger import InDoubt, Throttled
from tests.slack.conftest import ANNA
from tests.stages.slack.trouble import Trouble
from tests.support.script import Script

MARK = "0" * 32
PAGE = Preview(url="https://news.example/1", title="News", image="https://news.example/1.png", description="It works")
NUDGE = Card(title="News", summary="s", parts=(PAGE, Buttons(buttons=(Button(label="Share", action="share"),))))
PLAIN = Card(title="Plain", summary="s")
BOARD = Card(
    title="Board", summary="s", parts=(Items(items=("1. Ann",), ordered=True, head=("Place",), cells=(("1.",),)),)
)
OLDER = "News\nIt works\n[Share]"
CARD = "[News]\nNews\nIt works\nnews.example\n[Share]"


def tried(house, method="chat.postMessage"):
    return sum(call.method == method for call in house.double.calls)


async def test_a_card_is_sent_once_where_slack_takes_it(play):
    async with play(Script().answer) as house:
        await house.slack.messenger.send("T1", ANNA, NUDGE, MARK)
        assert await house.stage.transcript(ANNA) == [CARD]
        assert tried(house) == 1


async def test_a_workspace_that_refuses_cards_gets_the_older_form_at_once_and_the_next_time_straight(play):
    async with play(Script().answer) as house:
        house.double.refuses = {"card"}
        ref = await house.slack.messenger.send("T1", ANNA, NUDGE, MARK)
        assert await house.stage.transcript(ANNA) == [OLDER]
        before = tried(house)
        await house.slack.messenger.send("T1", ANNA, NUDGE, MARK)
        assert tried(house) == before + 1
        await house.slack.messenger.update("T1", ref, NUDGE)
        assert tried(house, "chat.update") == 1
        assert await house.stage.transcript(ANNA) == [OLDER, OLDER]


async def test_what_was_refused_is_tried_again_after_thirty_days(play, clock):
    async with play(Script().answer) as house:
        house.double.refuses = {"card"}
        await house.slack.messenger.send("T1", ANNA, NUDGE, MARK)
        house.double.refuses = set()
        clock.pass_(days=29)
        await house.slack.messenger.send("T1", ANNA, NUDGE, MARK)
        clock.pass_(days=1)
        await house.slack.messenger.send("T1", ANNA, NUDGE, MARK)
        assert await house.stage.transcript(ANNA) == [OLDER, OLDER, CARD]


async def test_one_kind_one_workspace_and_one_surface_are_remembered_alone(play):
    async with play(Script().answer) as house:
        house.double.refuses = {"table"}
        await house.slack.messenger.send("T1", ANNA, BOARD, MARK)
        await house.slack.messenger.send("T1", ANNA, NUDGE, MARK)
        assert await house.stage.transcript(ANNA) == ["Board\n1. Ann", CARD]
        house.double.refuses = set()
        await house.slack.messenger.send("T2", ANNA, BOARD, MARK)
        assert (await house.stage.transcript(ANNA))[-1] == "Board\nPlace\n1."


async def test_a_picture_that_slack_cannot_fetch_costs_the_card_only_its_picture(play):
    async with play(Script().answer) as house:
        house.double.unfetchable = True
        await house.slack.messenger.send("T1", ANNA, NUDGE, MARK)
        house.double.unfetchable = False
        await house.slack.messenger.send("T1", ANNA, NUDGE, MARK)
        assert await house.stage.transcript(ANNA) == [CARD.removeprefix("[News]\n"), CARD]


@pytest.mark.parametrize(("status", "error"), [(500, InDoubt), (429, Throttled)])
async def test_only_a_refusal_leads_to_the_next_form(play, status, error):
    async with play(Script().answer) as house:
        house.double.refuses = {"card"}
        house.double.troubles["chat.postMessage"].append(Trouble("status", status))
        with pytest.raises(error):
            await house.slack.messenger.send("T1", ANNA, NUDGE, MARK)
        assert tried(house) == 1


async def test_a_card_sent_in_the_newer_form_changes_into_the_older_one(play):
    async with play(Script().answer) as house:
        ref = await house.slack.messenger.send("T1", ANNA, NUDGE, MARK)
        house.double.refuses = {"card"}
        await house.slack.messenger.update("T1", ref, NUDGE)
        assert await house.stage.transcript(ANNA) == [OLDER]


@pytest.mark.parametrize(("refuses", "shown"), [(set(), CARD), ({"card"}, OLDER)])
async def test_the_answer_to_a_command_and_to_a_press_come_in_either_form(play, refuses, shown):
    script = Script(hello=NUDGE, share=NUDGE.model_copy(update={"instead": True}))
    async with play(script.answer) as house:
        house.double.refuses = refuses
        await house.stage.command(ANNA, "hello")
        assert await house.stage.transcript(ANNA) == [shown]
        await house.stage.press(ANNA, "Share")
        assert await house.stage.transcript(ANNA) == [shown]


@pytest.mark.parametrize(("refuses", "shown"), [(set(), CARD), ({"card"}, OLDER)])
async def test_the_home_tab_comes_in_either_form(play, refuses, shown):
    async with play(Script(home=NUDGE).answer) as house:
        house.double.refuses = refuses
        await house.stage.open_home(ANNA)
        assert await house.stage.reads(ANNA, "home") == shown


async def test_the_home_tab_has_no_table(play):
    async with play(Script(home=BOARD).answer) as house:
        await house.stage.open_home(ANNA)
        assert await house.stage.reads(ANNA, "home") == "Board\n1. Ann"


def test_a_setting_keeps_the_older_form():
    found = SlackSettings.model_validate({"bot_token": "xoxb-1", "newer_blocks": "no"})
    assert found.newer_blocks is False
    assert Taken().kinds("T1", "message") == frozenset()


@pytest.mark.parametrize("refuses", [set(), NEWER])
async def test_a_nudge_comes_once_and_is_shared_in_either_form(scene, stage, refuses):
    stage.double.refuses = refuses
    before = len(await stage.transcript(ANNA))
    await scene.soon()
    [nudge] = (await stage.transcript(ANNA))[before:]
    assert nudge.endswith("[Share] [Skip] [Later] […]")
    kinds = {block["type"] for message in stage.double.messages if message.to == ANNA for block in message.blocks}
    assert ("card" in kinds) is not bool(refuses)
    await stage.press(ANNA, "Share")
    assert "Change it until it sounds like you." in await stage.reads(ANNA)
