"""The walk over the parts of a card: one match for every chat, so that none misses a new kind of part."""

from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar, assert_never

from handlers.core.interaction import Buttons, Divider, Facts, Items, Part, Picture, Preview, Text

E = TypeVar("E")


class Setting(NamedTuple):
    """Heraut's own public address, empty where it has none; and whether pictures are shown."""

    public: str
    pictures: bool


class Pens(NamedTuple, Generic[E]):
    """How one platform draws each kind of part."""

    text: Callable[[Text, Setting], Iterator[E]]
    facts: Callable[[Facts, Setting], Iterator[E]]
    items: Callable[[Items, Setting], Iterator[E]]
    preview: Callable[[Preview, Setting], Iterator[E]]
    picture: Callable[[Picture, Setting], Iterator[E]]
    buttons: Callable[[Buttons, Setting], Iterator[E]]
    divider: Callable[[Divider, Setting], Iterator[E]]


def draw(part: Part, pens: Pens[E], setting: Setting) -> Iterator[E]:
    match part:
        case Text():
            yield from pens.text(part, setting)
        case Facts():
            yield from pens.facts(part, setting)
        case Items():
            yield from pens.items(part, setting)
        case Preview():
            yield from pens.preview(part, setting)
        case Picture():
            yield from pens.picture(part, setting)
        case Buttons():
            yield from pens.buttons(part, setting)
        case Divider():
            yield from pens.divider(part, setting)
        case _:
            assert_never(part)
