"""Guesses what language a page is in and which topics it is about, so that champions need only look."""

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from handlers.core.interaction import Page
from handlers.core.language import FORMATS as LANGUAGES

ENOUGH = 2  # frequent words that tell a language, if they are twice as many as those of any other
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# The most frequent words that the other language does not have (decision 32).
FREQUENT: Mapping[str, AbstractSet[str]] = {
    "en": frozenset(
        "the and to that for it with as are this by from at not but they have which you were their has our its can "
        "will what how who why when your about more than these she he be been we i us an or if do does".split()
    ),
    "nl": frozenset(
        "de het een van en dat die zijn niet met voor te ook aan er maar om hebben ze wij we dan nog bij uit door "
        "over je jij hij naar heeft hoe waarom wie wanneer onze ons jouw worden wordt werd geen deze dit meer".split()
    ),
}
LONGEST_ENDING = 2  # letters: product and products, blad and bladen


def guessed_language(page: Page) -> str:
    """A language of Heraut's that the page is in, as it says itself or by its words; empty if neither tells."""
    if said := page.language.replace("_", "-").partition("-")[0].lower():
        return said if said in LANGUAGES else ""
    words = _words(f"{page.title} {page.description}")
    counted = sorted(((sum(word in known for word in words), name) for name, known in FREQUENT.items()), reverse=True)
    (most, name), (second, _) = counted[:2]
    return name if most >= max(ENOUGH, 2 * second) else ""


def topics_in(page: Page, topics: Iterable[str]) -> tuple[str, ...]:
    """The topics all words of which are in the title or the description."""
    words = _words(f"{page.title} {page.description}")
    return tuple(topic for topic in topics if _all_in(_words(topic), words))


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _all_in(wanted: list[str], words: list[str]) -> bool:
    return bool(wanted) and all(any(_alike(one, word) for word in words) for one in wanted)


def _alike(one: str, other: str) -> bool:
    """Whether they are the same word, or one of them has a short ending more."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) > LONGEST_ENDING and long.startswith(short) and _ending(short, long))


def _ending(short: str, long: str) -> bool:
    return len(long) - len(short) <= LONGEST_ENDING
