"""A page with a list to choose from, which the web draws in its own look: each entry with a link and one button."""

from collections.abc import Sequence
from typing import NamedTuple

from handlers.core.interaction import Preview


class ListEntry(NamedTuple):
    """A piece of the list. Pressing its button sends the field `pick` with `value`; without a label it has none."""

    shown: Preview
    said: str = ""
    button: str = ""
    value: str = ""


class ListLook(NamedTuple):
    """A link to another look at the list."""

    label: str
    query: str  # begins with ?
    chosen: bool = False


class ListPage(NamedTuple):
    """The whole page, in the reader's language. `looks`: groups of links, each with its name."""

    locale: str
    title: str
    entries: Sequence[ListEntry]
    looks: Sequence[tuple[str, Sequence[ListLook]]]
    turn: Sequence[ListLook] = ()  # to the pages before and after
    nothing: str = ""  # said in place of entries
    problem: str = ""  # said first: what was pressed could not be done
