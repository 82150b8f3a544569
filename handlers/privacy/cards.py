"""The cards about a person's own data: what is kept and who sees it, what they agreed to, and forgetting."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from handlers.core.buttons import MOST, button_row, folded, more
from handlers.core.interaction import Button, Buttons, Card, Items, Part, Text
from handlers.core.language import Words, mark
from handlers.registry.surfaces import UNTIL_FORGOTTEN, Eye

EYES: Mapping[Eye, str] = {
    "you": mark("you"),
    "colleague": mark("the colleague it is about"),
    "colleagues": mark("colleagues"),
    "champions": mark("champions"),
    "managers": mark("programme managers"),
    "channels": mark("channels with the weekly message, if you agreed to be named"),
}
SHOWN = 12  # lines of the record
BACK = "back"  # the target of a button whose answer replaces its card


class DataLine(NamedTuple):
    """One kind of data: what it is, how many rows, who sees it, and how long it is kept."""

    what: str
    rows: int
    seen: Sequence[Eye]
    kept: str


class Agreed(NamedTuple):
    """One switch: what it is, whether it holds, since when, the words that were agreed to, and a question."""

    purpose: str
    label: str
    holds: bool
    at: datetime
    words: str
    confirm: str = ""


def privacy_card(words: Words, lines: Sequence[DataLine], *, instead: bool) -> Card:
    """Who sees what: one line for each kind of data that there is."""
    t = words.t
    said = t("This is all that Heraut keeps about you, and who can see it. It is read from the store right now.")
    doors = button_row(
        ("agreements", t("What I agreed to")), ("take_along", t("Take it along")), ("ask_forget", t("Forget me"))
    )
    rest = button_row(("my_texts", t("My texts")), ("retention", t("How long?")), ("home", t("Start")))
    return Card(
        title=t("My data"),
        summary=t("What Heraut keeps about you, and who sees it."),
        parts=(
            Text(text=said),
            Items(items=tuple(_line(words, line) for line in lines)),
            Text(text=t("Kept until Heraut forgets you, and much of it not even that long."), style="quiet"),
            doors.model_copy(update={"menu": more(words, *rest.buttons)}),
        ),
        instead=instead,
    )


def _line(words: Words, line: DataLine) -> str:
    t = words.t
    seen = words.list(t(EYES[eye]) for eye in line.seen) if line.seen else t("nobody")
    said = t("{what} ({n}). Seen by {who}.", what=t(line.what), n=words.number(line.rows), who=seen)
    return said if line.kept == UNTIL_FORGOTTEN else t("{said} Kept {long}.", said=said, long=t(line.kept))


def agreements_card(
    words: Words, agreed: Sequence[Agreed], past: Sequence[tuple[datetime, str, bool]], zone: str
) -> Card:
    """The participation record: each switch with its moment, its words and a button, then all that happened."""
    t = words.t
    parts = _switches(words, agreed, zone)
    lines = [
        t("{when}: {what} – agreed", when=_moment(words, at, zone), what=t(what))
        if yes
        else t("{when}: {what} – withdrawn", when=_moment(words, at, zone), what=t(what))
        for at, what, yes in past[-SHOWN:]
    ]
    nothing = Text(text=t("You have agreed to nothing, and nothing is needed."))
    return Card(
        title=t("What I agreed to"),
        summary=t("What you agreed to, when, and in which words."),
        parts=(
            *(parts or [nothing]),
            *((Text(text=t("All that happened"), style="strong"), Items(items=tuple(lines))) if lines else ()),
            folded(words, button_row(("privacy", t("My data")), target=BACK), MOST - _held(agreed)),
        ),
        instead=True,
    )


def _held(agreed: Sequence[Agreed]) -> int:
    return sum(1 for one in agreed if one.holds)


def _switches(words: Words, agreed: Sequence[Agreed], zone: str) -> Sequence[Part]:
    """What can be withdrawn; with many of them the buttons are in menus, but for those that ask first."""
    parts = [part for one in agreed for part in _switch(words, one, zone)]
    if _held(agreed) <= MOST:
        return parts
    return [folded(words, part, 0) if isinstance(part, Buttons) else part for part in parts]


def _switch(words: Words, one: Agreed, zone: str) -> Sequence[Part]:
    t, when = words.t, _moment(words, one.at, zone)
    if not one.holds:
        return (Text(text=t("{what}: no. Withdrawn on {when}.", what=t(one.label), when=when)),)
    confirm = t(one.confirm) if one.confirm else ""
    label = t("Withdraw: {what}", what=t(one.label))
    return (
        Text(text=t("{what}: yes. Agreed on {when}, to these words:", what=t(one.label), when=when)),
        Text(text=t(one.words), style="quote"),
        Buttons(buttons=(Button(label=label, action="withdraw", target=one.purpose, confirm=confirm),)),
    )


def _moment(words: Words, at: datetime, zone: str) -> str:
    return words.t("{day} at {time}", day=words.date(at, zone), time=words.time(at, zone))


def take_along_card(words: Words, path: str, until: datetime, zone: str) -> Card:
    """The address of the file, for a quarter of an hour."""
    t = words.t
    said = t("One file with all that Heraut keeps about you: tables to read, and the same for programs.")
    only = t("The address works until {time}, and shows your data to anyone who has it.", time=words.time(until, zone))
    return Card(
        title=t("Take it along"),
        summary=said,
        parts=(
            Text(text=said),
            Buttons(buttons=(Button(label=t("Download"), action="", link=path),)),
            Text(text=only, style="quiet"),
        ),
    )


def yearly_question_card(words: Words, held: Sequence[str]) -> Card:
    """The yearly question. `held`: what the person agrees to now."""
    t = words.t
    ask = t("You agreed to this a year ago or longer. Does it still hold?")
    return Card(
        title=t("Does this still hold?"),
        summary=ask,
        parts=(
            Text(text=ask),
            Items(items=tuple(map(t, held))),
            button_row(("still_holds", t("Yes, all of it")), ("agreements", t("What I agreed to")), lead=True),
            Text(text=t("If you do nothing, it stays as it is, and you are asked again in a year."), style="quiet"),
        ),
    )


def confirmed_card(words: Words) -> Card:
    """Confirms that all of it still holds."""
    text = words.t("Thank you. It stays as it is, and you are asked again in a year.")
    return Card(title=words.t("It still holds"), summary=text, parts=(Text(text=text),), instead=True)
