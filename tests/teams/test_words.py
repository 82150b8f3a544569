"""Sentences show commands as people type them in Teams; text that people may copy is unchanged."""

import pytest

from bot.teams import render
from bot.teams.dialogs import to_dialog
from bot.teams.replies import At, to_command, to_form, to_press
from handlers.core.interaction import Card, Facts, Form, FormErrors, Input, Items, Notice, Part, Text
from handlers.core.language import catalogue_path
from tests.stages.teams.reading import inputs, read
from tools import catalogue

TOLD = [message for message in catalogue.read(catalogue_path("nl"), "nl") if "/heraut" in message.id]
SENTENCES = [str(sentence) for message in TOLD for sentence in (message.id, message.string)]
FIELD = Input(name="a", label="A")


def test_there_are_sentences_with_commands():
    assert len(SENTENCES) > 40


@pytest.mark.parametrize("words", SENTENCES)
def test_commands_are_shown_as_people_type_them_in_teams(words):
    parts: list[Part] = [Text(text=words), Text(text=words, style="strong"), Text(text=words, style="quiet")]
    parts += [Items(items=(words,)), Facts(rows=((words, words),))]
    asked = Form(action="a", title="T", inputs=(FIELD.model_copy(update={"hint": words}),), submit="S", cancel="C")
    notice, wrong = Notice(text=words), FormErrors(errors={"a": words})
    said = [
        render.card(Card(title=words, summary=words, parts=tuple(parts))),
        render.form(asked, "", wrong.errors),
        *(to(reply, At(), "") for to in (to_press, to_form, to_dialog) for reply in (notice, wrong)),
        to_command(notice, At(), ""),
        to_dialog(Card(title="T", summary=words), At(), ""),
    ]
    assert [one for one in map(str, said) if "@Heraut" not in one or "/heraut" in one] == []


def test_what_people_may_copy_keeps_its_letters():
    text, link = "/heraut next is how I found it", "https://a.example/heraut"
    parts = (Text(text=text, style="quote"), Text(text=link))
    assert read(render.card(Card(title="", summary="s", parts=parts))) == f"“ {text}\n{link}"
    asked = Form(action="a", title="T", inputs=(FIELD.model_copy(update={"value": text}),), submit="S", cancel="C")
    assert inputs(render.form(asked, ""))["A"]["value"] == text
