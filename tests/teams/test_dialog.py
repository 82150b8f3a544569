"""*Share with colleagues* on a message: its link is offered to post or to suggest, in a dialog."""

import pytest

from handlers.core.interaction import FormErrors, Input, Notice, Reply
from handlers.features import open_store
from tests.journeys.acts import BOB, CARL, MIRA
from tests.journeys.scene import on_teams
from tests.stages.teams import wire
from tests.stages.teams.reading import Json
from tests.stages.teams.stage import TeamsStage
from tests.support.script import Script, card, form
from tests.teams.conftest import ANNA

SETTINGS = form(Input(name="weekly", label="A week", required=True), Input(name="named", label="Name me", kind="flag"))

MESSAGES: list[tuple[Json, str]] = [
    ({"body": {"content": "Look: https://a.example/b, and https://c.example"}}, "https://a.example/b"),
    ({"body": {"content": '<a href="https://a.example/?a=1&amp;b=2">this</a>'}}, "https://a.example/?a=1&b=2"),
    ({"body": {"content": "hm"}, "attachments": [{"contentUrl": "https://a.example/f"}]}, "https://a.example/f"),
    ({"attachments": [{"content": {"body": [{"url": "https://a.example/c"}]}}]}, "https://a.example/c"),
    ({"body": {"content": "nothing"}}, ""),
    ({}, ""),
]


@pytest.mark.parametrize(("payload", "link"), MESSAGES)
async def test_a_messages_first_link_is_offered_to_post_or_suggest(play, payload, link):
    script = Script(post=SETTINGS)
    async with play(script.answer) as house:
        await house.stage.share(ANNA, **payload)
        shown = house.stage.form(ANNA)
    assert (script.heard[0].action, script.heard[0].values) == ("post", {"text": link})
    assert shown.title == "Your settings"
    assert "[Save]" in shown.text and "Cancel" not in shown.text


async def test_without_a_message_the_dialog_opens_all_the_same(play):
    script = Script(post=SETTINGS)
    async with play(script.answer) as house:
        asked = house.stage.activity("invoke", ANNA, **wire.extension("fetchTask"))
        assert (await house.post(asked))["task"]["type"] == "continue"
    assert script.heard[0].values == {"text": ""}


async def test_a_dialog_keeps_its_form_until_it_is_right_and_the_card_comes_as_a_message(play):
    replies: list[Reply] = [FormErrors(errors={"weekly": "A number, please"}), card("Suggested", instead=True)]
    script = Script(post=SETTINGS, save=lambda _: replies.pop(0))
    async with play(script.answer) as house:
        stage = house.stage
        await stage.share(ANNA, **MESSAGES[0][0])
        await stage.fill(ANNA, {"A week": "many"})
        await stage.submit(ANNA)
        assert await stage.errors(ANNA) == ["A number, please"]
        assert stage.form(ANNA).inputs == {"A week": "many", "Name me": False}
        await stage.fill(ANNA, {"A week": "3"})
        await stage.submit(ANNA)
        assert stage.form(ANNA) is None
        assert sorted(await stage.transcript(ANNA)) == ["Suggested", "Suggested"]  # the closing sentence, and the card
    assert (script.heard[-1].action, script.heard[-1].values["weekly"]) == ("save", "3")


@pytest.mark.parametrize(("reply", "told"), [(Notice(text="No"), ["No"]), (None, [])])
async def test_a_dialog_ends_with_a_sentence_or_closes(play, reply, told):
    script = Script(post=SETTINGS, save=lambda _: reply)
    async with play(script.answer) as house:
        await house.stage.share(ANNA)
        await house.stage.fill(ANNA, {"A week": "3"})
        await house.stage.submit(ANNA)
        assert house.stage.form(ANNA) is None
        assert await house.stage.transcript(ANNA) == told


async def test_a_colleagues_message_becomes_a_suggestion_that_a_champion_approves(sqlite_url):
    store = open_store(sqlite_url)
    async with on_teams(store, pytest.fail) as scene:
        stage = scene.stage
        assert isinstance(stage, TeamsStage)
        await stage.command(MIRA, f"champion @{CARL}")
        await stage.command(CARL, "champion yes")
        await stage.share(BOB, body={"content": f'<p>Seen this? <a href="{scene.url}">owl</a></p>'})
        shown = stage.form(BOB)
        assert shown and shown.inputs["Address"] == scene.url
        await stage.fill(BOB, {"Address": "nonsense"})
        await stage.submit(BOB)
        assert len(await stage.errors(BOB)) == 1
        await stage.fill(BOB, {"Address": scene.url})
        await stage.submit(BOB)
        assert (stage.form(BOB), await stage.errors(BOB)) == (None, [])
        await scene.soon()
        await stage.press(CARL, "Approve")
        await stage.fill(CARL, {"Suggested text 1": "Seen this?"})
        await stage.submit(CARL)
        await scene.soon()
        assert "Carl approved your suggestion" in "\n".join(await stage.transcript(BOB))
    store.close()
