"""What people do on Slack is understood, answered once, and shown where they did it."""

import pytest

from handlers.core.interaction import Actor, Card, FormErrors, Input, Notice, Option, Picture
from tests.slack.conftest import ANNA, BRAM, GENERAL
from tests.stages.slack import wire
from tests.stages.slack.stage import http
from tests.stages.slack.trouble import Trouble
from tests.support.script import MARK, Script, button, card, form

ACTOR = Actor(workspace="T1", person=ANNA, name="Anna", locale="nl-NL", timezone="Europe/Amsterdam", admin=False)
SETTINGS = form(Input(name="weekly", label="A week", required=True), Input(name="named", label="Name me", kind="flag"))


async def test_a_command_is_heard_with_its_words_and_who_said_them(play):
    script = Script(invite=Notice(text="Fine."))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "invite <@U2|bram> to <#C1|general>", GENERAL)
        assert await house.stage.reads(ANNA, GENERAL) == "Fine."
    heard = script.heard[0]
    assert (heard.action, heard.values) == ("command", {"text": "invite @U2 to #C1"})
    assert (heard.actor, heard.channel, heard.channel_name) == (ACTOR, GENERAL, "general")
    assert [(one.person, one.name, one.admin) for one in heard.mentioned] == [(BRAM, "Bram", True)]


async def test_a_command_is_answered_to_its_author_alone(play):
    script = Script(help=card("Help"))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "help", GENERAL)
        assert await house.stage.reads(ANNA, GENERAL) == "Help"
        assert await house.stage.reads(BRAM, GENERAL) == ""
    assert script.heard[0].channel == GENERAL


async def test_in_a_direct_message_there_is_no_channel(play):
    script = Script(help=card("Help", button("Join", "join")), join=Notice(text="Welcome"))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "help")
        await house.stage.press(ANNA, "Join")
    assert [(heard.channel, heard.channel_name) for heard in script.heard] == [("", "")] * 2


async def test_a_pressed_button_carries_its_target_and_its_card_is_replaced(play):
    script = Script(me=card("You", button("Share", "share", "n1")), share=card("Thank you", instead=True))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "me")
        await house.stage.press(ANNA, "Share")
        assert await house.stage.transcript(ANNA) == ["Thank you"]
    assert (script.heard[1].action, script.heard[1].target, script.heard[1].actor) == ("share", "n1", ACTOR)


@pytest.mark.parametrize("reply", [card("More"), Notice(text="More")])
async def test_a_card_that_does_not_replace_is_shown_beside_it_to_the_one_who_pressed(play, reply):
    script = Script(more=reply)
    async with play(script.answer) as house:
        await house.slack.messenger.send("T1", GENERAL, card("Leaderboard", button("More", "more")), MARK)
        await house.stage.press(BRAM, "More", where=GENERAL)
        assert await house.stage.transcript(BRAM, GENERAL) == ["Leaderboard\n[More]", "More"]
        assert await house.stage.transcript(ANNA, GENERAL) == ["Leaderboard\n[More]"]
    assert (script.heard[0].channel, script.heard[0].channel_name) == (GENERAL, "general")


async def test_a_double_press_is_answered_once(play, clock):
    script = Script(share=card("Thank you", instead=True))
    async with play(script.answer) as house:
        await house.slack.messenger.send("T1", ANNA, card("News", button("Share", "share")), MARK)
        standing = wire.in_message(
            house.double.messages[0], "directmessage", house.double.response_url(ANNA, f"D{ANNA}")
        )
        who, pressed = house.double.people[ANNA], next(iter(house.double.messages[0].blocks[1]["elements"]))
        for _ in range(2):
            press = wire.pressed(who, pressed, clock(), house.double.trigger(ANNA)) | standing
            await http(house.session, house.url, house.double)("interactive", press)
        await house.stage.settle()
        assert len(house.double.said("response_url")) == 1
    assert len({heard.key for heard in script.heard}) == 1


async def test_a_retried_event_is_answered_once(play, clock):
    script = Script(home=card("Home"))
    async with play(script.answer) as house:
        opened = wire.event("Ev1", clock(), type="app_home_opened", user=ANNA, channel="D1", tab="home")
        for _ in range(3):
            clock.pass_(seconds=1)
            assert await http(house.session, house.url, house.double)("events_api", opened) == {}
        await house.stage.settle()
        assert len(house.double.said("views.publish")) == 1
    assert [heard.key for heard in script.heard] == ["event:Ev1"] * 3


async def test_the_home_tab_is_published_when_it_is_opened(play):
    script = Script(home=card("Home"))
    async with play(script.answer) as house:
        await house.stage.open_home(ANNA)
        assert await house.stage.reads(ANNA, "home") == "Home"
        assert await house.stage.reads(BRAM, "home") == ""


async def test_an_answer_on_the_home_tab_is_shown_above_the_renewed_tab(play):
    homes = iter([card("Home", button("Pause", "pause")), card("Home, paused")])
    script = Script(home=lambda _: next(homes), pause=Notice(text="Until Monday, then."))
    async with play(script.answer) as house:
        await house.stage.open_home(ANNA)
        await house.stage.press(ANNA, "Pause")
        assert await house.stage.reads(ANNA, "home") == "Until Monday, then.\nHome, paused"
        assert await house.stage.reads(ANNA) == "Until Monday, then.\nHome, paused"
    assert [heard.action for heard in script.heard] == ["home", "pause", "home"]


async def test_a_button_to_the_overview_in_a_conversation_is_answered_there(play):
    async with play(
        Script(help=card("Help", button("Overview", "home")), home=card("Home", instead=True)).answer
    ) as house:
        await house.stage.command(ANNA, "help")
        await house.stage.press(ANNA, "Overview")
        assert await house.stage.transcript(ANNA) == ["Home"]


async def test_a_card_that_takes_the_home_tabs_place_is_shown_once(play):
    home = card("Home", button("Renew", "renew"), instead=True)
    script = Script(home=home, renew=home)
    async with play(script.answer) as house:
        await house.stage.open_home(ANNA)
        await house.stage.press(ANNA, "Renew")
        assert await house.stage.reads(ANNA, "home") == "Home\n[Renew]"


async def test_a_new_card_from_the_home_tab_comes_as_a_message_and_the_tab_is_renewed(play):
    script = Script(home=card("Home", button("Share", "share")), share=card("Choose a text"))
    async with play(script.answer) as house:
        await house.stage.open_home(ANNA)
        await house.stage.press(ANNA, "Share")
        assert await house.stage.transcript(ANNA) == ["Choose a text"]
        assert len(house.double.said("views.publish")) == 2


async def test_a_form_is_filled_in_and_its_answer_replaces_the_card_it_came_from(play):
    script = Script(me=card("You", button("Settings", "settings")), settings=SETTINGS, save=card("Saved", instead=True))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "me")
        await house.stage.press(ANNA, "Settings")
        await house.stage.fill(ANNA, {"A week": "2 & <more>", "Name me": True})
        await house.stage.submit(ANNA)
        assert house.stage.form(ANNA) is None
        assert await house.stage.transcript(ANNA) == ["Saved"]
    saved = script.heard[-1]
    assert (saved.action, saved.values) == ("save", {"weekly": "2 & <more>", "named": "yes"})


async def test_a_form_from_a_command_is_answered_beside_it(play):
    script = Script(settings=SETTINGS, save=card("Saved"))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "settings", GENERAL)
        await house.stage.fill(ANNA, {"A week": "2"})
        await house.stage.submit(ANNA)
        assert await house.stage.reads(ANNA, GENERAL) == "Saved"


async def test_a_form_from_the_home_tab_is_answered_by_message(play):
    script = Script(home=card("Home", button("Settings", "settings")), settings=SETTINGS, save=card("Saved"))
    async with play(script.answer) as house:
        await house.stage.open_home(ANNA)
        await house.stage.press(ANNA, "Settings")
        await house.stage.fill(ANNA, {"A week": "2"})
        await house.stage.submit(ANNA)
        assert await house.stage.transcript(ANNA) == ["Saved"]
        assert len(house.double.said("views.publish")) == 2


async def test_after_half_an_hour_a_form_is_still_answered(play, clock):
    script = Script(settings=SETTINGS, save=card("Saved", instead=True))
    async with play(script.answer) as house:
        ref = await house.slack.messenger.send("T1", ANNA, card("News", button("Settings", "settings")), MARK)
        await house.stage.press(ANNA, "Settings")
        clock.pass_(minutes=31)
        await house.stage.fill(ANNA, {"A week": "2"})
        await house.stage.submit(ANNA)
        assert await house.stage.transcript(ANNA) == ["Saved"]
        assert house.double.said("chat.update")[0]["ts"] == ref.partition(":")[2]


async def test_errors_stand_beside_their_fields_and_nothing_is_lost(play):
    def save(interaction):
        wrong = interaction.values["weekly"] != "2"
        return FormErrors(errors={"weekly": "At most 2", "elsewhere": "And more"}) if wrong else card("Saved")

    script = Script(settings=SETTINGS, save=save)
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "settings")
        await house.stage.fill(ANNA, {"A week": "9", "Name me": True})
        await house.stage.submit(ANNA)
        assert await house.stage.errors(ANNA) == ["At most 2 And more"]
        await house.stage.fill(ANNA, {"A week": "2"})
        await house.stage.submit(ANNA)
        assert await house.stage.reads(ANNA) == "Saved"
    assert [heard.values["named"] for heard in script.heard[1:]] == ["yes", "yes"]


async def test_a_form_may_ask_for_more(play):
    more = form(
        Input(name="why", label="Why", kind="choice", options=(Option(value="a", label="A"),)), title="One more"
    )
    script = Script(settings=SETTINGS, save=more)
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "settings")
        await house.stage.fill(ANNA, {"A week": "9"})
        await house.stage.submit(ANNA)
        opened = house.stage.form(ANNA)
        assert opened and (opened.title, opened.inputs) == ("One more", {"Why": ""})


async def test_a_link_button_that_does_nothing_else_is_not_heard(play):
    script = Script(share=Notice(text="Counted"))
    links = (button("Read", "", link="https://a.example/?b=1&c=2"), button("Open", "share", link="/l/x"))
    async with play(script.answer) as house:
        await house.slack.messenger.send("T1", ANNA, card("News", *links), MARK)
        await house.stage.press(ANNA, "Read")
        await house.stage.press(ANNA, "Open")
        assert await house.stage.link(ANNA, "Open") == "https://heraut.example/l/x"
        assert house.stage.opened == ["https://a.example/?b=1&c=2", "https://heraut.example/l/x"]
    assert [heard.action for heard in script.heard] == ["share"]


async def test_a_card_with_a_picture_answers_a_command_even_when_slack_cannot_fetch_it(play):
    badge = Card(title="First!", summary="A badge", parts=(Picture(path="/badge/1.png", alt="First"),))
    async with play(Script(me=badge).answer) as house:
        await house.stage.command(ANNA, "me")
        assert await house.stage.reads(ANNA) == "First!\n[First]"
        house.double.unfetchable = True
        await house.stage.command(ANNA, "me")
        assert await house.stage.reads(ANNA) == "First!"
        assert house.double.said("chat.postMessage") == []


async def test_a_form_that_comes_too_late_is_logged_by_ids_only(play, clock, caplog):
    def slow(_):
        clock.pass_(seconds=4)
        return SETTINGS

    async with play(Script(settings=slow).answer) as house:
        await house.stage.command(ANNA, "settings")
        assert house.stage.form(ANNA) is None
    said = [record.getMessage() for record in caplog.records if record.name == "heraut.slack"]
    assert said == ["not said: Form to U1 on command (Undeliverable: expired_trigger_id)"]


@pytest.mark.parametrize("trouble", [Trouble("status", 500), Trouble("drop")])
async def test_a_message_that_perhaps_arrived_is_not_sent_again(play, trouble):
    script = Script(share=Notice(text="Fine"))
    async with play(script.answer) as house:
        await house.slack.messenger.send("T1", ANNA, card("News", button("Share", "share")), MARK)
        house.double.troubles["response_url"].append(trouble)
        await house.stage.press(ANNA, "Share")
        assert len(house.double.said("chat.postMessage")) == 1
        assert len(house.double.said("response_url")) <= 1


async def test_a_reply_that_slack_delayed_is_sent_a_moment_later(play):
    async with play(Script(home=card("Home")).answer) as house:
        house.double.troubles["views.publish"].append(Trouble("status", 429, "ratelimited", {"Retry-After": "0"}))
        await house.stage.open_home(ANNA)
        assert await house.stage.reads(ANNA, "home") == "Home"


async def test_a_reply_in_progress_is_finished_before_the_server_stops(play):
    async with play(Script(home=card("Home")).answer) as house:
        house.double.troubles["views.publish"].append(Trouble("status", 429, "ratelimited", {"Retry-After": "0"}))
        opened = wire.event("Ev1", house.double.now(), type="app_home_opened", user=ANNA, tab="home")
        await http(house.session, house.url, house.double)("events_api", opened)
        await house.slack.stop()
        assert await house.stage.reads(ANNA, "home") == "Home"
