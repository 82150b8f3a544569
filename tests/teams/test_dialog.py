"""*Share with colleagues* on a message: its link is offered to post or to suggest, in a dialog."""

import pytest

from handlers.interaction import FormErrors, Input, Notice, Reply
from tests.slack.script import Script, card, form
from tests.teams.activities import extension
from tests.teams.house import house
from tests.teams.reading import shown, words

SETTINGS = form(Input(name="weekly", label="A week", required=True), Input(name="named", label="Name me", kind="flag"))
TOLD, SHOWN = "application/vnd.microsoft.activity.message", "application/vnd.microsoft.card.adaptive"


MESSAGES = [
    ({"body": {"content": "Look: https://a.example/b, and https://c.example"}}, "https://a.example/b"),
    ({"body": {"content": '<a href="https://a.example/?a=1&amp;b=2">this</a>'}}, "https://a.example/?a=1&b=2"),
    ({"body": {"content": "hm"}, "attachments": [{"contentUrl": "https://a.example/f"}]}, "https://a.example/f"),
    ({"attachments": [{"content": {"body": [{"url": "https://a.example/c"}]}}]}, "https://a.example/c"),
    ({"body": {"content": "nothing"}}, ""),
    (None, ""),
]


@pytest.mark.parametrize(("payload", "link"), MESSAGES)
async def test_a_messages_first_link_is_offered_to_post_or_suggest(clock, payload, link):
    script = Script(post=SETTINGS)
    async with house(script.answer, clock) as home:
        answer = await home.post(extension(home.service, "fetchTask", payload=payload))
    assert (script.heard[0].action, script.heard[0].values) == ("post", {"text": link})
    task = answer["task"]["value"]
    assert (answer["task"]["type"], task["title"]) == ("continue", "Your settings")
    content = task["card"]["content"]
    assert "Action.Execute" not in str(content)  # dialogs take none
    assert "Cancel" not in words(content)


def submits(content):
    """What the dialog's button sends."""
    if isinstance(content, dict):
        if content.get("type") == "Action.Submit":
            return content["data"]
        content = list(content.values())
    return next(filter(None, map(submits, content)), None) if isinstance(content, list) else None


async def test_a_dialog_keeps_its_form_until_it_is_right_and_the_card_comes_as_a_message(clock):
    replies: list[Reply] = [FormErrors(errors={"weekly": "A number, please"}), card("Suggested", instead=True)]
    script = Script(post=SETTINGS, save=lambda _: replies.pop(0))
    async with house(script.answer, clock) as home:
        first = await home.post(extension(home.service, "fetchTask", payload=MESSAGES[0][0]))
        data = submits(first["task"]["value"]["card"]["content"]) | {"line:weekly": "many"}
        again = await home.post(extension(home.service, "submitAction", 2, data=data))
        assert {"A number, please", "many"} <= set(words(again))
        data = submits(again["task"]["value"]["card"]["content"]) | {"line:weekly": "3"}
        last = await home.post(extension(home.service, "submitAction", 3, data=data))
        [said] = home.microsoft.did("say")
    assert last == {"task": {"type": "message", "value": "Suggested"}}
    assert (script.heard[-1].action, script.heard[-1].values["weekly"]) == ("save", "3")
    assert "Suggested" in words(shown(said))


@pytest.mark.parametrize(
    ("reply", "answer"), [(Notice(text="No"), {"task": {"type": "message", "value": "No"}}), (None, {})]
)
async def test_a_dialog_ends_with_a_sentence_or_closes(clock, reply, answer):
    async with house(Script(save=reply).answer, clock) as home:
        assert await home.post(extension(home.service, "submitAction", data={"verb": "save", "form": 1})) == answer
