"""Numbers from 1 to 99 as words, English and Dutch."""

from collections.abc import Iterator, Mapping
from functools import cache

from handlers.dates.tokens import Number

ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
DUTCH = (
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
).split()
TIENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
ODD = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
    "een": "eerste",
    "drie": "derde",
    "acht": "achtste",
}


@cache
def number_words() -> Mapping[str, Number]:
    found = {"a": Number(1, "article"), "an": Number(1, "article"), "een": Number(1, "article"), "1ste": Number(1)}
    for n, word in (*_english(), *_dutch()):
        found.setdefault(word, Number(n))
        found[_ordinal(word)] = Number(n, "ordinal")
    for n, word in enumerate(DUTCH, 1):
        for half in ("half", "halve"):
            found[f"{word}en{half}"] = Number(n + 0.5)
    return found


def _english() -> Iterator[tuple[int, str]]:
    yield from enumerate(ENGLISH, 1)
    for ten, word in enumerate(TENS, 2):
        yield ten * 10, word
        for one, small in enumerate(ENGLISH[:9], 1):
            yield ten * 10 + one, f"{word} {small}"
            yield ten * 10 + one, f"{word}{small}"


def _dutch() -> Iterator[tuple[int, str]]:
    yield from enumerate(DUTCH, 1)
    for ten, word in enumerate(TIENS, 2):
        yield ten * 10, word
        for one, small in enumerate(DUTCH[:9], 1):
            yield ten * 10 + one, f"{small}en{word}"
            yield ten * 10 + one, f"{small} en {word}"


def _ordinal(word: str) -> str:
    """first, twenty-first, twentieth; eerste, vijfde, twintigste."""
    *before, last = word.split(" ")
    if last in ODD:
        said = ODD[last]
    elif last in DUTCH:
        said = last + ("ste" if last == "acht" else "de")
    elif last.endswith("tig"):
        said = f"{last}ste"
    else:
        said = last.removesuffix("y") + ("ieth" if last.endswith("y") else "th")
    return " ".join((*before, said))
