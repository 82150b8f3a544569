"""A question as somebody who may answer it sees it, and its answer as the asker sees it."""

from handlers.core.buttons import button_row
from handlers.core.interaction import Button, Buttons, Card, Form, Input, Text
from handlers.core.language import Words
from handlers.supporters.topics import topic_name

LONGEST_ANSWER = 3000


def question_card(words: Words, question: str, name: str, asked: str, topic: str, *, offered: bool) -> Card:
    """For somebody who may answer. `question`: its id; `offered`: they offered to answer about this topic."""
    t = words.t
    said, about = t("{name} asks:", name=name), topic_name(words, topic)
    why = t("You get this because you answer questions about {topic}.", topic=about)
    if not offered:
        why = t("Nobody who answers questions about {topic} could. Can you, or do you know who can?", topic=about)
    row = button_row(("answer_colleague", t("Answer")), ("pass_question", t("Not for me")), target=question, lead=True)
    return Card(
        title=t("{name} has a question for you", name=name),
        summary=said,
        instead=True,
        parts=(Text(text=said), Text(text=asked, style="quote"), Text(text=why, style="quiet"), row),
    )


def answer_form(words: Words, question: str, name: str, asked: str, *, may_keep: bool) -> Form:
    """The form for an answer. `question`: its id; `may_keep`: the asker agreed that others find it."""
    t = words.t
    hint, longest = t("Leave out names then."), LONGEST_ANSWER
    keep = Input(name="kept", label=t("Colleagues may find this answer"), kind="flag", value="yes", hint=hint)
    by_name = Input(name="by_name", label=t("With my name"), kind="flag")
    return Form(
        action="answer_colleague",
        target=question,
        title=t("Answer"),
        intro=t("{name} asks: {question}", name=name, question=asked),
        submit=t("Send"),
        cancel=t("Cancel"),
        inputs=(
            Input(name="answer", label=t("Your answer"), kind="text", required=True, longest=longest),
            *((keep, by_name) if may_keep else ()),
        ),
    )


def sent_card(words: Words, question: str, asked: str, answer: str, *, kept: bool) -> Card:
    """For the person who answered. `question`: its id; `kept`: others find it."""
    t = words.t
    said = t("Thank you! Your answer is on its way.")
    row = [Button(action="suggest_answer", label=t("Suggest it as content"), target=question)]
    if kept:
        row.append(Button(action="unkeep_answer", label=t("Let nobody find it"), target=question))
    parts = (
        Text(text=asked, style="quote"),
        Text(text=answer, style="quote"),
        Text(text=said),
        Buttons(buttons=(*row,)),
    )
    return Card(title=t("You answered"), summary=said, instead=True, parts=parts)


def over_card(words: Words, said: str, asked: str = "", answer: str = "") -> Card:
    """For somebody who was asked: what became of the question."""
    texts = tuple(Text(text=text, style="quote") for text in (asked, answer) if text)
    return Card(title=words.t("A question of a colleague"), summary=said, instead=True, parts=(Text(text=said), *texts))


def answer_card(words: Words, question: str, name: str, asked: str, answer: str, *, thanked: bool) -> Card:
    """For the asker. `question`: its id."""
    t = words.t
    said = t("{name} answered your question.", name=name)
    thank = () if thanked else (Button(action="thank_answer", label=t("Say thanks"), target=question, style="primary"),)
    row = Buttons(buttons=(*thank, Button(action="ask", label=t("Ask something else"))))
    done = (Text(text=t("You said thanks."), style="quiet"),) if thanked else ()
    parts = (Text(text=asked, style="quote"), Text(text=said, style="quiet"), Text(text=answer), *done, row)
    return Card(title=t("An answer for you"), summary=said, instead=True, parts=parts)


def unanswered_card(words: Words, asked: str) -> Card:
    """For the asker: everybody was asked."""
    t = words.t
    said = t("Nobody has answered, and we have nobody else to ask. Perhaps other words help, or a champion in person.")
    row = button_row(("ask", t("Ask once more")), ("find_answers", t("Search answers")))
    parts = (Text(text=asked, style="quote"), Text(text=said), row)
    return Card(title=t("No answer to your question"), summary=said, instead=True, parts=parts)


def answer_thanks_card(words: Words, name: str, asked: str) -> Card:
    """For the person who answered."""
    said = words.t("{name} says thanks for your answer.", name=name)
    return Card(title=words.t("Thanks!"), summary=said, parts=(Text(text=said), Text(text=asked, style="quote")))
