"""The cards for the role of a champion: the offer, and what became of it."""

from collections.abc import Sequence

from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Items, Part, Text
from handlers.core.language import Words


def role_offer_card(words: Words, by: str) -> Card:
    """The offer: what a champion does and receives, and how to get less of it."""
    t = words.t
    text = t(
        "{name} asks you to be a champion: to post what colleagues may share, and to decide about suggestions.", name=by
    )
    nothing = t("If you do nothing, nothing changes, and you are not asked again within three months.")
    return Card(
        title=t("Would you like to be a champion?"),
        summary=text,
        parts=(
            Text(text=text),
            *_receives(words),
            button_row(("accept_role", t("Yes, I will")), ("decline_role", t("No, thanks")), lead=True),
            Text(text=nothing, style="quiet"),
        ),
    )


def _receives(words: Words) -> Sequence[Part]:
    t = words.t
    return (
        Text(text=t("Champions get messages, within their working hours, when:")),
        Items(
            items=(
                t("a colleague suggests something"),
                t("a colleague hands over a rough thought"),
                t("another champion wants to go above all budgets"),
                t("something of yours rests because too many find it salesy"),
            )
        ),
        Text(
            text=t(
                "You can always get less: /heraut pause until Monday for a break, “Less of this” below each "
                "message, and /heraut champion stop to end it. /heraut leave ends everything."
            )
        ),
    )


def accepted_card(words: Words) -> Card:
    """The person is on duty now."""
    t = words.t
    text = t("Thank you! You may post, and you hear of what colleagues suggest.")
    return Card(
        title=t("You are a champion"),
        summary=text,
        parts=(
            Text(text=text),
            Text(text=t("You can end this at any time: /heraut champion stop"), style="quiet"),
            button_row(("post", t("Post something")), ("content", t("Content")), ("end_role", t("No longer"))),
        ),
        instead=True,
    )


def declined_card(words: Words) -> Card:
    """Confirms that the offer was declined."""
    text = words.t("That is fine. Nobody is told, and you are not asked again within three months.")
    return Card(title=words.t("No, thanks"), summary=text, parts=(Text(text=text),), instead=True)


def ended_card(words: Words) -> Card:
    """Confirms the end of the role."""
    text = words.t("You get no more suggestions or thoughts to decide about. Thank you for what you did!")
    return Card(title=words.t("You are no longer a champion"), summary=text, parts=(Text(text=text),), instead=True)


def duty_parts(words: Words, waiting: int) -> Sequence[Part]:
    """The question to a manager on Home. `waiting`: suggestions that nobody has decided about."""
    t = words.t
    number = words.tn("One suggestion waits for a decision.", "{n} suggestions wait for a decision.", waiting)
    lead = f"{number} " if waiting else ""
    question = t("Do you want to get suggestions to decide about, and rough thoughts to write up, as messages?")
    return (
        Text(text=lead + question),
        button_row(("accept_role", t("Yes, send them to me")), ("decline_role", t("No, thanks"))),
    )
