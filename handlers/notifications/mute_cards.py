"""Cards for getting less: the choices, and what holds afterwards."""

from collections.abc import Sequence

from handlers.core.buttons import button_row
from handlers.core.interaction import Button, Buttons, Card, Form, Input, Option, Text
from handlers.core.language import Words
from handlers.registry.messages import Kind

SAVE = "save"  # the target of the form


def less_card(words: Words, kind: Kind, *, joined: bool) -> Card:
    """What can be done about this kind."""
    t = words.t
    called = t(kind.called)
    said = t("{called}: how much of it would you like?", called=called)
    mute = (Button(action="mute", label=t("No more of these"), target=kind.name),) if kind.mutes else ()
    fewer = (Button(action="settings", label=t("Settings")),) if joined and not kind.mutes else ()
    ends = (Button(action="pause", label=t("Pause")), Button(action="leave", label=t("Leave")))
    note = t("Pause stops everything until a day that you choose. Leave stops everything for good.")
    return Card(
        title=t("Less of this"),
        summary=said,
        parts=(Text(text=said), Buttons(buttons=(*mute, *fewer, *ends)), Text(text=note, style="quiet")),
    )


def kinds_form(words: Words, choices: Sequence[tuple[Kind, bool]]) -> Form:
    """Which kinds of messages the person wants. `choices`: (kind, whether it is muted)."""
    t = words.t
    wanted = Input(
        name="kinds",
        label=t("Which messages would you like?"),
        hint=t("How often you get something to share is in your settings: /heraut settings"),
        kind="choices",
        options=tuple(Option(value=kind.name, label=t(kind.called)) for kind, _ in choices),
        value=tuple(kind.name for kind, muted in choices if not muted),
    )
    return Form(
        action="less",
        target=SAVE,
        title=t("Messages from Heraut"),
        inputs=(wanted,),
        submit=t("Save"),
        cancel=t("Cancel"),
    )


def chosen_card(words: Words, muted: Sequence[Kind]) -> Card:
    """What holds after the form."""
    t = words.t
    said = t("You get every kind of message.")
    if muted:
        said = t("You do not get: {kinds}.", kinds=words.list(t(kind.called) for kind in muted))
    row = button_row(("less", t("Change")), ("pause", t("Pause")), ("leave", t("Leave")))
    return Card(title=t("Messages from Heraut"), summary=said, parts=(Text(text=said), row))


def muted_card(words: Words, kind: Kind) -> Card:
    """From now on nothing of this kind comes."""
    t = words.t
    said = t("From now on you do not get this any more: {called}.", called=t(kind.called))
    row = button_row(("unmute", t("Send these again")), target=kind.name)
    return Card(title=t("No more of these"), summary=said, parts=(Text(text=said), row), instead=True)


def unmuted_card(words: Words, kind: Kind) -> Card:
    """This kind comes again."""
    t = words.t
    said = t("You get this again: {called}.", called=t(kind.called))
    row = button_row(("mute", t("No more of these")), target=kind.name)
    return Card(title=t("Messages from Heraut"), summary=said, parts=(Text(text=said), row), instead=True)
