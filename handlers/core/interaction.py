"""The shared vocabulary: what people do, what they see back, and how Heraut speaks."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from models import unavailable


class Frozen(BaseModel):
    """A value: compared by content, never changed, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ── What people do ────────────────────────────────────────────────────────────────────────────────


class Actor(Frozen):
    """Who did it, as the platform authenticated them. Empty fields: the platform did not say."""

    workspace: str
    person: str
    name: str = ""
    locale: str = ""  # BCP 47, such as nl-NL
    timezone: str = ""  # IANA, such as Europe/Amsterdam
    admin: bool | None = None  # administers the workspace; None: the platform did not say


class Interaction(Frozen):
    """Somebody did something: a button, a command, a form, an opened Home tab."""

    key: str  # the platform's own id of this event: the same key again changes nothing
    actor: Actor
    action: str  # the handler's name
    target: str = ""  # what it is about: a nudge, a content, a share
    values: dict[str, str | tuple[str, ...]] = {}  # a submitted form by input name; a command by "text"
    channel: str = ""  # where it was said; empty in private
    channel_name: str = ""
    mentioned: tuple[Actor, ...] = ()  # the colleagues named with @ID in the text, as the platform knows them
    repeats: bool = False  # whether the platform says it again by itself where it is not taken
    page: "Page | None" = None  # what was read at the address that the handler asked for with Look


class Page(Frozen):
    """What a web page says of itself; all fields empty when it could not be read."""

    url: str
    title: str = ""
    description: str = ""
    image: str = ""  # absolute https address of a picture
    site: str = ""


# ── What they see back ────────────────────────────────────────────────────────────────────────────


class Text(Frozen):
    """A paragraph of plain text. No markup inside: renderers escape everything."""

    text: str
    style: Literal["normal", "strong", "quiet", "quote"] = "normal"


class Facts(Frozen):
    """Short label and value pairs."""

    rows: tuple[tuple[str, str], ...]


class Items(Frozen):
    """A list of short lines. `ordered`: each begins with its own number, as places in a ranking do."""

    items: tuple[str, ...]
    ordered: bool = False


class Preview(Frozen):
    """A link as the networks will show it."""

    url: str
    title: str
    description: str = ""
    image: str = ""
    site: str = ""


class Picture(Frozen):
    """A picture that Heraut draws: `path` is on its own address; the card reads well without it."""

    path: str
    alt: str


class Button(Frozen):
    """Presses send `action` with `target`. With `link` the press also opens that address."""

    label: str
    action: str
    target: str = ""
    style: Literal["plain", "primary", "danger"] = "plain"
    link: str = ""  # absolute address, or a path on Heraut's own address
    direct: str = ""  # where a path leads instead while Heraut has no public address; empty: no such button then
    confirm: str = ""  # a question to answer before it is sent


class Buttons(Frozen):
    """A row of buttons."""

    buttons: tuple[Button, ...]


class Divider(Frozen):
    """A thin line between subjects."""


Part = Text | Facts | Items | Preview | Picture | Buttons | Divider


class Refresh(Frozen):
    """How a card is asked for again, as it is by then: `action` with `target`."""

    action: str
    target: str


class Card(Frozen):
    """Something to read and press. `summary` is what a notification and a screen reader say."""

    title: str
    summary: str
    parts: tuple[Part, ...] = ()
    instead: bool = False  # takes the place of the card whose button was pressed
    refresh: Refresh | None = None  # for platforms that ask when somebody looks at it again


class Option(Frozen):
    """One choice: `value` travels, `label` is read."""

    value: str
    label: str


class Input(Frozen):
    """One field of a form. Choice kinds need options; `value` is what it starts with."""

    name: str
    label: str
    kind: Literal["line", "text", "url", "choice", "choices", "date", "time", "flag"] = "line"
    value: str | tuple[str, ...] = ""  # flag: "yes" or ""; date: YYYY-MM-DD; time: HH:MM; choices: a tuple
    options: tuple[Option, ...] = ()
    hint: str = ""
    required: bool = False
    longest: int = 3000  # characters


class Form(Frozen):
    """Asks for values; submitting sends `action` with `target` and them."""

    action: str
    title: str
    inputs: tuple[Input, ...]
    submit: str
    cancel: str
    target: str = ""
    intro: str = ""


class FormErrors(Frozen):
    """What is wrong, beside the field it is about. The form stays open, nothing is lost."""

    errors: dict[str, str]


class Notice(Frozen):
    """One sentence for the person who acted, and nobody else."""

    text: str


class Look(Frozen):
    """Never leaves answer(): "read this page first, then ask me again with `page` filled"."""

    url: str


Reply = Card | Form | FormErrors | Notice


class Refused(Exception):
    """Speaks to the person: an English sentence of the catalogue, and what fills its {places}."""

    def __init__(self, sentence: str, **places: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.places = places


Unavailable = unavailable.Unavailable  # the store is away: nothing was changed, and later it may go


# ── How Heraut speaks ─────────────────────────────────────────────────────────────────────────────


class Messenger(Protocol):
    """A platform's mouth. Addresses and refs are opaque: only their platform reads them."""

    per_second: float  # how many messages one workspace takes; infinity where nobody counts

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        """Say `card` once at `address`; a ref to change it by later. `mark` names the message. Raises as below."""

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        """Put `card` in the place of what `ref` names. Raises as below."""

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        """The ref of what bears `mark`; None when it is certainly not there. Raises CannotTell too."""


class Throttled(Exception):
    """Not taken: the platform asks to wait `seconds`; with `alone` at this address only."""

    def __init__(self, seconds: float, *, alone: bool = False) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds
        self.alone = alone


class Undeliverable(Exception):
    """Not taken, and will not be: malformed, too long, gone."""


class Blocked(Undeliverable):
    """Nor will anything else at this address: blocked us, uninstalled, deactivated."""


class Revoked(Undeliverable):
    """Nor will anything else in this workspace: our token is not good any more."""


class InDoubt(Exception):
    """Perhaps taken: a time-out, a dropped connection, a 5xx."""


class CannotTell(Exception):
    """The platform has no way to say whether a message arrived."""


Answer = Callable[[Interaction], Awaitable[Reply | None]]  # answer() with store, clock and reader bound
ReadPage = Callable[[str], Awaitable[Page]]  # never raises for what a page or an address does
ReadData = Callable[[str], Awaitable[object]]  # what a public API answers in JSON; None where it does not
Now = Callable[[], datetime]  # aware, UTC
Elapsed = Callable[[], float]  # seconds that only ever grow, also while the machine sleeps
