"""The cards of messages about events: a seat, a change, a reminder, and what is asked afterwards. Pure."""

from collections.abc import Iterator, Sequence

from handlers.core.interaction import Button, Buttons, Card, Items, Part, Text
from handlers.core.language import Words
from handlers.core.targets import Tap
from handlers.gatherings.cards import ShownGathering, about_gathering, when


def seat_card(words: Words, shown: ShownGathering) -> Card:
    """For somebody who waited."""
    name = shown.gathering.name
    title = words.t("There is a seat for you: {name}", name=name)
    said = words.t("A seat came free. If you cannot come after all, tell us with one tap: others may be waiting.")
    return _card(words, shown, title, said, no=True)


def change_card(words: Words, shown: ShownGathering) -> Card:
    """For those who come, wait or said perhaps."""
    t, its = words.t, shown.gathering
    if its.state == "cancelled":
        title = t("Called off: {name}", name=its.name)
        said = t("It was planned for {when}.", when=when(words, its, shown.zone))
        own = t("If you put it in your own calendar by hand, this takes it out again.")
        row = (Button(action="", label=t("Take it out of my calendar"), link=shown.file),) if shown.file else ()
        rest: tuple[Part, ...] = (Text(text=own, style="quiet"), Buttons(buttons=row)) if row else ()
        return Card(title=title, summary=f"{title}. {said}", parts=(Text(text=said), *rest))
    title = t("Changed: {name}", name=its.name)
    said = t("This event has another time or place now. Your answer stays as it is, unless you change it.")
    return _card(words, shown, title, said, no=True)


def reminder_card(words: Words, shown: ShownGathering) -> Card:
    """For those who come."""
    title = words.t("You come to: {name}", name=shown.gathering.name)
    return _card(words, shown, title, when(words, shown.gathering, shown.zone), no=True)


def _card(words: Words, shown: ShownGathering, title: str, said: str, *, no: bool) -> Card:
    parts: list[Part] = [Text(text=said), *about_gathering(words, shown.gathering, shown.zone)]
    return Card(title=title, summary=said, parts=(*parts, Buttons(buttons=tuple(_row(words, shown, no=no)))))


def _row(words: Words, shown: ShownGathering, *, no: bool) -> Iterator[Button]:
    t, its = words.t, shown.gathering
    if its.link:
        yield Button(action="", label=t("Join online"), link=its.link)
    if shown.file:
        yield Button(action="", label=t("In my own calendar"), link=shown.file)
    if no:
        yield Button(action="answer_gathering", label=t("I cannot come"), target=Tap("no", its.id).encode())


def after_card(words: Words, shown: ShownGathering, gained: Sequence[str] = ()) -> Card:
    """The question, with one tap to answer it; then thanks."""
    t, its, seat = words.t, shown.gathering, shown.seat
    title = t("You were at: {name}", name=its.name)
    link = (Button(action="", label=t("Watch the recording"), link=its.recording),) if its.recording else ()
    if its.counted_at or (seat and seat.said):
        said = t("Thank you for your answer.") if seat and seat.said else t("The answers have been counted.")
        earned = (Items(items=tuple(gained)),) if gained else ()
        parts = (Text(text=said), *earned, *((Buttons(buttons=link),) if link else ()))
        return Card(title=title, summary=said, parts=parts, instead=True)
    said = t("How was it? Nobody sees your own answer: it counts together with those of others, or not at all.")
    asked = (("good", t("Worth my time")), ("better", t("It could be better")), ("absent", t("I was not there")))
    row = tuple(
        Button(action="rate_gathering", label=label, target=Tap(word, its.id).encode()) for word, label in asked
    )
    return Card(title=title, summary=said, parts=(Text(text=said), Buttons(buttons=(*row, *link))), instead=True)
