"""People of other tenants, guests and bots, as the member list of a channel in Teams describes them."""

import pytest

from handlers.core.interaction import Notice
from tests.stages.teams.connector import Someone
from tests.stages.teams.login import APP
from tests.stages.teams.reading import Json
from tests.stages.teams.trouble import refusal
from tests.support.script import Script
from tests.teams.conftest import ANNA, GENERAL

FINE = Notice(text="Fine.")
ZOE = "U9ZOE"
WHO: dict[str, Json] = {
    "stranger": {"tenant": "00000000-0000-0000-0000-0000000000ff"},
    "guest": {"role": "guest"},
    "member": {},
}


@pytest.mark.parametrize("who", WHO)
async def test_teams_says_where_somebody_belongs(play, who):
    script = Script(help=FINE, invite=FINE)
    async with play(script.answer, managers=frozenset({ZOE})) as house:
        house.double.people[ZOE] = Someone(ZOE, "Zoe", **WHO[who])
        await house.stage.command(ANNA, f"invite @{ZOE}", GENERAL)
        await house.stage.command(ZOE, "help", GENERAL)
        await house.stage.command(ZOE, "help")  # alone with Heraut it is remembered
    assert [one.standing for one in script.heard[0].mentioned] == [who]
    assert [heard.actor.standing for heard in script.heard[1:]] == [who, who]
    assert script.heard[1].actor.admin is (who == "member")
    assert len(house.double.did("member")) == 2


async def test_a_person_of_another_tenant_who_is_mentioned_cannot_be_written_to(play):
    script = Script(invite=FINE)
    async with play(script.answer) as house:
        house.double.people[ZOE] = Someone(ZOE, "Zoe", tenant="another")
        await house.stage.command(ANNA, f"invite @{ZOE}", GENERAL)
        assert not [address for _, address in house.book.kept if address == ZOE]


async def test_another_bot_is_a_bot(play):
    script = Script(help=FINE)
    async with play(script.answer) as house:
        sent = house.stage.activity("message", ANNA, text="help")
        await house.post(sent | {"from": {"id": f"28:{APP}2", "name": "Another"}})
    assert script.heard[0].actor.standing == "bot"


async def test_a_member_list_that_cannot_be_read_is_done_without(play):
    script = Script(help=FINE)
    async with play(script.answer) as house:
        house.double.troubles["member"].append(refusal(404))
        await house.stage.command(ANNA, "help", GENERAL)
        await house.stage.command(ANNA, "help", GENERAL)
        assert len(house.double.did("member")) == 1
    assert script.heard[0].actor.standing == "member"
