"""The cards and forms of "May I …?": for those who ask, those who answer, and the manager who names them."""

from collections.abc import Sequence

from handlers.core.buttons import button_row
from handlers.core.interaction import Button, Buttons, Card, Divider, Form, Input, Text
from handlers.core.language import Words
from handlers.core.shortening import shortened
from handlers.guide.cards import card_parts
from handlers.guide.files import LONGEST, LONGEST_TITLE
from handlers.guide.looks import GuideLook
from models import GuideCard

SHOWN = 3


def ask_form(words: Words, typed: str, similar: Sequence[GuideCard], names: str) -> Form:
    """The form for a question. `similar`: cards that may answer it; `names`: who gets it, empty if nobody does."""
    t = words.t
    who = t("{names} get it, with your name. The answer may stay in the guide, without any.", names=names)
    known = [t("The guide says: {title}. {text}", title=card.title, text=card.text) for card in similar]
    return Form(
        action="may_i",
        title=t("May I …?"),
        intro="\n\n".join([*known, *((who,) if names else ())]),
        submit=t("Ask"),
        cancel=t("Cancel"),
        inputs=(
            Input(
                name="question",
                label=t("What would you like to do?"),
                kind="text",
                hint=t("Such as: may I show a photo of our new machine?"),
                value=typed,
                required=True,
                longest=600,
            ),
        ),
    )


def question_sent_card(
    words: Words, question: str, asked: str, names: Sequence[str], similar: Sequence[GuideCard]
) -> Card:
    """Confirms that it is on its way, and shows what may help in the meantime. `question`: its id."""
    t = words.t
    said = t(
        "{names} have your question. If nobody answers within three working days, all champions get it.",
        names=words.list(names),
    )
    meanwhile = (Divider(), Text(text=t("Perhaps this helps already:"), style="quiet")) if similar else ()
    return Card(
        title=t("Your question is on its way"),
        summary=said,
        parts=(
            Text(text=asked, style="quote"),
            Text(text=said),
            button_row(("drop_question", t("Take it back")), target=question),
            *meanwhile,
            *(part for card in similar for part in card_parts(words, card)),
        ),
    )


def question_dropped_card(words: Words) -> Card:
    """Confirms that the question was taken back."""
    text = words.t("It is taken back. Nobody can read it any more.")
    return Card(title=words.t("May I …?"), summary=text, instead=True, parts=(Text(text=text),))


def question_card(words: Words, question: str, name: str, asked: str, *, late: bool) -> Card:
    """For somebody who answers. `question`: its id; `late`: nobody answered for some days."""
    t = words.t
    said = t("{name} asks:", name=name)
    slow = (Text(text=t("Nobody has answered for three working days. Can you?"), style="quiet"),) if late else ()
    return Card(
        title=t("{name} asks: may I …?", name=name),
        summary=said,
        instead=True,
        parts=(
            Text(text=said),
            Text(text=asked, style="quote"),
            *slow,
            button_row(("answer_guide", t("Answer")), target=question, lead=True),
        ),
    )


def answer_form(words: Words, question: str, name: str, asked: str) -> Form:
    """The form for an answer, and for what everybody may read of it. `question`: its id."""
    t = words.t
    return Form(
        action="answer_guide",
        target=question,
        title=t("Answer"),
        intro=t("{name} asks: {question}", name=name, question=asked),
        submit=t("Send"),
        cancel=t("Cancel"),
        inputs=_answer_inputs(words, asked),
    )


def _answer_inputs(words: Words, asked: str) -> tuple[Input, ...]:
    t = words.t
    hint, others = t("Yes, no, or yes if …: and why."), t("The question, as others read it")
    reword = t("Reword it so that nobody can be recognised.")
    title = shortened(asked, LONGEST_TITLE)
    return (
        Input(name="answer", label=t("Your answer"), kind="text", hint=hint, required=True, longest=LONGEST),
        Input(name="kept", label=t("Keep it in the guide, without names"), kind="flag", value="yes"),
        Input(name="title", label=others, hint=reword, value=title, longest=LONGEST_TITLE),
    )


def answered_by(words: Words, name: str) -> str:
    """That it is answered, and by whom."""
    return words.t("{name} answered this.", name=name)


def question_answered_card(words: Words, said: str, asked: str = "", answer: str = "") -> Card:
    """For somebody who answers: what became of a question."""
    texts = tuple(Text(text=text, style="quote") for text in (asked, answer) if text)
    return Card(title=words.t("May I …?"), summary=said, instead=True, parts=(Text(text=said), *texts))


def helper_card(words: Words, name: str, asked: str, answer: str) -> Card:
    """The answer, for the one who asked."""
    t = words.t
    said = t("{name} answered your question.", name=name)
    row = (
        Button(action="guide", label=t("The whole guide"), target=GuideLook().encode()),
        Button(action="may_i", label=t("Ask something else")),
    )
    parts = (Text(text=asked, style="quote"), Text(text=said, style="quiet"), Text(text=answer), Buttons(buttons=row))
    return Card(title=t("You asked: may I …?"), summary=said, parts=parts)


def helpers_card(words: Words, people: Sequence[tuple[str, str]], *, instead: bool) -> Card:
    """Who answers, as (id, name), for a manager."""
    t = words.t
    names = words.list([name for _, name in people])
    if len(people) > 1:
        said = t("{names} answer questions about the guide.", names=names)
    elif people:
        said = t("{name} alone answers questions about the guide. Name a second: /heraut answerers @…", name=names)
    else:
        said = t("Nobody is named, so questions go to managers or champions on duty. Name two: /heraut answerers @…")
    off = tuple(
        Button(action="guide_helpers", label=t("No longer: {name}", name=name), target=who) for who, name in people
    )
    parts = (Text(text=said), *((Buttons(buttons=off),) if off else ()))
    return Card(title=t("Who answers questions"), summary=said, instead=instead, parts=parts)
