"""What a feature registers, as plain data, and the registry of all features."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from sqlalchemy.orm import Session

from handlers.core.interaction import Interaction, NeedsPage, Reply
from handlers.core.work import After
from handlers.registry.calendar import CalendarSource
from handlers.registry.instead import Instead
from handlers.registry.messages import Kind, Writers
from handlers.registry.once import once
from handlers.registry.surfaces import Held, HomeButton, HomeShelf, Round, Section, SettingsFields, Switch, WebPage
from handlers.registry.vocabulary import Command, Role, Vocabulary, vocabulary_of
from handlers.registry.ways import Way
from models.content import WayName
from models.people import Purpose

Handler = Callable[[Session, Interaction, datetime], Reply | NeedsPage]
Stops = Literal["", "mine", "everybody's"]


class Action(NamedTuple):
    """What a button, a form or a command does."""

    handle: Handler
    refused_while_paused: bool = False  # while everything is paused: it answers something that was offered
    stops: Stops = ""  # whose messages it stops; it is answered when none of them is on its way
    after: After | None = None  # what is done once it is committed, before it is answered


class HelpLine(NamedTuple):
    """A line of /heraut help: an English sentence of the catalogue, for people in that role."""

    place: int  # lines are sorted by it
    sentence: str
    role: Role = "everybody"


class Follower(NamedTuple):
    """What a feature does when another one tells an event. Made by `events.follow`."""

    event: type[object]
    run: Callable[[Session, object, datetime], None]


class Feature(NamedTuple):
    """A folder of handlers/, and all that the others need to know about it."""

    name: str
    locale: Path | None = None  # its own folder of catalogues; None: its sentences are in core/locale
    actions: Mapping[str, Action] = {}
    commands: Sequence[Command] = ()
    help: Sequence[HelpLine] = ()
    tells: Sequence[type[object]] = ()  # the events that it may tell
    follows: Sequence[Follower] = ()
    rounds: Mapping[str, Round] = {}
    home: Sequence[Section] = ()
    shelves: Sequence[HomeShelf] = ()
    home_buttons: Sequence[HomeButton] = ()
    settings: Sequence[SettingsFields] = ()
    pages: Sequence[WebPage] = ()
    holds: Sequence[Held] = ()
    switches: Sequence[Switch] = ()
    calendar: Sequence[CalendarSource] = ()
    instead: Sequence[Instead] = ()
    ways: Mapping[WayName, Way] = {}
    messages: Mapping[Kind, Writers] = {}  # kind → the function that writes its cards


class MessageKind(NamedTuple):
    """A kind of message, and the function that writes its cards."""

    kind: Kind
    write: Writers


class Features(NamedTuple):
    """All features together, indexed by what others look up."""

    actions: Mapping[str, Action]
    commands: Sequence[Command]
    vocabulary: Vocabulary  # what can be typed
    help: Sequence[HelpLine]
    followers: Mapping[type[object], Sequence[Follower]]  # by event, in the order of the features
    rounds: Mapping[str, Round]
    home: Sequence[Section]
    shelves: Sequence[HomeShelf]
    home_buttons: Sequence[HomeButton]
    settings: Sequence[SettingsFields]
    ways: Mapping[WayName, Way]
    messages: Mapping[str, MessageKind]  # by the kind's name
    pages: Sequence[WebPage]
    holds: Sequence[Held]
    switches: Mapping[Purpose, Switch]  # by what was agreed to
    calendar: Sequence[CalendarSource]
    instead: Sequence[Instead]


def together(found: Sequence[Feature]) -> Features:
    """The registry. Raises `Twice` for a repeated name, LookupError for a word, button or follower of nothing."""
    actions = once(action for feature in found for action in feature.actions.items())
    commands = [command for feature in found for command in feature.commands]
    buttons = sorted((one for feature in found for one in feature.home_buttons), key=lambda one: one.place)
    _check_actions(actions, [one.action for one in commands] + [one.action for one in buttons])
    return Features(
        actions=actions,
        commands=commands,
        vocabulary=vocabulary_of(commands),
        help=sorted((line for feature in found for line in feature.help), key=lambda line: line.place),
        followers=_followers(found),
        rounds=once(round_ for feature in found for round_ in feature.rounds.items()),
        home=sorted((one for feature in found for one in feature.home), key=lambda one: one.place),
        shelves=[one for feature in found for one in feature.shelves],
        home_buttons=buttons,
        settings=[fields for feature in found for fields in feature.settings],
        ways=once(way for feature in found for way in feature.ways.items()),
        messages=once((kind.name, MessageKind(kind, write)) for one in found for kind, write in one.messages.items()),
        pages=[*once((page.path, page) for feature in found for page in feature.pages).values()],
        holds=[held for feature in found for held in feature.holds],
        switches=once((switch.purpose, switch) for feature in found for switch in feature.switches),
        calendar=[source for feature in found for source in feature.calendar],
        instead=[one for feature in found for one in feature.instead],
    )


def _check_actions(actions: Mapping[str, Action], called: Iterable[str]) -> None:
    if missing := set(called) - actions.keys():
        raise LookupError(f"typed words or buttons without an action: {', '.join(sorted(missing))}")


def _followers(features: Sequence[Feature]) -> Mapping[type[object], Sequence[Follower]]:
    """The followers of each event. Raises LookupError for a follower of an event that nobody tells."""
    told: Mapping[type[object], list[Follower]] = {event: [] for feature in features for event in feature.tells}
    for feature in features:
        for following in feature.follows:
            if following.event not in told:
                raise LookupError(f"{feature.name} follows {following.event.__name__}, which no feature tells")
            told[following.event].append(following)
    return told


def features_of(info: Mapping[object, object]) -> Features:
    """The registry that the store was opened with. `info`: of a store or a session. Raises LookupError without one."""
    found = info.get("features")
    if not isinstance(found, Features):
        raise LookupError("this store was opened without features: use handlers.features.open_store")
    return found
