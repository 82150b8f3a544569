"""Slack is asked about a person once an hour. Heraut waits briefly for the answer, and can do without."""

import asyncio

from bot.slack import people
from handlers.core.interaction import Actor, Notice
from tests.slack.conftest import ANNA, BRAM
from tests.stages.slack import wire
from tests.stages.slack.stage import http
from tests.stages.slack.trouble import Trouble
from tests.support.script import Script

FINE = Notice(text="Fine.")


def asked(house):
    return len([call for call in house.double.calls if call.method == "users.info"])


async def test_slack_is_asked_once_an_hour(play, clock):
    async with play(Script(help=FINE).answer) as house:
        for _ in range(3):
            await house.stage.command(ANNA, "help")
        assert asked(house) == 1
        clock.pass_(minutes=61)
        await house.stage.command(ANNA, "help")
        assert asked(house) == 2


async def test_a_changed_profile_is_asked_for_again(play, clock):
    script = Script(help=FINE)
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "help")
        house.double.people[ANNA].locale = "en-GB"
        changed = wire.event("Ev1", clock(), type="user_change", user={"id": ANNA})
        await http(house.session, house.url, house.double)("events_api", changed)
        await house.stage.command(ANNA, "help")
    assert [heard.actor.locale for heard in script.heard] == ["nl-NL", "en-GB"]


async def test_administrators_are_known(play):
    script = Script(help=FINE)
    async with play(script.answer) as house:
        await house.stage.command(BRAM, "help")
    assert script.heard[0].actor.admin


async def test_without_an_answer_from_slack_the_name_in_the_event_is_used(play):
    script = Script(help=FINE)
    async with play(script.answer) as house:
        house.double.troubles["users.info"].append(Trouble("status", 500))
        await house.stage.command(ANNA, "help")
        assert await house.stage.reads(ANNA) == "Fine."
    assert script.heard[0].actor == Actor(workspace="T1", person=ANNA, name="anna", owed=True)


async def test_a_slack_that_hangs_is_not_waited_for(play):
    script = Script(help=FINE)
    async with play(script.answer) as house:
        house.double.troubles["users.info"].append(Trouble("hang"))
        async with asyncio.timeout(40):  # of the minute that this hangs
            await house.stage.command(ANNA, "help")
    assert script.heard[0].actor.locale == ""


async def test_a_question_that_slack_did_not_answer_is_not_repeated_at_once(play, clock):
    async with play(Script(help=FINE).answer) as house:
        house.double.troubles["users.info"].append(Trouble("status", 500))
        await house.stage.command(ANNA, "help")
        await house.stage.command(ANNA, "help")
        assert asked(house) == 1
        clock.pass_(minutes=2)
        await house.stage.command(ANNA, "help")
        assert asked(house) == 2


async def test_many_at_once_cause_one_question(play):
    async with play(Script().answer) as house:
        known = people.People(house.slack.client, house.double.now)
        actors = await asyncio.gather(*(known.actor("T1", ANNA) for _ in range(20)))
        assert {actor.name for actor in actors} == {"Anna"}
        assert asked(house) == 1


async def test_the_number_of_remembered_people_is_limited(play):
    async with play(Script().answer) as house:
        known = people.People(house.slack.client, house.double.now, most=2)
        for who in (ANNA, BRAM, "U404", ANNA):
            await known.actor("T1", who)
        assert asked(house) == 4


async def test_a_clock_of_slacks_that_differs_from_ours_is_logged_once_and_not_followed(play, caplog):
    script = Script(help=FINE)
    async with play(script.answer) as house:
        for who in (ANNA, BRAM):
            house.double.people[who].tz, house.double.people[who].tz_offset = "Asia/Tokyo", 10 * 3600
            await house.stage.command(who, "help")
    told = [record.getMessage() for record in caplog.records if "clocks differ" in record.getMessage()]
    assert len(told) == 1 and "Asia/Tokyo is at +09:00 by release" in told[0] and "+10:00 by Slack" in told[0]
    assert script.heard[0].actor.timezone == "Asia/Tokyo"
