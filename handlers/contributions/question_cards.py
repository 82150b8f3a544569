"""The cards for questions that champions ask, and the form for an answer."""

from collections.abc import Sequence
from typing import Literal

from handlers.core.buttons import as_it_is, button_row, chosen_from
from handlers.core.interaction import Button, Buttons, Card, Form, Input, Option, Part, Text
from handlers.core.language import Words
from handlers.nudges.cards import behind, why_line
from handlers.registry.ways import Offered

How = Literal["post", "material"]


def question_card(offered: Offered) -> Card:
    """A question as a nudge: what is asked, why, and a button to answer."""
    words, nudge_id, title, why = offered.words, offered.nudge.id, offered.content.title, offered.content.why
    t = words.t
    write = Button(action="answer", target=offered.content.id, label=t("Write an answer"), style="primary")
    others = button_row(("skip", t("Skip")), ("later", t("Later")), target=nudge_id)
    return Card(
        title=title,
        summary=t("A question for you: {title}", title=title),
        refresh=as_it_is(nudge_id),
        parts=(
            *((Text(text=why),) if why else ()),
            Text(text=t("A few sentences of your own already make a post. You decide where, and whether.")),
            Text(text=why_line(offered), style="quiet"),
            Buttons(buttons=(write, *others.buttons), menu=behind(words, nudge_id)),
        ),
    )


def questions_card(words: Words, asked: Sequence[tuple[str, str, str]]) -> Card:
    """All current questions, from (id, question, why)."""
    t = words.t
    parts: list[Part] = [part for _, title, why in asked for part in _line(title, why)]
    if not asked:
        parts = [Text(text=t("There are no questions just now."))]
    elif len(asked) == 1:
        parts.append(button_row(("answer", t("Write an answer")), target=asked[0][0]))
    else:
        lines = [Button(action="answer", target=content_id, label=title) for content_id, title, _ in asked]
        parts.append(chosen_from(t("Write an answer"), lines))
    return Card(title=t("Questions"), summary=t("The current questions."), parts=tuple(parts))


def _line(title: str, why: str) -> tuple[Part, ...]:
    return Text(text=title, style="strong"), *((Text(text=why, style="quiet"),) if why else ())


def answer_form(words: Words, content_id: str, title: str, how: How, *, may_post: bool) -> Form:
    """The form for an answer. `may_post`: ask also whether the person posts it or hands it in."""
    t = words.t
    options = (
        Option(value="post", label=t("I post it myself")),
        Option(value="material", label=t("The champions may use it")),
    )
    what = Input(
        name="how", label=t("What should happen to it?"), kind="choice", options=options, value=how, required=True
    )
    return Form(
        action="answer",
        target=content_id,
        title=t("Your answer"),
        intro=title,
        submit=t("Next"),
        cancel=t("Cancel"),
        inputs=(
            Input(name="text", label=t("In your own words"), kind="text", required=True),
            *((what,) if may_post else ()),
        ),
    )
