"""The short form in Slack, and *More*, which unfolds the rest of it without losing what was typed."""

import logging

import pytest

from bot.slack import forms
from bot.slack.forms import Kept, Origin
from bot.slack.wire import View
from handlers.core.interaction import Form, FormErrors, Input, Notice, Option, Refresh
from tests.slack.conftest import ANNA
from tests.stages.slack import wire
from tests.stages.slack.reading import Json, inputs, read, shown
from tests.stages.slack.schema import wrong_with_view
from tests.support.script import Script

TOPICS = tuple(Option(value=value, label=value.upper()) for value in ("a", "b", "c"))


def editor(topics: tuple[str, ...] = (), last: str = "", target: str = "c1", why: str = "", **more: str) -> Form:
    return Form(
        action="save",
        target=target,
        title="Post",
        inputs=(
            Input(name="url", label="Address", kind="url", required=True, value=more.get("url", "")),
            Input(name="why", label="Why", kind="text", value=why),
            Input(name="topics", label="Topics", kind="choices", options=TOPICS, value=topics, folded=True),
            Input(name="last", label="Last day", kind="date", value=last, folded=True),
            Input(name="note", label="Note", value=more.get("note", ""), folded=True),
        ),
        submit="Save",
        cancel="Cancel",
        intro="Mind this.",
        more="More",
        refresh=Refresh(action="fields", target="share"),
    )


FIELDS = editor(target="").model_copy(update={"intro": ""})
OPENED = editor(topics=("a", "c"), last="2026-03-20", url="https://a.example/")


def script(**lines) -> Script:
    return Script(**({"post": OPENED, "fields": FIELDS, "save": Notice(text="Saved.")} | lines))


async def test_the_form_is_short_first_and_what_is_folded_is_submitted_with_it(play):
    said = script()
    async with play(said.answer) as house:
        await house.stage.command(ANNA, "post")
        assert list(house.stage.form(ANNA).inputs) == ["Address", "Why"]
        assert house.stage.form(ANNA).text.endswith("[More]")
        await house.stage.fill(ANNA, {"Why": "Because"})
        await house.stage.submit(ANNA)
    assert said.heard[-1].values == {
        "url": "https://a.example/",
        "why": "Because",
        "topics": ("a", "c"),
        "last": "2026-03-20",
        "note": "",
    }
    assert (said.heard[-1].action, said.heard[-1].target) == ("save", "c1")


async def test_more_shows_all_fields_and_keeps_what_was_typed(play):
    said = script()
    async with play(said.answer) as house:
        await house.stage.command(ANNA, "post")
        await house.stage.fill(ANNA, {"Address": "https://b.example/?a=1&b=2", "Why": "Because <this>"})
        await house.stage.press(ANNA, "More")
        form = house.stage.form(ANNA)
        assert form.inputs == {
            "Address": "https://b.example/?a=1&b=2",
            "Why": "Because <this>",
            "Topics": ["a", "c"],
            "Last day": "2026-03-20",
            "Note": "",
        }
        assert "Mind this." in form.text and "[More]" not in form.text
        view = house.double.modals[ANNA]  # filled in by Heraut, too, whether or not Slack keeps it
        assert inputs(view)["Why"]["element"]["initial_value"] == "Because <this>"
        await house.stage.fill(ANNA, {"Topics": ["b"], "Last day": "2026-03-27"})
        await house.stage.submit(ANNA)
        assert house.stage.form(ANNA) is None
    assert said.heard[-1].target == "c1"
    assert said.heard[-1].values["topics"] == ("b",)
    assert said.heard[-1].values["url"] == "https://b.example/?a=1&b=2"


async def test_a_mistake_in_a_folded_field_unfolds_the_form_and_is_told_there(play):
    answers = iter([FormErrors(errors={"last": "This day is over."}), Notice(text="Saved.")])
    async with play(script(save=lambda _: next(answers)).answer) as house:
        await house.stage.command(ANNA, "post")
        await house.stage.fill(ANNA, {"Why": "Because"})
        await house.stage.submit(ANNA)
        form = house.stage.form(ANNA)
        assert "Last day: This day is over." in form.text
        assert form.inputs["Why"] == "Because"
        await house.stage.fill(ANNA, {"Last day": "2026-03-27"})
        await house.stage.submit(ANNA)
        assert await house.stage.reads(ANNA) == "Saved."


async def test_a_mistake_in_sight_is_told_beside_its_field(play):
    async with play(script(save=FormErrors(errors={"url": "This is not a web address."})).answer) as house:
        await house.stage.command(ANNA, "post")
        await house.stage.submit(ANNA)
        assert await house.stage.errors(ANNA) == ["This is not a web address."]
        assert list(house.stage.form(ANNA).inputs) == ["Address", "Why"]


async def test_more_pressed_twice_or_after_escape_changes_nothing(play, caplog):
    said = script()
    async with play(said.answer) as house:
        await house.stage.command(ANNA, "post")
        stale = house.double.modals[ANNA]
        [button] = shown(stale["blocks"])
        await house.stage.press(ANNA, "More")
        await pressed(house, button, stale)
        assert "Last day" in house.stage.form(ANNA).inputs
        house.stage.escape(ANNA)
        with caplog.at_level(logging.WARNING):
            await pressed(house, button, stale)
        assert house.stage.form(ANNA) is None
    assert "not_found" in caplog.text
    assert [one.action for one in said.heard] == ["command", "fields", "fields", "fields"]


async def test_what_can_no_longer_be_unfolded_stays_as_it_is(play):
    async with play(script(fields=Notice(text="This content is gone.")).answer) as house:
        await house.stage.command(ANNA, "post")
        await house.stage.press(ANNA, "More")
        assert list(house.stage.form(ANNA).inputs) == ["Address", "Why"]


@pytest.mark.parametrize(
    "form",
    [
        editor(note="x" * 3000),
        OPENED.model_copy(update={"refresh": None}),
        OPENED.model_copy(update={"more": ""}),
    ],
    ids=["too long to travel", "not fetched again", "without a button"],
)
def test_a_form_that_cannot_be_folded_is_whole(form):
    view = forms.modal(form, Origin())
    assert wrong_with_view(view) == []
    assert list(inputs(view)) == ["Address", "Why", "Topics", "Last day", "Note"]


def test_the_short_form_is_one_that_slack_takes_and_so_is_the_whole():
    view = forms.modal(OPENED, Origin(response_url="https://hooks.slack.com/x", channel="C1"))
    assert wrong_with_view(view) == []
    sent = View.model_validate(wire.whole_view({**view, "id": "V1", "hash": "1"}, {}))
    whole: Json = forms.unfolded(FIELDS, sent, Kept.model_validate_json(sent.private_metadata), {"last": "Over."})
    assert wrong_with_view(whole) == []
    assert read(whole["blocks"]).startswith("Mind this.\nLast day: Over.\nAddress")


async def pressed(house, button, view):
    """Press a button of a form as another window shows it."""
    who = house.double.people[ANNA]
    told = {"container": {"type": "view", "view_id": view["id"]}, "view": wire.whole_view(view, {})}
    sent = wire.pressed(who, button, house.double.now(), house.double.trigger(ANNA)) | told
    await house.stage._post("interactive", sent)
    await house.stage.settle()
