"""Finds the addresses in a text, each as a whole: with or without a scheme, without the punctuation behind it."""

import re
from collections.abc import Callable

from handlers.core.addresses import clean_address, page_of, place_in

INSIDE = r"[^\s<>\"“”„«»「」『』【】《》〈〉（）。、，！？；：｡､]"  # an address ends at any other character
# Behind a letter, a slash or an @ it is part of something else: an e-mail address, a path, another address.
ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9@/.%&?#+-])https?://{INSIDE}++"
    rf"|(?<![\w@/.%&?#+=:-])(?>(?:[\w-]++\.)+[\w-]++)\.?(?::\d++)?(?:[/?#]{INSIDE}*+|(?![\w@:-]))",
    re.IGNORECASE,
)
BEHIND = ".,;:!?'’)]}>*_~…|\\`\""  # what often follows an address and may also be part of one
TRIMMED = 8  # such characters that may follow it


def rewritten(text: str, change: Callable[[str], str | None]) -> str:
    """The text with each address changed. `change` gets the address, and returns None if it is not the one."""
    return ADDRESS.sub(lambda found: _changed(found[0], change), text)


def _changed(found: str, change: Callable[[str], str | None]) -> str:
    for length in range(len(found), max(0, len(found) - TRIMMED - 1), -1):
        if length < len(found) and found[length] not in BEHIND:
            break
        clean = clean_address(found[:length]) if found[length - 1] != "." else None  # a full stop ends a sentence
        if clean is not None and (other := change(clean)) is not None:
            return other + found[length:]
    return found


def replaced(text: str, url: str, link: str) -> str:
    """The text with `link` wherever it has `url`, in any spelling of the page. A place within the page stays."""
    clean = clean_address(url)
    if clean is None:
        return text
    page, own = page_of(clean), place_in(clean)

    def change(address: str) -> str | None:
        place = place_in(address)
        same = page_of(address) == page and (not own or place in {"", own})  # the page's own place would win
        return link + ("" if place == own else place) if same else None

    return rewritten(text, change)


def mentions(text: str, url: str) -> bool:
    """Whether the text has this address, in any spelling of the page."""
    return bool(url) and replaced(text, url, "") != text
