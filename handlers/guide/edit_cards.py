"""The form in which champions write a card of the guide, and what they see then."""

from collections.abc import Iterator

from handlers.content.choices import LANGUAGE_OPTIONS, network_options
from handlers.core.interaction import Button, Buttons, Card, Form, Input, Option, Text
from handlers.core.language import Words
from handlers.core.targets import BAR
from handlers.guide.files import LONGEST, LONGEST_TITLE, CardText
from handlers.guide.looks import KINDS, GuideLook


def edit_form(words: Words, card: CardText, edition: int) -> Form:
    """The form, filled with the card. `edition`: of the card that was opened; 0 for a new one."""
    t = words.t
    return Form(
        action="edit_guide",
        target=f"{card.card}{BAR}{edition}" if card.card else "",
        title=t("Change this card") if card.card else t("Write a card"),
        intro=t("Short, friendly, and something to hold on to: what can people do, rather than what they must not."),
        submit=t("Save"),
        cancel=t("Cancel"),
        more=t("Examples, networks and more"),
        inputs=(*_first(words, card), *_folded(words, card)),
    )


def _first(words: Words, card: CardText) -> Iterator[Input]:
    t = words.t
    kinds = tuple(Option(value=kind, label=t(name)) for kind, name in KINDS.items())
    yield Input(name="kind", label=t("Where it belongs"), kind="choice", options=kinds, value=card.kind, required=True)
    yield Input(
        name="language",
        label=t("Language"),
        kind="choice",
        options=LANGUAGE_OPTIONS,
        value=card.language,
        required=True,
    )
    yield Input(name="title", label=t("Title"), value=card.title, required=True, longest=LONGEST_TITLE)
    yield Input(name="text", label=t("In a few sentences"), kind="text", value=card.text, longest=LONGEST)


def _folded(words: Words, card: CardText) -> Iterator[Input]:
    t = words.t
    places = tuple(name for name in card.networks.split(",") if name)
    hint = t("Shown to people while they write a post.")
    only = t("Leave it empty if it holds everywhere.")
    yield Input(name="good", label=t("Like this"), kind="text", value=card.good, longest=600, folded=True)
    yield Input(name="clumsy", label=t("Rather not"), kind="text", value=card.clumsy, longest=600, folded=True)
    yield Input(name="line", label=t("One line"), value=card.line, hint=hint, longest=160, folded=True)
    yield Input(
        name="networks",
        label=t("Networks"),
        kind="choices",
        options=network_options(words),
        value=places,
        hint=only,
        folded=True,
    )
    yield Input(name="source", label=t("Where this comes from"), value=card.source, longest=400, folded=True)
    if card.card:
        yield Input(name="gone", label=t("Take this card out of the guide"), kind="flag", folded=True)


def guide_saved_card(words: Words, title: str, *, gone: bool) -> Card:
    """The card is in the guide, or is not any more."""
    t = words.t
    text = (
        t("It is no longer in the guide: {title}", title=title)
        if gone
        else t("It is in the guide: {title}", title=title)
    )
    seen = t("Anyone who agreed before sees what changed when they next open it. Nobody gets a message.")
    back = Button(action="guide", label=t("The whole guide"), target=GuideLook().encode())
    more = Button(action="edit_guide", label=t("Write a card"))
    parts = (Text(text=text), Text(text=seen, style="quiet"), Buttons(buttons=(back, more)))
    return Card(title=t("The guide changed"), summary=text, parts=parts)
