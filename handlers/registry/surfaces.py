"""What a feature has besides actions: rounds, sections of Home, settings, pages, personal data."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Literal, NamedTuple, TypeVar

from sqlalchemy.orm import DeclarativeBase, Session

from handlers.core.forms import Submitted, check
from handlers.core.interaction import Card, Input, Interaction, Invalid, Now, Part, ReadData
from handlers.core.language import Words, mark
from handlers.registry.fetched import FetchFeed, nothing_fetched
from handlers.registry.list_page import ListPage
from models import Person
from models.people import Purpose
from models.store import Store

M = TypeVar("M", bound=Submitted)
HomeRow = Literal["first", "contribute", "publish", "own"]
SettingsForm = Literal["join", "settings"]
Method = Literal["GET", "POST"]

# Headers for a page or file whose address is secret.
UNTOLD: Mapping[str, str] = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


class RoundContext(NamedTuple):
    """What a round can use."""

    store: Store
    now: Now
    read: ReadData  # reads public APIs
    over: Callable[[], bool]  # whether Heraut is stopping; a long round then ends early
    fetch: FetchFeed = nothing_fetched  # fetches feeds


class Round(NamedTuple):
    """Work that Heraut repeats by itself. Any replica may do it at any time."""

    seconds: int  # between two runs
    work: Callable[[RoundContext], Awaitable[None]]
    place: int  # rounds are sorted by it where each is run once


def one_piece(work: Callable[[Session, datetime], object]) -> Callable[[RoundContext], Awaitable[None]]:
    """Work for a round that is a single transaction."""

    async def done(context: RoundContext) -> None:
        now = context.now()
        await context.store.run(lambda session: work(session, now))

    return done


Who = Callable[[Person, datetime], bool]
Parts = Callable[[Session, Person, datetime], Sequence[Part]]


def everybody(_: Person, __: datetime) -> bool:
    return True


def strangers(person: Person, _: datetime) -> bool:
    """People who have not joined, or have left."""
    return not person.joined


def members(person: Person, _: datetime) -> bool:
    return person.joined


def receivers(person: Person, _: datetime) -> bool:
    """Everybody who gets messages: advocates, and champions on duty, who need not have joined."""
    return person.joined or person.on_duty


def on_break(person: Person, now: datetime) -> bool:
    """Everybody who gets messages and is on a break."""
    return receivers(person, now) and person.paused_until is not None and person.paused_until > now


def active(person: Person, now: datetime) -> bool:
    """Advocates who are not on a break."""
    return person.joined and not on_break(person, now)


def awake(person: Person, now: datetime) -> bool:
    """Everybody who gets messages and is not on a break."""
    return receivers(person, now) and not on_break(person, now)


def champions(person: Person, _: datetime) -> bool:
    """Champions and managers, who need not have joined."""
    return person.champion


class Section(NamedTuple):
    """A piece of Home."""

    place: int  # sections are sorted by it
    parts: Parts
    who: Who = members
    leads: bool = False  # its first text stands for all of Home where there is room for one line only


class HomeShelf(NamedTuple):
    """A piece of Home that shows as much as there is room for: its last argument is how many buttons it may show."""

    place: int  # among the sections
    parts: Callable[[Session, Person, datetime, int], Sequence[Part]]
    who: Who = members


class HomeButton(NamedTuple):
    """A button of Home: in sight if it is one of the first, otherwise in the menu, in groups."""

    row: HomeRow
    place: int  # the group's buttons are sorted by it
    action: str
    label: str  # an English sentence of the catalogue
    who: Who = members
    front: bool = False  # in sight, if there is room


class SettingsFields(NamedTuple):
    """Fields at the end of the joining form, the settings form, or both. Made by `settings_fields`."""

    names: frozenset[str]
    forms: Sequence[SettingsForm]
    inputs: Callable[[Session, Person, datetime], Sequence[Input]]
    write: Callable[[Session, Person, Interaction, datetime], Mapping[str, str]]  # what is wrong, by field
    rows: Callable[[Session, Person], Sequence[tuple[str, str]]]  # (label, value), for the card of settings


def settings_fields(
    model: type[M],
    *,
    forms: Sequence[SettingsForm],
    inputs: Callable[[Session, Person, datetime], Sequence[Input]],
    write: Callable[[Session, Person, M, datetime], Mapping[str, str]],
    rows: Callable[[Session, Person], Sequence[tuple[str, str]]],
) -> SettingsFields:
    """The fields of `model`. `write` stores them, or returns what is wrong by field, and then nothing is stored."""
    names = frozenset(model.model_fields)

    def checked(session: Session, person: Person, interaction: Interaction, now: datetime) -> Mapping[str, str]:
        mine = {name: value for name, value in interaction.values.items() if name in names}
        try:
            form = check(model, interaction.model_copy(update={"values": mine}), Words.of(person.locale))
        except Invalid as invalid:
            return invalid.errors
        return write(session, person, form, now)

    return SettingsFields(names, forms, inputs, checked, rows)


class PageContext(NamedTuple):
    """What a page can use."""

    store: Store
    now: Now


class PageRequest(NamedTuple):
    """A browser's request for a page."""

    method: Method
    parts: Mapping[str, str]  # parts of the path, by the names in its pattern
    query: Mapping[str, str] = {}
    fields: Mapping[str, Sequence[str]] = {}  # fields of the form that was sent
    locale: str = ""  # the languages that the browser prefers
    files: Mapping[str, bytes | None] = {}  # files that were sent; None for one that is too large
    unless: AbstractSet[str] = frozenset()  # the versions that the reader has already, by its If-None-Match


class PageAnswer(NamedTuple):
    """The answer to a browser. The headers that all pages have are added to these."""

    body: bytes
    kind: str  # media type
    headers: Mapping[str, str] = {}
    status: int = 200


class CardPage(NamedTuple):
    """A card to read in a browser, at a secret address. Of its buttons, those with a link are shown."""

    card: Card
    locale: str  # of its words


class UploadPage(NamedTuple):
    """A page to send a picture or another file from a phone or a computer, with questions about it."""

    locale: str
    title: str
    intro: str
    inputs: Sequence[Input]
    labels: tuple[str, str]  # of the file and of the button
    shown: str = ""  # the path of the picture so far
    errors: Mapping[str, str] = {}  # what is wrong, by field
    done: str = ""  # said first
    field: str = "photo"  # the name of the file
    accept: str = "image/jpeg,image/png,image/webp"  # what a browser offers to choose


class WebPage(NamedTuple):
    """A page or a file that Heraut serves, on every platform. Its `answer` returns None if there is no such page."""

    path: str  # such as /exports/{token}
    answer: Callable[[PageContext, PageRequest], Awaitable[PageAnswer | ListPage | CardPage | UploadPage | None]]
    methods: Sequence[Method] = ("GET",)
    largest: int = 0  # bytes of a file that may be sent; 0: none may


class Switch(NamedTuple):
    """Something that people agree to, and can withdraw with one tap. `core.agreements` has the words."""

    purpose: Purpose
    label: str  # an English sentence of the catalogue
    withdraw: Callable[[Session, Person, datetime], None]  # makes it so; the record is written by the caller
    confirm: str = ""  # a question to answer first


UNTIL_FORGOTTEN = mark("until Heraut forgets you")
Eye = Literal["you", "colleague", "colleagues", "champions", "managers", "channels"]
# What becomes of a row when its person is forgotten: it is deleted; it stays, with a random id in place of theirs; or
# the feature sees to it when it hears `core.people.Forgotten`.
Fate = Literal["delete", "tombstone", "own"]


class Held(NamedTuple):
    """Personal data: the rows of a table whose `column` names the person."""

    table: type[DeclarativeBase]
    column: str
    what: str  # an English sentence of the catalogue
    through: type[DeclarativeBase] | None = None  # where `column` names a row of theirs in this table instead
    fate: Fate | None = None  # None: deleted, but a test asks that each feature decides
    seen: Sequence[Eye] = ("you",)  # who can see it in Heraut; nobody if empty
    kept: str = UNTIL_FORGOTTEN  # how long, at most
    blank: Sequence[str] = ()  # columns that are emptied in a row that stays
    coarse: Sequence[str] = ()  # moments of which a row that stays keeps the day only
    renew: str = ""  # the column of an id that may hold the person's, in a row that stays
    shows: Sequence[str] = ()  # columns that they take along; empty: all but the workspace and colleagues
