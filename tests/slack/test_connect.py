"""People notice no difference between HTTP and Socket Mode, and Heraut starts even when Slack is down."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.slack.connect import Slack
from handlers.core.interaction import FormErrors, Input
from tests.slack.conftest import ANNA
from tests.stages.slack import wire
from tests.stages.slack.double import SlackDouble
from tests.stages.slack.house import settings
from tests.stages.slack.trouble import Trouble
from tests.support.script import MARK, Script, button, card, form

SETTINGS = form(Input(name="weekly", label="A week", required=True))


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
async def test_a_day_with_heraut(play, socket):
    def save(interaction):
        return card("Saved") if interaction.values["weekly"] == "2" else FormErrors(errors={"weekly": "At most 2"})

    script = Script(
        join=card("Welcome", button("Share", "share", "n1"), button("Settings", "settings")),
        share=card("Thank you", button("Settings", "settings"), instead=True),
        settings=SETTINGS,
        save=save,
        home=card("Home"),
    )
    async with play(script.answer, socket=socket) as house:
        stage = house.stage
        await stage.command(ANNA, "join")
        await stage.press(ANNA, "Share")
        assert await stage.transcript(ANNA) == ["Thank you\n[Settings]"]
        await stage.press(ANNA, "Settings")
        await stage.fill(ANNA, {"A week": "9"})
        await stage.submit(ANNA)
        assert await stage.errors(ANNA) == ["At most 2"]
        await stage.fill(ANNA, {"A week": "2"})
        await stage.submit(ANNA)
        assert await stage.reads(ANNA) == "Saved"
        await stage.open_home(ANNA)
        assert await stage.reads(ANNA, "home") == "Home"


async def test_what_fails_is_not_acknowledged_by_socket_so_slack_sends_it_again(play, clock):
    def fail(_):
        raise RuntimeError("the database is away")

    async with play(Script(home=fail).answer, socket=True) as house:
        await house.double.socket.connected.wait()
        opened = wire.event("Ev1", clock(), type="app_home_opened", user=ANNA, tab="home")
        with pytest.raises(TimeoutError):
            await house.double.socket.send("events_api", opened, seconds=0.2)


async def test_slack_is_asked_who_we_are_once(play):
    script = Script(help=card("Help"))
    async with play(script.answer) as house:
        assert (house.slack.identity.team_id, house.slack.identity.team) == ("T1", "Acme")
        await house.stage.command(ANNA, "help")
        await house.stage.command(ANNA, "help")
        assert len(house.double.said("auth.test")) == 1


async def test_a_slack_that_is_down_does_not_keep_heraut_from_starting(clock, caplog):
    double = SlackDouble(clock)
    double.troubles["auth.test"].append(Trouble("status", 500))
    async with double.running(), Slack(settings(double), Script().answer, clock) as slack:
        assert slack.identity.team_id == ""
    assert "doctor" in caplog.text


async def test_a_socket_that_does_not_open_keeps_nobody_waiting(clock):
    double = SlackDouble(clock)
    double.troubles["apps.connections.open"].append(Trouble("hang"))
    async with double.running(), Slack(settings(double, socket=True), Script().answer, clock) as slack:
        app = web.Application()
        slack.mount(app)
        async with asyncio.timeout(40), TestServer(app, host="127.0.0.1"):
            pass


async def test_the_settings_show_no_secret(clock):
    double = SlackDouble(clock)
    async with double.running():
        shown = repr(settings(double)) + str(settings(double, socket=True))
    assert "xoxb" not in shown
    assert wire.SECRET not in shown


async def test_even_a_talkative_log_holds_no_words_of_people(play, caplog):
    caplog.set_level("DEBUG")
    script = Script(me=card("You"), help=card("Private words", button("Me", "me")))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "help secret words")
        await house.stage.press(ANNA, "Me")
        await house.slack.messenger.send("T1", ANNA, card("Private words"), MARK)
    for words in ("secret words", "Private words", "xoxb", "Anna"):
        assert words not in caplog.text


async def test_what_goes_wrong_after_the_acknowledgement_is_in_the_log(play, caplog):
    too_long = form(Input(name="a", label="A"), target="x" * 3000)
    async with play(Script(settings=too_long).answer) as house:
        await house.stage.command(ANNA, "settings")
        await asyncio.sleep(0)
    assert "failed: Form to U1 on command" in caplog.text
