"""What people see who offer to answer, who ask, and who search."""

from collections.abc import Sequence
from typing import NamedTuple

from handlers.core.buttons import button_row, more
from handlers.core.interaction import Button, Buttons, Card, Divider, Form, Input, Option, Text
from handlers.core.language import Words
from handlers.core.shortening import shortened
from handlers.supporters.topics import topic_name

LONGEST = 1200  # letters of a question
SHOWN = 400  # letters of an answer among others


class KnownAnswer(NamedTuple):
    """An answer as everybody reads it. `name`: of who wrote it, empty without their consent."""

    question: str
    answer: str
    name: str


def offered_card(words: Words, topics: Sequence[str], monthly: int) -> Card:
    """Confirms what somebody offers."""
    t = words.t
    said = words.tn(
        "Colleagues may ask you about {topics}, once a month at most.",
        "Colleagues may ask you about {topics}, {n} times a month at most.",
        monthly,
        topics=words.list(topics),
    )
    how = t("A question comes in your hours. Not for you? Pass it on, and somebody else gets it.")
    row = button_row(("offer_knowledge", t("Change")), ("stop_offering", t("Stop")))
    return Card(title=t("Thank you!"), summary=said, parts=(Text(text=said), Text(text=how, style="quiet"), row))


def stopped_card(words: Words) -> Card:
    """Confirms that nobody asks them any more."""
    t = words.t
    text = t("You get no more questions. What you had not answered goes to others.")
    row = button_row(("offer_knowledge", t("Offer it again")))
    return Card(title=t("What you know"), summary=text, instead=True, parts=(Text(text=text), row))


def colleague_form(
    words: Words, typed: str, options: Sequence[Option], topic: str, known: Sequence[KnownAnswer]
) -> Form:
    """The form for a question. `known`: what may answer it already."""
    t = words.t
    cut = t("Your question was too long. Shorten it, so that it is read.") if len(typed) > LONGEST else ""
    who = t("A few colleagues who know about it get your question, with your name.")
    return Form(
        action="ask",
        title=t("Ask colleagues"),
        intro="\n\n".join([*filter(None, (cut,)), *(_answered(words, one) for one in known), who]),
        submit=t("Ask"),
        cancel=t("Cancel"),
        inputs=_ask_inputs(words, typed[:LONGEST], tuple(options), topic),
    )


def _ask_inputs(words: Words, typed: str, options: tuple[Option, ...], topic: str) -> tuple[Input, ...]:
    t = words.t
    hint = t("Such as: how do we tell customers why our blades are quieter?")
    others = t("Others may find it with its answer, without my name")
    return (
        Input(
            name="question",
            label=t("Your question"),
            kind="text",
            hint=hint,
            value=typed,
            required=True,
            longest=LONGEST,
        ),
        Input(name="topic", label=t("About"), kind="choice", options=options, value=topic, required=True),
        Input(name="open_to_all", label=others, kind="flag", value="yes"),
    )


def _answered(words: Words, one: KnownAnswer) -> str:
    return words.t(
        "Asked before: {question} {answer}", question=shortened(one.question, 200), answer=shortened(one.answer, SHOWN)
    )


def question_out_card(words: Words, question: str, topic: str, asked: str, *, champions: bool) -> Card:
    """Confirms that it is on its way. `question`: its id; `champions`: nobody who offered could be asked."""
    t, about = words.t, topic_name(words, topic)
    said = t(
        "Colleagues who know about {topic} have it. If nobody answers within three days, others get it, and in the end"
        " champions do. You hear either way.",
        topic=about,
    )
    if champions:
        said = t(
            "Nobody who offered to answer about {topic} can be asked now, so champions have it. You hear either way.",
            topic=about,
        )
    row = button_row(("drop_ask", t("Take it back")), target=question)
    return Card(
        title=t("Your question is on its way"),
        summary=said,
        parts=(Text(text=asked, style="quote"), Text(text=said), row),
    )


def question_back_card(words: Words) -> Card:
    """Confirms that the question was taken back."""
    text = words.t("It is taken back. Nobody can read it any more.")
    return Card(title=words.t("Ask colleagues"), summary=text, instead=True, parts=(Text(text=text),))


def found_card(words: Words, asked: str, found: Sequence[KnownAnswer]) -> Card:
    """What colleagues answered before, or that nobody did."""
    t = words.t
    title = t("Answers: “{asked}”", asked=shortened(asked, 80))
    none = t("Nobody has asked this yet. Ask, and the next one finds it.")
    parts = [part for one in found for part in _found_parts(words, one)]
    row = Buttons(
        buttons=(Button(action="ask", label=t("Ask colleagues"), style="primary"),),
        menu=more(
            words,
            Button(action="find_answers", label=t("Search again")),
            Button(action="find_guide", label=t("Search the guide")),
        ),
    )
    return Card(title=title, summary=title, parts=(*(parts or (Text(text=none),)), Divider(), row))


def _found_parts(words: Words, one: KnownAnswer) -> tuple[Text, ...]:
    who = (Text(text=words.t("Answered by {name}", name=one.name), style="quiet"),) if one.name else ()
    return (Text(text=shortened(one.question, SHOWN), style="strong"), Text(text=one.answer), *who)
