"""The ways a person takes part, as a question and in words."""

from handlers.core.interaction import Input, Option
from handlers.core.language import Words
from models.people import ChosenWay


def ways_input(words: Words, ways: tuple[str, ...]) -> Input:
    """The question how a person likes to take part."""
    t = words.t
    offered: tuple[tuple[ChosenWay, str], ...] = (
        ("share", t("Share stories, in my own words")),
        ("react", t("Like or comment on colleagues’ posts")),
        ("create", t("Write a post of my own, when asked a question")),
        ("support", t("Only support: nothing to share comes to me, I help when I like")),
    )
    options = tuple(Option(value=value, label=label) for value, label in offered)
    question = t("How do you like to take part?")
    return Input(name="ways", label=question, kind="choices", options=options, value=ways, required=True)


def promise(words: Words, ways: tuple[ChosenWay, ...]) -> str:
    """What happens after joining, depending on the ways."""
    if ways == ("support",):
        return words.t(
            "Nothing to share comes by itself. Look around when you like, suggest something, answer a question, "
            "or thank somebody. News for you does come: thanks, and answers to what you suggested."
        )
    if "share" not in ways:
        return words.t("From time to time you get a message here. You decide: do it, skip it, or ask for it later.")
    return words.t(
        "From time to time you get a message here with something worth sharing. You "
        "choose: share it in your own words, skip it, or ask for it later."
    )


def named(words: Words, ways: tuple[ChosenWay, ...]) -> str:
    """The ways in a few words."""
    t = words.t
    doing: dict[ChosenWay, str] = {
        "share": t("share"),
        "react": t("react"),
        "create": t("write"),
        "support": t("support, with nothing to share"),
    }
    return words.list(doing[way] for way in doing if way in ways)
