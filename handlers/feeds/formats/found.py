"""What is found in a feed: entries, what was left out and why, and what there is to know about the feed itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

PAGE = "it is a web page, not a feed"


class Raw(NamedTuple):
    """An entry as its format says it: nothing is checked yet."""

    id: str = ""
    title: str = ""  # plain text, on one line
    link: str = ""  # perhaps relative, perhaps no web address
    moments: Sequence[str] = ()  # as written, the first that can be read counts
    text: str = ""  # what it says, as plain text
    language: str = ""
    file: bool = False  # it leads to a file, and to no page


class RawFeed(NamedTuple):
    """A feed as its format says it."""

    title: str = ""
    base: str = ""  # what relative links are relative to, where the feed's own address is not known
    language: str = ""
    entries: Sequence[Raw] = ()
    notes: Sequence[str] = ()  # English sentences about the whole feed, for administrators
    ended: bool = False  # it says that nothing new will come
    cut: bool = False  # only its beginning was read


class FoundEntry(NamedTuple):
    """An entry that can be taken. `moment`: aware, UTC; None if the feed does not say it in a way that can be read."""

    id: str
    moment: datetime | None
    address: str
    title: str
    text: str
    language: str


class LeftOut(NamedTuple):
    """An entry that is not taken. `why`: an English sentence without a capital or a full stop."""

    what: str  # its title, address or id, whichever there is
    why: str


class Feed(NamedTuple):
    """A feed that was read."""

    title: str
    language: str
    entries: Sequence[FoundEntry]
    left_out: Sequence[LeftOut]
    notes: Sequence[str]
    ended: bool = False
    cut: bool = False


class Listed(NamedTuple):
    """A feed in a list of feeds."""

    address: str
    title: str


class NoFeed(NamedTuple):
    """What was read is not a feed. A page may offer feeds: their addresses."""

    why: str
    offers: Sequence[str] = ()
