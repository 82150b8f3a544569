"""The targets of the buttons under a person's points: `all`, or `all:2` for a page of the ledger."""

from typing import NamedTuple

from handlers.core.targets import read_page

BACK = "back"  # from the ledger back to the overview
ALL = "all"


class LedgerPage(NamedTuple):
    """A page of the ledger, counted from 1."""

    number: int = 1

    def encode(self) -> str:
        return f"{ALL}:{self.number}"


def read_ledger_page(target: str) -> LedgerPage | None:
    """The page in a target; the first page if its number is not valid. None for any other target."""
    where, _, number = target.partition(":")
    if where != ALL:
        return None
    page = read_page(number)
    return LedgerPage() if page is None else LedgerPage(page)
