"""The cards of works-council mode: what it changes, the switch, and the messages about it."""

from collections.abc import Sequence
from datetime import datetime

from handlers.core.interaction import Button, Buttons, Card, Items, Part, Text
from handlers.core.language import Words


def changes(words: Words) -> Items:
    """What works-council mode changes."""
    t = words.t
    return Items(
        items=(
            t("Nobody is named: not on boards, not in the weekly message, not in results."),
            t("No figure is about fewer than eight people, instead of five."),
            t("Nobody is left out at random to measure what nudging does."),
            t("Champions and managers see nothing that is counted by person."),
            t("What is kept about people is deleted sooner. To see when: /heraut retention"),
            t("One manager switches it on. Switching it off takes two, and everybody who takes part is told."),
        )
    )


def council_card(words: Words, state: str, verbs: Sequence[Button]) -> Card:
    """Whether it is on, what it changes, and the buttons that this person may press."""
    buttons = (Buttons(buttons=tuple(verbs)),) if verbs else ()
    parts: tuple[Part, ...] = (Text(text=state, style="strong"), changes(words), *buttons)
    return Card(title=words.t("Works-council mode"), summary=state, parts=parts, instead=True)


def is_off(words: Words) -> str:
    return words.t("Works-council mode is off. With it:")


def state_on(words: Words, by: str, since: datetime, zone: str) -> str:
    """`by` is empty for readers who are not champions."""
    day = words.day(since, zone)
    if by:
        return words.t("{name} switched works-council mode on, on {day}.", name=by, day=day)
    return words.t("Works-council mode is on since {day}.", day=day)


def asked_off(words: Words, by: str, at: datetime, zone: str) -> str:
    return words.t(
        "{name} asked on {day} to switch works-council mode off. Another manager has to agree.",
        name=by,
        day=words.day(at, zone),
    )


def switch_on(words: Words) -> Button:
    return Button(action="council_on", label=words.t("Switch it on"), style="primary")


def ask_back(words: Words) -> Button:
    return Button(action="council_back", label=words.t("Ask to switch it off"))


def agree(words: Words) -> Button:
    sure = words.t("People may be named again, and everybody who takes part is told. Switch it off?")
    return Button(action="council_off", label=words.t("Agree: switch it off"), style="danger", confirm=sure)


def keep_mode(words: Words) -> Button:
    return Button(action="council_keep", label=words.t("Keep it on"))


def mode_ended_card(words: Words, day: datetime, zone: str) -> Card:
    """For everybody who takes part: works-council mode is off."""
    t = words.t
    text = t("Two programme managers switched works-council mode off on {day}.", day=words.day(day, zone))
    means = t("People who agreed to be named may be named again, and figures may be about five people.")
    choose = t("You choose in your settings whether you are named.")
    settings = Buttons(buttons=(Button(action="settings", label=t("Settings")),))
    parts = (Text(text=text), Text(text=means), Text(text=choose, style="quiet"), settings)
    return Card(title=t("Works-council mode is off"), summary=text, parts=parts)
