"""The shared vocabulary: what people do, and what they see back."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, field_validator

from models import unavailable


class Frozen(BaseModel):
    """A value: compared by content, never changed, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # built when first used: most are not


# ── What people do ────────────────────────────────────────────────────────────────────────────────


Standing = Literal["member", "guest", "stranger", "bot", "deleted", "unknown"]


class Actor(Frozen):
    """Who did it, as the platform authenticated them. Empty fields: the platform did not say."""

    workspace: str
    person: str
    name: str = ""
    locale: str = ""  # BCP 47, such as nl-NL
    timezone: str = ""  # IANA, such as Europe/Amsterdam
    admin: bool | None = None  # administers the workspace; None: the platform did not say
    owed: bool = False  # the platform did not answer who this is, and is asked again
    standing: Standing = "member"  # strangers belong to another organisation; unknown: the platform could not say


class Interaction(Frozen):
    """Somebody did something: a button, a command, a form, an opened Home tab."""

    key: str  # the platform's id of this event; the same key a second time changes nothing
    actor: Actor
    action: str  # the handler's name
    target: str = ""  # the id of what it is about: a nudge, a piece of content, a share
    values: dict[str, str | tuple[str, ...]] = {}  # a submitted form by input name; a command by "text"
    channel: str = ""  # where it was said; empty in private
    channel_name: str = ""
    mentioned: tuple[Actor, ...] = ()  # colleagues mentioned in the text, resolved by the platform
    repeats: bool = False  # whether the platform itself sends this again if we fail
    page: "Page | None" = None  # the page that the handler asked for with NeedsPage


Trouble = Literal["", "gone", "failing", "unreachable"]  # 404 or 410; an error of its server; no answer


class Page(Frozen):
    """What a web page says about itself. All other fields are empty if it could not be read."""

    url: str
    title: str = ""
    description: str = ""
    image: str = ""  # absolute https address of a picture
    site: str = ""
    language: str = ""  # as the page says, such as nl-BE
    trouble: Trouble = ""  # why nobody can open it; empty for a page that only we may not read


# ── What they see back ────────────────────────────────────────────────────────────────────────────


class Text(Frozen):
    """A paragraph of plain text. No markup inside: renderers escape everything."""

    text: str
    style: Literal["normal", "strong", "quiet", "quote"] = "normal"


class Facts(Frozen):
    """Short label and value pairs."""

    rows: tuple[tuple[str, str], ...]


class Items(Frozen):
    """A list of short lines. `ordered`: each line already begins with its own number, as in a ranking.

    `cells`: the first lines once more as rows of a table under `head`, for platforms that draw tables.
    """

    items: tuple[str, ...]
    ordered: bool = False
    head: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()


class Preview(Frozen):
    """A link as the networks will show it."""

    url: str
    title: str
    description: str = ""
    image: str = ""
    site: str = ""


class Picture(Frozen):
    """A picture that Heraut draws. `path` is on Heraut's own address. The card must read well without it."""

    path: str
    alt: str
    dark: bool = (
        False  # whether it is there for dark pages too, at its path with ?look=dark, where a platform can choose
    )
    size: tuple[int, int] | None = None  # in pixels, so that a page keeps room for it


class Button(Frozen):
    """Pressing it sends `action` with `target`. With `link` it also opens that address."""

    label: str
    action: str
    target: str = ""
    style: Literal["plain", "primary", "danger"] = "plain"
    link: str = ""  # absolute address, or a path on Heraut's own address
    direct: str = ""  # used instead of a path while Heraut has no public address; empty: leave the button out
    confirm: str = ""  # a question to answer before it is sent


class Menu(Frozen):
    """What else can be done: buttons behind one control. None of them asks first, because a menu cannot everywhere."""

    label: str  # what the control is called where it has words
    buttons: tuple[Button, ...]

    @field_validator("buttons")
    @classmethod
    def _asks_nothing(cls, buttons: tuple[Button, ...]) -> tuple[Button, ...]:
        if asking := [button.label for button in buttons if button.confirm]:
            raise ValueError(f"these ask first, so they are buttons of their own: {asking}")
        return buttons


class Buttons(Frozen):
    """A row of buttons, and a menu at its end. A pick from the menu is the same Interaction as a press."""

    buttons: tuple[Button, ...] = ()
    menu: Menu | None = None

    @property
    def every(self) -> tuple[Button, ...]:
        """The buttons of the row, then those in its menu."""
        return self.buttons + (self.menu.buttons if self.menu else ())


class Divider(Frozen):
    """A thin line between subjects."""


Part = Text | Facts | Items | Preview | Picture | Buttons | Divider


class Refresh(Frozen):
    """The `action` and `target` that fetch the current version of a card or a form."""

    action: str
    target: str


class Card(Frozen):
    """Something to read and press. `summary` is what a notification and a screen reader say."""

    title: str
    summary: str
    parts: tuple[Part, ...] = ()
    instead: bool = False  # replaces the card whose button was pressed
    refresh: Refresh | None = None  # for platforms that ask for a new version when the card is viewed

    @property
    def titled_below(self) -> bool:
        """Whether its only preview shows the same title, so that nobody has to read it twice."""
        return [part.title for part in self.parts if isinstance(part, Preview)] == [self.title]


class Option(Frozen):
    """One choice: `value` is submitted, `label` is shown."""

    value: str
    label: str


class Input(Frozen):
    """One field of a form. Choices need options. `value` is the initial value."""

    name: str
    label: str
    kind: Literal["line", "text", "url", "choice", "choices", "date", "time", "flag"] = "line"
    value: str | tuple[str, ...] = ""  # flag: "yes" or ""; date: YYYY-MM-DD; time: HH:MM; choices: a tuple
    options: tuple[Option, ...] = ()
    hint: str = ""
    required: bool = False
    longest: int = 3000  # characters
    folded: bool = False  # behind the form's `more`, where a platform can hide fields and keep what is in them


class Form(Frozen):
    """Asks for values. Submitting it sends `action`, `target` and those values."""

    action: str
    title: str
    inputs: tuple[Input, ...]
    submit: str
    cancel: str
    target: str = ""
    intro: str = ""
    more: str = ""  # what unfolds the folded fields
    refresh: Refresh | None = None  # fetches the form again, for platforms that draw folded fields only when asked


class FormErrors(Frozen):
    """What is wrong, by field. The form stays open and keeps what was entered."""

    errors: dict[str, str]


class Notice(Frozen):
    """One sentence, shown only to the person who acted."""

    text: str


class NeedsPage(Frozen):
    """A handler asks to be called again with `page` filled from this address. Never leaves answer()."""

    url: str


Reply = Card | Form | FormErrors | Notice


class Refused(Exception):
    """Shown to the person: an English sentence from the catalogue, and values for its {places}."""

    def __init__(self, sentence: str, **places: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.places = places


class Choice(NamedTuple):
    """A button beside a refusal: `label` is an English sentence of the catalogue."""

    action: str
    label: str
    target: str = ""


class RefusedWithChoices(Refused):
    """A refusal with what to press instead, under a title."""

    def __init__(self, title: str, sentence: str, choices: Sequence[Choice], **places: object) -> None:
        super().__init__(sentence, **places)
        self.title = title
        self.choices = choices


class Invalid(Exception):
    """What is wrong with a submitted form, one sentence per field. The form stays open, and nothing is kept."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = dict(errors)


Unavailable = unavailable.Unavailable  # the store cannot be reached; nothing was changed, and a retry may succeed


Answer = Callable[[Interaction], Awaitable[Reply | None]]  # answer() with its store, clock and page reader bound
ReadPage = Callable[[str], Awaitable[Page]]  # never raises because of a page or an address
ReadData = Callable[[str], Awaitable[object]]  # the JSON that a public API returns; None if it does not
Now = Callable[[], datetime]  # aware, UTC
Elapsed = Callable[[], float]  # monotonic seconds, which also count while the machine sleeps
