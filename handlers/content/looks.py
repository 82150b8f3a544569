"""What was found when a page was opened. A form's target carries it, so that no page is opened twice."""

from hashlib import blake2b
from typing import get_args

from handlers.core.interaction import Page, Trouble
from handlers.core.targets import BAR

BETWEEN = "-"
TROUBLES: tuple[Trouble, ...] = get_args(Trouble)


def with_look(page: Page, target: str) -> str:
    """A form's target, and what was found at the address that the form starts with."""
    return f"{_mark(page.url)}{BETWEEN}{page.trouble}{BAR}{target}"


def found_at(target: str, url: str) -> Page | None:
    """The page without its words, as far as the target knows; None if this address was not opened for this form."""
    mark, _, said = target.partition(BAR)[0].partition(BETWEEN)
    trouble = next((one for one in TROUBLES if one == said), None)
    return Page(url=url, trouble=trouble) if BAR in target and mark == _mark(url) and trouble is not None else None


def _mark(url: str) -> str:
    return blake2b(url.encode("utf-8", "replace"), digest_size=6).hexdigest()
