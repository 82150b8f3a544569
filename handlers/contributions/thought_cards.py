"""The cards of a thought: to the champions, and back to its author as a text to post."""

from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Form, Input, Text
from handlers.core.language import Words


def rough_form(words: Words, typed: str) -> Form:
    """The form for a rough thought. `typed`: what was typed already."""
    t = words.t
    hint = t("Type it, or dictate it with your keyboard. It need not be neat: a champion writes it up for you.")
    return Form(
        action="thought",
        title=t("A thought of yours"),
        submit=t("Hand it over"),
        cancel=t("Cancel"),
        inputs=(
            Input(name="rough", label=t("What is on your mind?"), kind="text", hint=hint, value=typed, required=True),
        ),
    )


def kept(words: Words, thought_id: str, rough: str) -> Card:
    """Confirms to the author that the champions have the thought."""
    t = words.t
    text = t("The champions have it. One of them will write it up, and you alone decide whether it is posted.")
    return Card(
        title=t("Thank you for your thought"),
        summary=text,
        parts=(
            Text(text=rough, style="quote"),
            Text(text=text),
            button_row(("drop", t("Take it back")), target=thought_id),
        ),
    )


def rough(words: Words, thought_id: str, author: str, thought: str, *, taken: bool) -> Card:
    """For a champion: whose thought it is, and a button to take it or write its text."""
    t = words.t
    said = t("{name} has a thought that could become a post. Who will write it up?", name=author)
    if taken:
        said = t("You are writing this up. {name} gets it back, changes it, and posts it.", name=author)
    act = ("write", t("Write the text")) if taken else ("take", t("I will write it up"))
    return Card(
        title=t("A thought of {name}", name=author),
        summary=said,
        instead=True,
        parts=(Text(text=said), Text(text=thought, style="quote"), button_row(act, target=thought_id, lead=True)),
    )


def outcome_card(words: Words, said: str) -> Card:
    """For a champion: the outcome, without the thought itself."""
    return Card(title=words.t("A thought"), summary=said, instead=True, parts=(Text(text=said),))


def closed(words: Words) -> Card:
    """For somebody who is no longer a champion: nothing about the thought."""
    return outcome_card(words, words.t("A colleague’s thought was here, for champions to write up."))


def thought_form(words: Words, thought_id: str, author: str, rough: str) -> Form:
    """The form for the champion's text, which starts with the rough thought."""
    t = words.t
    hint = t(
        "As {name} would say it. {name} changes it and decides; nobody posts in somebody else’s name.", name=author
    )
    return Form(
        action="write",
        target=thought_id,
        title=t("Write the text"),
        submit=t("Hand it back"),
        cancel=t("Cancel"),
        inputs=(Input(name="text", label=t("The text"), kind="text", hint=hint, value=rough, required=True),),
    )


def draft_card(words: Words, thought_id: str, writer: str, text: str) -> Card:
    """The text for the author, who alone can post it."""
    t = words.t
    said = t("{name} wrote up your thought.", name=writer)
    return Card(
        title=t("Your thought, as a text"),
        summary=said,
        instead=True,
        parts=(
            Text(text=said),
            Text(text=text, style="quote"),
            Text(text=t("Change it until it sounds like you. Only you can post it."), style="quiet"),
            button_row(
                ("ready", t("Post it")),
                ("rephrase", t("Change the text")),
                ("drop", t("Drop it")),
                target=thought_id,
                lead=True,
            ),
        ),
    )


def own_form(words: Words, thought_id: str, text: str) -> Form:
    """The form with which the author changes the text."""
    t = words.t
    return Form(
        action="rephrase",
        target=thought_id,
        title=t("In your own words"),
        submit=t("Save"),
        cancel=t("Cancel"),
        inputs=(Input(name="text", label=t("Your text"), kind="text", value=text, required=True),),
    )


def dropped_card(words: Words) -> Card:
    """Confirms that the thought was taken back."""
    text = words.t("It is taken back. Nothing was posted, and nobody can read it any more.")
    return Card(title=words.t("A thought"), summary=text, instead=True, parts=(Text(text=text),))
