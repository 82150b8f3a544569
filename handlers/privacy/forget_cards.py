"""The card that says what goes and what stays, and the one that confirms it."""

from handlers.core.interaction import Button, Buttons, Card, Items, Text
from handlers.core.language import Words, mark
from handlers.privacy.cards import BACK

GOES = (
    mark("Your name, settings, choices and everything you agreed to"),
    mark("Your texts, thoughts and thanks, and the addresses of your posts"),
    mark("Your badges, your place on the leaderboard, and messages that wait for you"),
    mark("Your name in messages that Heraut wrote in channels"),
)
STAYS = (
    mark("Numbers without a name: points, posts and clicks in the totals"),
    mark("Content that was published, without you as its author"),
    mark("Links that you posted: they lead on, and count for nobody"),
    mark("What you posted on networks, and messages in your own chat: those are yours to delete"),
    mark("A mark that says nothing by itself, so that a restored backup forgets you again"),
)


def forget_card(words: Words, *, last_manager: bool, typed: bool) -> Card:
    """What goes and what stays, and the one button."""
    t = words.t
    now = Button(label=t("Forget me now"), action="forget", style="danger")
    return Card(
        title=t("Forget me"),
        summary=t("What goes, and what stays."),
        parts=(
            Text(text=t("This goes, at once and for good:"), style="strong"),
            Items(items=tuple(map(t, GOES))),
            Text(text=t("This stays:"), style="strong"),
            Items(items=tuple(map(t, STAYS))),
            *(_alone(words) if last_manager else ()),
            Buttons(buttons=(now, Button(label=t("No, keep it"), action="privacy", target=BACK))),
        ),
        instead=not typed,
    )


def _alone(words: Words) -> tuple[Text, ...]:
    said = words.t(
        "You are the only programme manager. Until an administrator of the workspace opens Heraut, nobody can make "
        "champions or change the programme. You can be forgotten all the same."
    )
    return (Text(text=said),)


def forgotten_card(words: Words) -> Card:
    """Confirms that the person was forgotten."""
    t = words.t
    text = t("Heraut has forgotten you. It keeps nothing about you any more, and writes you no more messages.")
    return Card(title=t("Forgotten"), summary=text, parts=(Text(text=text),), instead=True)
