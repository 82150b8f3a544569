"""Buttons and forms in Teams come back with their data, and are answered where they were pressed."""

import json

import pytest

from bot.teams.replies import DONE
from handlers.core.interaction import FormErrors, Input, Notice
from tests.stages.teams import wire
from tests.stages.teams.connector import ADAPTIVE
from tests.stages.teams.login import TENANT
from tests.stages.teams.reading import buttons, read
from tests.stages.teams.stage import TOAST
from tests.stages.teams.trouble import refusal
from tests.support.script import Script, button, card, form
from tests.teams.conftest import ANNA, BRAM, CHANNEL, CHAT, GENERAL

SETTINGS = form(Input(name="weekly", label="A week", required=True), Input(name="named", label="Name me", kind="flag"))
ASK = card("Ask", button("Share", "share", "n1"), button("More", "more"), button("Settings", "settings"))
WRONG = FormErrors(errors={"weekly": "A number, please"})


def asking(**lines):
    return Script(ask=ASK, **lines)


# ── Buttons ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_pressed_button_carries_its_target_and_its_card_is_replaced_for_good(play):
    script = asking(share=card("Thank you", instead=True))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "ask")
        answer = await house.post(house.stage.pressing(ANNA, "Share"))
        [message], [changed] = house.double.messages, house.double.did("update")
    heard = script.heard[1]
    assert (heard.action, heard.target, heard.values) == ("share", "n1", {})
    assert (heard.actor.person, heard.actor.workspace) == (ANNA, TENANT)
    assert (answer["statusCode"], answer["type"], read(answer["value"])) == (200, ADAPTIVE, "Thank you")
    assert (changed.conversation, changed.message, message.card) == (CHAT, message.id, answer["value"])


async def test_in_a_channel_a_card_is_replaced_for_the_one_who_pressed_alone(play):
    script = asking(share=card("Thank you", instead=True))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "ask")
        house.double.show(CHANNEL, house.double.messages[0].card, "Ask")
        await house.stage.press(ANNA, "Share", GENERAL)
        assert await house.stage.reads(ANNA, GENERAL) == "Thank you"
        assert await house.stage.reads(BRAM, GENERAL) == "Ask\n[Share] [More] [Settings]"
        assert house.double.did("update") == []
    assert script.heard[1].channel == CHANNEL


async def test_a_new_card_comes_as_a_message_and_the_press_is_acknowledged(play):
    async with play(asking(more=card("More")).answer) as house:
        await house.stage.command(ANNA, "ask")
        answer = await house.post(house.stage.pressing(ANNA, "More"))
        assert answer == {"statusCode": 200, "type": TOAST, "value": DONE}
        assert await house.stage.reads(ANNA) == "More"


async def test_a_notice_is_told_to_the_one_who_pressed(play):
    async with play(asking(more=Notice(text="No more")).answer) as house:
        await house.stage.command(ANNA, "ask")
        answer = await house.post(house.stage.pressing(ANNA, "More"))
        assert answer == {"statusCode": 200, "type": TOAST, "value": "No more"}
        assert len(house.double.calls) == 1


async def test_a_repeated_press_gets_an_answer_that_is_not_empty(play):
    script = asking(share=card("Thank you", instead=True))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "ask")
        sent = house.stage.pressing(ANNA, "Share")
        await house.post(sent)
        answer = await house.post(sent | {"timestamp": "later"})
        assert len(house.double.did("update")) == 1
    assert DONE
    assert answer == {"statusCode": 200, "type": TOAST, "value": DONE}
    assert len({heard.key for heard in script.heard[1:]}) == 1


async def test_pressing_again_later_is_another_press(play):
    script = asking(share=card("Thank you", instead=True))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "ask")
        sent = house.stage.pressing(ANNA, "Share")
        for again in ("1", "2"):
            await house.post(sent | {"id": again})
    assert len({heard.key for heard in script.heard[1:]}) == 2


@pytest.mark.parametrize(
    "changed", [{"name": "signin/verifyState"}, {"value": None}, {"value": {"action": 7}}, {"value": {"action": {}}}]
)
async def test_an_invoke_that_is_not_understood_is_a_bad_request(play, changed):
    script = Script()
    async with play(script.answer) as house:
        sent = house.stage.activity("invoke", ANNA, **wire.execute("share", {}, "1"))
        assert await house.status(json.dumps(sent | changed), house.proof()) == 400
    assert script.heard == []


# ── Forms ─────────────────────────────────────────────────────────────────────────────────────────


async def opened(house):
    """A form that was opened from a card."""
    await house.stage.command(ANNA, "ask")
    await house.stage.press(ANNA, "Settings")
    await house.stage.fill(ANNA, {"A week": "many", "Name me": True})


async def test_a_form_is_a_message_whose_inputs_come_back_by_name_and_its_card_says_what_became_of_it(play):
    script = asking(settings=SETTINGS, save=card("Saved", instead=True))
    async with play(script.answer) as house:
        await opened(house)
        assert house.stage.form(ANNA).title == "Your settings"
        await house.stage.submit(ANNA)
        [removed] = house.double.did("delete")
        assert [read(message.card) for message in house.double.messages] == ["Saved"]
        assert removed.message != house.double.messages[0].id
    assert script.heard[-1].values == {"weekly": "many", "named": "yes"}


async def test_the_answer_replaces_a_form_that_a_command_opened(play):
    script = Script(settings=SETTINGS, save=card("Saved", instead=True))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "settings")
        answer = await house.post(house.stage.pressing(ANNA, "Save", **{"line:weekly": "3"}))
        [message] = house.double.messages
        assert house.double.did("delete") == []
    assert read(message.card) == "Saved"
    assert message.card == answer["value"]


async def test_errors_stand_beside_the_fields_with_what_was_filled_in_also_after_a_restart(play):
    script = asking(settings=SETTINGS, save=WRONG)
    async with play(script.answer) as house:
        await opened(house)
        double = house.double
        sent = house.stage.pressing(ANNA, "Save", **{"line:weekly": "many", "flag:named": "true"})
        service = double.service_url
    async with play(script.answer) as house:
        answer = await house.post(json.loads(json.dumps(sent).replace(service, house.double.service_url)))
        assert house.double.calls == []
        message = house.double.show(CHAT, answer["value"], "s")
        form = house.stage.form(ANNA)
        assert form.inputs == {"A week": "many", "Name me": True}
        assert "A number, please" in form.text
        before, after = (next(buttons(one))["data"] for one in (double.messages[-1].card, message.card))
        assert before == after


async def test_an_old_client_sends_buttons_as_messages_and_is_answered_by_messages(play):
    script = asking(settings=SETTINGS, more=Notice(text="No more"), share=card("Thank you", instead=True), save=WRONG)
    async with play(script.answer) as house:
        await opened(house)
        first, second = house.double.messages
        save = next(buttons(second.card))["data"] | {"verb": "save"}
        presses = [
            (first, {"verb": "more"}),
            (first, {"verb": "share"}),
            (second, save),
            (second, {"x": 1}),
            (first, {}),
        ]
        for message, value in presses:
            sent = house.stage.activity("message", ANNA, text="", value=value, replyToId=message.id)
            assert await house.post(sent) == {}
        assert read(house.double.messages[-1].card) == "No more"
        assert len(house.double.messages) == 3
        assert read(first.card) == "Thank you"
        assert "A number, please" in read(second.card)
    assert [heard.action for heard in script.heard] == ["command", "settings", "more", "share", "save"]


async def test_without_the_form_at_hand_errors_are_told_in_words(play):
    async with play(Script(save=WRONG).answer) as house:
        known = {"form": 1, "target": "", "asks": {"x": 1}}
        answer = await house.post(house.stage.activity("invoke", ANNA, **wire.execute("save", known, "1")))
    assert (answer["type"], answer["value"]) == (TOAST, "A number, please")


@pytest.mark.parametrize(
    "reply", [Notice(text="Fine"), card("Fine"), form(title="Fine")], ids=["notice", "card", "form"]
)
async def test_any_answer_to_a_form_replaces_it(play, reply):
    async with play(asking(settings=SETTINGS, save=reply).answer) as house:
        await opened(house)
        answer = await house.post(house.stage.pressing(ANNA, "Save"))
        [first, message] = house.double.messages
    assert read(first.card).startswith("Ask")
    assert read(answer["value"]).startswith("Fine")
    assert message.card == answer["value"]


async def test_cancelling_takes_the_form_away_and_asks_nobody(play):
    script = asking(settings=SETTINGS)
    async with play(script.answer) as house:
        await opened(house)
        await house.stage.press(ANNA, "Cancel")
        assert await house.stage.transcript(ANNA) == ["Ask\n[Share] [More] [Settings]"]
    assert len(script.heard) == 2


async def test_a_reply_that_cannot_be_sent_stops_nothing(play):
    async with play(asking(settings=SETTINGS, save=card("Saved", instead=True)).answer) as house:
        await opened(house)
        house.double.troubles["update"].append(refusal(404, "ActivityNotFoundInConversation"))
        await house.stage.submit(ANNA)
        assert await house.stage.transcript(ANNA) == ["Ask\n[Share] [More] [Settings]"]
