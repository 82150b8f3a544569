"""Buttons and forms in Teams come back with what stands behind them, and are answered where they were pressed."""

import json

import pytest

from bot.teams.replies import DONE
from handlers.interaction import FormErrors, Input, Notice
from tests.slack.script import Script, card, form
from tests.teams.activities import ANNA, GENERAL, in_channel, message, press
from tests.teams.house import house
from tests.teams.microsoft import TENANT, refusal
from tests.teams.reading import action, shown, words

SETTINGS = form(Input(name="weekly", label="A week", required=True), Input(name="named", label="Name me", kind="flag"))
TOLD, SHOWN = "application/vnd.microsoft.activity.message", "application/vnd.microsoft.card.adaptive"


# ── Buttons ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_pressed_button_carries_its_target_and_its_card_is_replaced_for_good(clock):
    script = Script(share=card("Thank you", instead=True))
    async with house(script.answer, clock) as home:
        answer = await home.post(press(home.service, "share", data={"target": "n1"}))
        [changed] = home.microsoft.did("change")
    assert (script.heard[0].action, script.heard[0].target, script.heard[0].values) == ("share", "n1", {})
    assert (script.heard[0].actor.person, script.heard[0].actor.workspace) == (ANNA, TENANT)
    assert (answer["statusCode"], answer["type"]) == (200, SHOWN)
    assert "Thank you" in words(answer["value"])
    assert (changed.conversation, changed.message, shown(changed)) == ("a:anna", "m1", answer["value"])


async def test_in_a_channel_a_card_is_replaced_for_the_one_who_pressed_alone(clock):
    script = Script(me=card("You", instead=True))
    async with house(script.answer, clock) as home:
        where = in_channel(home.service, "")
        place = {name: where[name] for name in ("conversation", "channelData")}
        answer = await home.post(press(home.service, "me", **place))
        assert "You" in words(answer["value"])
        assert home.microsoft.did("change") == []
    assert script.heard[0].channel == GENERAL


async def test_a_new_card_comes_as_a_message_and_the_press_is_acknowledged(clock):
    script = Script(more=card("More"))
    async with house(script.answer, clock) as home:
        answer = await home.post(press(home.service, "more"))
        [said] = home.microsoft.did("say")
    assert answer == {"statusCode": 200, "type": TOLD, "value": DONE}
    assert "More" in words(shown(said))


async def test_a_notice_is_told_to_the_one_who_pressed(clock):
    async with house(Script(more=Notice(text="No more")).answer, clock) as home:
        assert await home.post(press(home.service, "more")) == {"statusCode": 200, "type": TOLD, "value": "No more"}
        assert home.microsoft.calls == []


async def test_a_repeated_press_gets_an_answer_that_is_not_empty(clock):
    script = Script(share=card("Thank you", instead=True))
    async with house(script.answer, clock) as home:
        sent = press(home.service, "share", data={"target": "n1"})
        await home.post(sent)
        answer = await home.post(sent | {"timestamp": "later"})
        assert len(home.microsoft.did("change")) == 1
    assert DONE
    assert answer == {"statusCode": 200, "type": TOLD, "value": DONE}
    assert len({heard.key for heard in script.heard}) == 1


async def test_pressing_again_later_is_another_press(clock):
    script = Script(share=card("Thank you", instead=True))
    async with house(script.answer, clock) as home:
        for number in (1, 2):
            await home.post(press(home.service, "share", number=number, data={"target": "n1"}))
    assert len({heard.key for heard in script.heard}) == 2


@pytest.mark.parametrize(
    "changed", [{"name": "signin/verifyState"}, {"value": None}, {"value": {"action": 7}}, {"value": {"action": {}}}]
)
async def test_an_invoke_that_is_not_understood_is_a_bad_request(clock, changed):
    script = Script()
    async with house(script.answer, clock) as home:
        proof = {"Authorization": f"Bearer {home.microsoft.proof()}", "Content-Type": "application/json"}
        sent = json.dumps(press(home.service, "share") | changed)
        assert await home.status(sent, proof) == 400
    assert script.heard == []


# ── Forms ─────────────────────────────────────────────────────────────────────────────────────────


async def opened(home, verb="settings"):
    """The form's card as it was sent, and the data its button would send back."""
    await home.post(press(home.service, verb, card="origin"))
    content = shown(home.microsoft.did("say")[-1])
    return content, action(content, "save")["data"]


async def test_a_form_is_a_message_with_inputs_that_come_back_by_name(clock):
    script = Script(settings=SETTINGS, save=card("Saved", instead=True))
    async with house(script.answer, clock) as home:
        content, data = await opened(home)
        assert "Your settings" in words(content)
        filled = {"line:weekly": "3", "flag:named": "true"}
        answer = await home.post(press(home.service, "save", card="form", number=2, data=data | filled))
        [changed], [removed] = home.microsoft.did("change"), home.microsoft.did("remove")
    assert script.heard[1].values == {"weekly": "3", "named": "yes"}
    assert (changed.message, removed.message) == ("origin", "form")
    assert "Saved" in words(shown(changed))
    assert answer["value"] == DONE


async def test_a_form_from_a_command_makes_place_for_the_answer(clock):
    script = Script(settings=SETTINGS, save=card("Saved", instead=True))
    async with house(script.answer, clock) as home:
        await home.post(message(home.service, "settings"))
        data = action(shown(home.microsoft.did("say")[0]), "save")["data"]
        answer = await home.post(press(home.service, "save", card="form", data=data | {"line:weekly": "3"}))
        [changed] = home.microsoft.did("change")
        assert home.microsoft.did("remove") == []
    assert changed.message == "form"
    assert shown(changed) == answer["value"]


async def test_errors_stand_beside_the_fields_with_what_was_filled_in_also_after_a_restart(clock):
    script = Script(settings=SETTINGS, save=FormErrors(errors={"weekly": "A number, please"}))
    async with house(script.answer, clock) as home:
        _, data = await opened(home)
    async with house(script.answer, clock) as home:
        answer = await home.post(
            press(
                home.service, "save", card="form", number=9, data=data | {"line:weekly": "many", "flag:named": "true"}
            )
        )
        assert home.microsoft.calls == []
    said = words(answer["value"])
    assert {"A number, please", "many", "true"} <= set(said)
    again = action(answer["value"], "save")["data"]
    assert again == data


async def test_an_old_client_sends_its_buttons_as_messages_and_is_answered_so(clock):
    script = Script(
        settings=SETTINGS,
        more=Notice(text="No more"),
        share=card("Thank you", instead=True),
        save=FormErrors(errors={"weekly": "A number, please"}),
    )
    async with house(script.answer, clock) as home:
        _, data = await opened(home)
        for number, sent in enumerate(({"verb": "more"}, {"verb": "share"}, data | {"verb": "save"}, {"x": 1}, {}), 10):
            value = {"value": sent, "replyToId": f"m{number}"}
            assert await home.post(message(home.service, "", number) | value) is None
        said, changed = home.microsoft.did("say")[1:], home.microsoft.did("change")
    assert [heard.action for heard in script.heard] == ["settings", "more", "share", "save"]
    assert ["No more" in words(shown(call)) for call in said] == [True]
    assert [call.message for call in changed] == ["m11", "m12"]
    assert "A number, please" in words(shown(changed[1]))


async def test_without_the_form_at_hand_errors_are_told_in_words(clock):
    async with house(Script(save=FormErrors(errors={"weekly": "A number, please"})).answer, clock) as home:
        answer = await home.post(press(home.service, "save", data={"form": 1, "target": "", "asks": {"x": 1}}))
    assert (answer["type"], answer["value"]) == (TOLD, "A number, please")


@pytest.mark.parametrize(
    "reply", [Notice(text="Fine"), card("Fine"), form(title="Fine")], ids=["notice", "card", "form"]
)
async def test_whatever_a_form_is_answered_with_takes_its_place(clock, reply):
    script = Script(settings=SETTINGS, save=reply)
    async with house(script.answer, clock) as home:
        _, data = await opened(home)
        answer = await home.post(press(home.service, "save", card="form", number=2, data=data))
        [changed] = home.microsoft.did("change")
    assert "Fine" in words(answer["value"])
    assert (changed.message, shown(changed)) == ("form", answer["value"])


async def test_cancelling_takes_the_form_away_and_asks_nobody(clock):
    script = Script(settings=SETTINGS)
    async with house(script.answer, clock) as home:
        content, _ = await opened(home)
        data = action(content, "cancel")["data"]
        await home.post(press(home.service, "cancel", card="form", number=2, data=data))
        [removed] = home.microsoft.did("remove")
    assert removed.message == "form"
    assert len(script.heard) == 1


async def test_what_cannot_be_said_stops_nothing(clock):
    script = Script(settings=SETTINGS, save=card("Saved", instead=True))
    async with house(script.answer, clock) as home:
        _, data = await opened(home)
        home.microsoft.troubles["change"] = [refusal(404, "ActivityNotFoundInConversation")]
        await home.post(press(home.service, "save", card="form", number=2, data=data))
        assert [call.message for call in home.microsoft.did("remove")] == ["form"]
