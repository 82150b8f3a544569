"""What the buttons of somebody's points carry: `all`, or `all:2` for a page of their ledger."""

from typing import NamedTuple

from handlers.core.targets import read_page

BACK = "back"  # from the ledger to their points
ALL = "all"


class LedgerPage(NamedTuple):
    """Counted from 1."""

    number: int = 1

    def encode(self) -> str:
        return f"{ALL}:{self.number}"


def read_ledger_page(target: str) -> LedgerPage | None:
    """None for what is no page of the ledger. The first page where the number makes no sense."""
    where, _, number = target.partition(":")
    if where != ALL:
        return None
    page = read_page(number)
    return LedgerPage() if page is None else LedgerPage(page)
