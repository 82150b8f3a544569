"""People of other organisations, guests, bots and closed accounts, as Slack describes them."""

import pytest

from bot.slack.people import SLACKBOT
from handlers.core.interaction import Notice
from tests.slack.conftest import ANNA, BRAM, GENERAL
from tests.stages.slack import wire
from tests.stages.slack.double import Someone
from tests.stages.slack.reading import Json
from tests.stages.slack.stage import http
from tests.stages.slack.trouble import Trouble
from tests.support.script import MARK, Script, button, card

FINE = Notice(text="Fine.")
ZOE = "U9ZOE"
THEIRS = "T2"
WHO: dict[str, Json] = {
    "stranger": {"team": THEIRS, "admin": True},
    "hidden": {"stranger": True},
    "restricted": {"guest": "restricted"},
    "ultra_restricted": {"guest": "ultra_restricted"},
    "bot": {"bot": True},
    "deleted": {"deleted": True},
    "stranger_on_grid": {"team": THEIRS, "enterprise": "E2"},
    "colleague_on_grid": {"team": THEIRS, "enterprise": "E1"},
}
STANDING = {
    "hidden": "stranger",
    "restricted": "guest",
    "ultra_restricted": "guest",
    "stranger_on_grid": "stranger",
    "colleague_on_grid": "member",
}


@pytest.mark.parametrize("who", WHO)
async def test_slack_says_where_somebody_belongs(play, who):
    script = Script(help=FINE, invite=FINE)
    async with play(script.answer, grid="E1" if "grid" in who else "") as house:
        house.double.people[ZOE] = Someone(ZOE, "Zoe", **WHO[who])
        await house.stage.command(ZOE, "help")
        await house.stage.command(ANNA, f"invite <@{ZOE}|zoe>")
    heard, named = script.heard[0].actor, script.heard[1].mentioned[0]
    assert (heard.standing, named.standing) == (STANDING.get(who, who),) * 2
    assert not heard.admin


async def test_a_button_in_a_shared_channel_tells_whose_finger_it_was_even_when_slack_does_not_answer(play, clock):
    script = Script(more=FINE)
    async with play(script.answer) as house:
        house.double.people[ZOE] = Someone(ZOE, "Zoe", team=THEIRS)
        await house.slack.messenger.send("T1", GENERAL, card("Leaderboard", button("More", "more")), MARK)
        house.double.troubles["users.info"].append(Trouble("status", 500))
        await house.stage.press(ZOE, "More", where=GENERAL)
    assert script.heard[0].actor.standing == "stranger"


async def test_a_slack_that_does_not_answer_vouches_for_nobody_who_is_mentioned(play):
    script = Script(invite=FINE)
    async with play(script.answer) as house:
        await house.stage.command(ANNA, f"invite <@U404|nobody> <@{SLACKBOT}|slackbot> <@{BRAM}>")
    assert [one.standing for one in script.heard[0].mentioned] == ["unknown", "bot", "member"]


async def test_somebody_who_becomes_a_guest_is_one_at_once(play, clock):
    script = Script(help=FINE)
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "help")
        house.double.people[ANNA].guest = "restricted"
        changed = wire.event("Ev1", clock(), type="user_change", user={"id": ANNA})
        await http(house.session, house.url, house.double)("events_api", changed)
        await house.stage.command(ANNA, "help")
    assert [heard.actor.standing for heard in script.heard] == ["member", "guest"]
