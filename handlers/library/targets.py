"""What the buttons of the list carry: the order, the choice and the page."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args
from zlib import crc32

from handlers.core.targets import BAR, read_page
from models.content import TagKind

Order = Literal["fit", "new", "shared"]
ORDERS: tuple[Order, ...] = get_args(Order)


class Look(NamedTuple):
    """A look at the list. `only`: a short name of the topic or language that it keeps to; empty: everything."""

    order: Order = "fit"
    only: str = ""
    page: int = 0

    def encode(self) -> str:
        """The target of a button. `read_look` reads it."""
        return BAR.join((self.order, self.only, str(self.page)))


def short(kind: TagKind, value: str) -> str:
    """A name for a tag that fits into a button, however long the tag is."""
    return f"{kind[0]}{crc32(value.encode()):08x}"


def read_look(target: str) -> Look:
    """Read what `Look.encode` wrote; the first page of everything for anything else."""
    order, _, rest = target.partition(BAR)
    only, _, page = rest.partition(BAR)
    return Look(next((one for one in ORDERS if one == order), "fit"), only, read_page(page) or 0)


def tag_named(tags: Iterable[tuple[TagKind, str]], only: str) -> tuple[TagKind, str] | None:
    """The tag with this short name."""
    return next((tag for tag in tags if short(*tag) == only), None)
