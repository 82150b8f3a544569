"""The cards of events: the lists, one event as its reader may see it, and who may organise. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from handlers.calendar.localtime import local, local_date
from handlers.core.buttons import chosen_from, more
from handlers.core.interaction import Button, Buttons, Card, Divider, Facts, Menu, Part, Text
from handlers.core.language import FORMATS, Words, mark
from handlers.core.shortening import shortened
from handlers.core.targets import BAR, Tap
from handlers.gatherings.forms import KINDS, city_of
from models import Gathering, Seat
from models.gathering import SeatState

SHORT = 50  # characters of a name in a menu
LANGUAGES = {"en": mark("English"), "nl": mark("Dutch")}
OWN: Mapping[SeatState, str] = {
    "seated": mark("You come: there is a seat for you."),
    "waiting": mark("You are on the waiting list. Heraut tells you when there is a seat."),
    "perhaps": mark("You said: perhaps. Nobody else sees that."),
    "no": mark("You said: no. Nobody else sees that."),
}


class GatheringList(NamedTuple):
    """A page of a list, and what its reader said about each event."""

    rows: Sequence[Gathering]
    answers: Mapping[str, Seat]
    page: int
    older: bool


class Guests(NamedTuple):
    """Who comes and who waits, for organisers."""

    names: Sequence[str]
    waiting: Sequence[str]
    page: int
    more: bool


class ShownGathering(NamedTuple):
    """An event, and what its reader may see. `file`: the path of it for their own calendar; empty: there is none."""

    gathering: Gathering
    seat: Seat | None
    now: datetime
    zone: str
    file: str = ""
    people: Guests | None = None


def when(words: Words, its: Gathering, zone: str) -> str:
    """When it is, by its own clock; and by the reader's where that shows another time."""
    said = _by_clock(words, its, its.zone)
    if local(its.starts_at, zone).utcoffset() == local(its.starts_at, its.zone).utcoffset():
        return said
    there = words.t("{when}, by the clock of {city}", when=said, city=city_of(its.zone))
    return words.t("{when}. For you: {own}", when=there, own=_by_clock(words, its, zone))


def _by_clock(words: Words, its: Gathering, zone: str) -> str:
    first, last = local_date(its.starts_at, zone), local_date(its.ends_at, zone)
    begins, ends = words.time(its.starts_at, zone), words.time(its.ends_at, zone)
    if first == last:
        return words.t("{day}, {begins}–{ends}", day=words.full_day(first), begins=begins, ends=ends)
    return words.t(
        "{day} at {begins} until {last} at {ends}",
        day=words.full_day(first),
        begins=begins,
        last=words.full_day(last),
        ends=ends,
    )


# ── Lists ─────────────────────────────────────────────────────────────────────────────────────────


def gatherings_card(words: Words, shown: GatheringList, zone: str, *, organises: bool) -> Card:
    """What is coming."""
    t = words.t
    parts = [*_lines(words, shown, zone)] or [Text(text=t("No event is planned now."))]
    row = [Button(action="new_gathering", label=t("New event"), style="primary")] if organises else []
    row += _turns(words, shown, "gatherings")
    row.append(Button(action="past_gatherings", label=t("What is over")))
    said = t("Sessions, workshops and webinars to come to. Nobody has to say why not.")
    return _list(words, t("Events"), said, parts, row)


def past_card(words: Words, shown: GatheringList, zone: str) -> Card:
    """What is over."""
    t = words.t
    parts = [*_lines(words, shown, zone)] or [Text(text=t("No event is over yet."))]
    row = [*_turns(words, shown, "past_gatherings"), Button(action="gatherings", label=t("What is coming"))]
    return _list(words, t("Events that are over"), t("Some have a recording."), parts, row)


def _list(words: Words, title: str, said: str, parts: Sequence[Part], row: Sequence[Button]) -> Card:
    quiet = Text(text=said, style="quiet")
    return Card(title=title, summary=said, parts=(quiet, *parts, Buttons(buttons=tuple(row))), instead=True)


def _turns(words: Words, shown: GatheringList, action: str) -> list[Button]:
    t, page = words.t, shown.page
    back = [Button(action=action, label=t("Back"), target=str(page - 1))] if page else []
    return [*back, *([Button(action=action, label=t("More events"), target=str(page + 1))] if shown.older else [])]


def _lines(words: Words, shown: GatheringList, zone: str) -> Iterator[Part]:
    for row in shown.rows:
        seat = shown.answers.get(row.id)
        own = f" {words.t(OWN[seat.state])}" if seat else ""
        yield Divider()
        yield Text(text=row.name, style="strong")
        yield Text(text=f"{words.t(KINDS[row.kind])}, {when(words, row, zone)}.{own}", style="quiet")
    if shown.rows:
        looks = [Button(action="gathering", label=shortened(row.name, SHORT), target=row.id) for row in shown.rows]
        yield Divider()
        yield chosen_from(words.t("Look at one"), looks)


# ── One event ─────────────────────────────────────────────────────────────────────────────────────


def gathering_card(words: Words, shown: ShownGathering) -> Card:
    """One event, and what can be done with it."""
    its, said = shown.gathering, when(words, shown.gathering, shown.zone)
    parts = (*about_gathering(words, its, shown.zone), *_standing(words, shown), *_people(words, shown))
    return Card(title=its.name, summary=said, parts=(*parts, *_rows(words, shown)), instead=True)


def about_gathering(words: Words, its: Gathering, zone: str) -> Iterator[Part]:
    """What it is, when and where."""
    t = words.t
    rows = [(t("What it is"), t(KINDS[its.kind])), (t("When"), when(words, its, zone))]
    rows += [(t("Place"), its.place or t("Online"))]
    rows += [(t("Language"), t(LANGUAGES[its.language]))] if its.language in FORMATS else []
    rows += [(t("Working hours granted for it"), words.number(its.minutes / 60))] if its.minutes else []
    if its.about:
        yield Text(text=its.about)
    yield Facts(rows=tuple(rows))


def _standing(words: Words, shown: ShownGathering) -> Iterator[Part]:
    t, its, seat = words.t, shown.gathering, shown.seat
    if its.state == "cancelled":
        yield Text(text=t("This event is called off."), style="strong")
        return
    if its.ends_at <= shown.now:
        yield Text(text=t("This event is over."), style="quiet")
        return
    if seat:
        yield Text(text=t(OWN[seat.state]), style="strong")
    if its.seats:
        yield Text(
            text=words.tn("{n} seat, first come, first served.", "{n} seats, first come, first served.", its.seats)
        )
    yield Text(text=t("Organisers see who comes. Nobody sees who says perhaps or no."), style="quiet")


def _people(words: Words, shown: ShownGathering) -> Iterator[Part]:
    t, people = words.t, shown.people
    if people is None:
        return
    names = words.list(people.names) if people.names else t("Nobody yet.")
    yield Text(text=t("Who comes: {names}", names=names))
    if people.waiting:
        yield Text(text=t("Who waits for a seat: {names}", names=words.list(people.waiting)))
    if shown.gathering.counted_at:
        yield Text(text=told_answers(words, shown.gathering), style="quiet")


def told_answers(words: Words, its: Gathering) -> str:
    """How people found it, counted once for good; only where it is about enough of them."""
    if not its.said_all:
        return words.t("How was it? Too few people answered to tell, or all of them alike.")
    good, every = words.number(its.said_good), words.number(its.said_all)
    return words.t("How was it? {good} of {n} found it worth their time.", good=good, n=every)


def _rows(words: Words, shown: ShownGathering) -> Iterator[Part]:
    t, its, seat = words.t, shown.gathering, shown.seat
    row: list[Button] = []
    if its.state == "planned" and its.ends_at > shown.now:
        row += answer_buttons(words, its.id, seat)
        row += [Button(action="", label=t("In my own calendar"), link=shown.file)] if shown.file else []
        comes = seat is not None and seat.state == "seated"
        row += [Button(action="", label=t("Join online"), link=its.link)] if its.link and comes else []
    elif its.recording:
        row.append(Button(action="", label=t("Watch the recording"), link=its.recording))
    yield Buttons(buttons=tuple(row), menu=_menu(words, shown))


def answer_buttons(words: Words, gathering: str, seat: Seat | None) -> Iterator[Button]:
    """Come, perhaps and no, without the one that was given."""
    t, given = words.t, "come" if seat and seat.number else seat.state if seat else ""
    for word, label in (("come", t("Come")), ("perhaps", t("Perhaps")), ("no", t("No"))):
        style: Literal["primary", "plain"] = "primary" if word == "come" else "plain"
        if word != given:
            yield Button(action="answer_gathering", label=label, target=Tap(word, gathering).encode(), style=style)


def _menu(words: Words, shown: ShownGathering) -> Menu:
    t, its, people = words.t, shown.gathering, shown.people
    rows: list[Button] = []
    if people is not None and its.state == "planned" and its.ends_at > shown.now:
        rows.append(Button(action="edit_gathering", label=t("Change the event"), target=its.id))
        rows.append(Button(action="cancel_gathering", label=t("Call it off"), target=its.id))
    elif people is not None and its.state == "planned":
        rows.append(Button(action="record_gathering", label=t("Recording"), target=its.id))
    if people is not None and people.more:
        rows.append(Button(action="gathering", label=t("More names"), target=f"{its.id}{BAR}{people.page + 1}"))
    return more(words, *rows, Button(action="gatherings", label=t("All events")))


def ask_cancel_card(words: Words, its: Gathering, zone: str) -> Card:
    """The question before an event is called off."""
    t, said = words.t, words.t("Everybody who comes, waits or said perhaps is told that it is called off.")
    off = Button(
        action="cancel_gathering", label=t("Call it off"), target=Tap(str(its.version), its.id).encode(), style="danger"
    )
    row = Buttons(buttons=(off, Button(action="gathering", label=t("Back"), target=its.id)))
    parts = (Text(text=when(words, its, zone), style="quiet"), Text(text=said), row)
    return Card(title=t("Call “{name}” off?", name=its.name), summary=said, parts=parts, instead=True)


def organisers_card(words: Words, people: Sequence[tuple[str, str]], *, instead: bool) -> Card:
    """Who may organise beside champions, as (id, name), for a champion."""
    t = words.t
    names = words.list([name for _, name in people])
    said = t("Champions organise events. Name somebody else: /heraut organiser @…")
    if people:
        said = t("Champions organise events, and {names}.", names=names)
    off = tuple(
        Button(action="organisers", label=t("No longer: {name}", name=name), target=who) for who, name in people
    )
    row = (Buttons(menu=more(words, *off)),) if off else ()
    return Card(title=t("Who organises events"), summary=said, instead=instead, parts=(Text(text=said), *row))
