"""Cuts a text about days into tokens: words of the lexicon, numbers, dates in digits, names of feasts."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from handlers.dates.numbers import number_words
from handlers.dates.tokens import Clock, Digits, Feast, InDays, Month, Number, Term, Token, Unit, Weekday, Year

LEXICON = Path(__file__).with_name("lexicon.toml")
MOST = 7  # words in one phrase
LIKE = 0.8  # how like a word of the lexicon a misspelt one has to be
LONG = 5  # letters; shorter words are not guessed
PIECE = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2}|(?:19|20)\d{6})(?:t[\d:.]+z?)?(?!\d)"
    r"|(?P<week>\d{4}-?w\d{1,2})(?!\d)"
    r"|(?P<clock>\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}[.h]\d{2}(?=\s*(?:uur|u|h|am|pm)\b))"
    r"|(?P<digits>\d{1,2}(?P<mark>[-/.])\d{1,2}(?:(?P=mark)(?:\d{4}|\d{2}))?)(?![\d/])"
    r"|(?P<decimal>\d+[.,]\d)(?!\d)"
    r"|(?P<ordinal>\d+(?:st|nd|rd|th|ste|de|e))(?![a-z])"
    r"|(?P<number>\d+)"
    r"|(?P<word>t/m|t\.e\.m\.?|[a-z]\.[a-z]\.?(?=\s|$)|[^\W\d_]+|[&@+])"
    r"|(?P<to>->|-|/)"
    r"|(?P<skip>[\s.,]+)"
    r"|(?P<odd>.)",
    re.DOTALL,
)
MARKUP = re.compile(r"[*_~`\"“”„«»()\[\]!?;:]+(?=\s|$)|(?:(?<=\s)|^)[*_~`\"“”„«»()\[\]]+")
DASHES = re.compile(r"[‐‑‒–—―−]")
LASTING = ("half", "one_and_a_half", "few", "all", "this")
GLUED = re.compile(r"(?P<day>[a-z]+?)(?P<clock>ochtend|morgen|middag|avond|nacht)")  # maandagochtend


def cut(text: str, feasts: Collection[str]) -> list[Token] | None:
    """The tokens of a text; None if it has a word that says nothing about days. `feasts`: names, in plain letters."""
    found: list[Token] = []
    pieces = [(str(one.lastgroup), one[0]) for one in PIECE.finditer(plain_letters(text)) if one.lastgroup != "skip"]
    at = 0
    while at < len(pieces):
        token, used = _longest(pieces[at : at + MOST], feasts) or (_single(*pieces[at], feasts), 1)
        if token is None:
            return None
        at += used
        found.append(token)
    return list(_without_fillers(list(_with_for(found))))


def plain_letters(text: str) -> str:
    """Small letters without accents, apostrophes, markup and different dashes."""
    shown = unicodedata.normalize("NFKD", text.replace("½", " half ").casefold())
    bare = "".join(one for one in shown if not unicodedata.combining(one) and one not in "'’‘´")
    return MARKUP.sub(" ", DASHES.sub("-", bare)).strip()


def _longest(pieces: list[tuple[str, str]], feasts: Collection[str]) -> tuple[Token, int] | None:
    """The token of the longest phrase at the beginning, and how many pieces it has."""
    for many in range(len(pieces), 0, -1):
        if pieces[0][1] == "-" or pieces[many - 1][1] == "-":
            continue
        said = " ".join(text.rstrip(".") for kind, text in pieces[:many] if text != "-")
        if said in feasts and said not in lexicon():
            return Feast(said), many
        if token := lexicon().get(said):
            return token, many
    return None


def _single(kind: str, text: str, feasts: Collection[str]) -> Token | None:
    match kind:
        case "iso" | "week" | "digits":
            return Digits(text)
        case "clock":
            hours, minutes, *_ = re.split(r"[:.h]", text)
            return Clock(int(hours) + int(minutes) / 60)
        case "decimal":
            return Number(float(text.replace(",", ".")))
        case "ordinal":
            return Number(int(re.sub(r"\D", "", text)), "ordinal")
        case "number":
            return Year(int(text)) if len(text) == 4 else Number(min(int(text[:9]), 10**6))
        case "to":
            return Term("to")
        case "word":
            return _glued(text) or _misspelt(text, feasts)
        case _:
            return None


def _glued(text: str) -> Token | None:
    """The evening of a day, in one word."""
    if (parts := GLUED.fullmatch(text)) and isinstance(day := lexicon().get(parts["day"]), Weekday):
        clock = lexicon().get("ochtend" if parts["clock"] == "morgen" else parts["clock"])
        return Weekday(day.n, clock.hours if isinstance(clock, Clock) else None)
    return None


def _misspelt(text: str, feasts: Collection[str]) -> Token | None:
    """The one word of the lexicon, or the one feast, that is like it."""
    if len(text) < LONG:
        return None
    names = [name for name in feasts if len(name) > LONG and " " not in name]
    near: set[Token] = {lexicon()[word] for word in get_close_matches(text, _guessable(), n=3, cutoff=LIKE)}
    near = near or set(map(Feast, get_close_matches(text, names, n=1, cutoff=LIKE)))
    return near.pop() if len(near) == 1 else None


@cache
def _guessable() -> tuple[str, ...]:
    wanted = {*map(Term, ("until", "through", "next", "coming", "after"))}
    kinds = (Weekday, Month, Unit, InDays)
    long = {word: token for word, token in lexicon().items() if len(word) >= LONG}
    return tuple(word for word, token in long.items() if isinstance(token, kinds) or token in wanted)


@cache
def lexicon() -> Mapping[str, Token]:
    """Each word and phrase with its token."""
    told: dict[str, dict[str, str]] = tomllib.loads(LEXICON.read_text("utf-8"))
    found: dict[str, Token] = dict(number_words())
    for section, make in MAKE.items():
        for meaning, said in told[section].items():
            for phrase in filter(None, map(str.strip, said.split(","))):
                found[" ".join(phrase.split())] = make(meaning)
    return found


MAKE: Mapping[str, Callable[[str], Token]] = {
    "words": Term,
    "numbers": lambda meaning: Number(int(meaning)),
    "weekdays": lambda meaning: Weekday(int(meaning)),
    "months": lambda meaning: Month(int(meaning)),
    "units": Unit,
    "days": lambda meaning: InDays(int(meaning)),
    "ends": lambda meaning: Term(f"end {meaning}"),
    "clock": lambda meaning: Clock(int(meaning)),
}


def _with_for(tokens: list[Token]) -> Iterator[Token]:
    """The Dutch "voor" is "for" in "voor 2 weken", and "before" in "de dag voor kerst"."""
    for one, then in zip(tokens, [*tokens[1:], None], strict=False):
        if one == Term("voor"):
            lasts = isinstance(then, Number | Unit | InDays) or (isinstance(then, Term) and then.name in LASTING)
            yield Term("for") if lasts else Term("before")
        else:
            yield one


def _without_fillers(tokens: list[Token]) -> Iterator[Token]:
    """Without words that add nothing; "the 5" is the 5th, and the dash of "mid-January" is no "to"."""
    said = [one for one in tokens if one != Term("else")]
    for before, one, then, later in zip([None, *said], said, [*said[1:], None], [*said[2:], None, None], strict=False):
        match before, one, then, later:
            case Term("for"), Term("the"), Term("next" | "coming"), Unit():  # the next seven days, not the next week
                yield Number(1)
            case _, Term("the"), Unit(), Term("after" | "before" | "of") | Month():
                pass
            case Term("of" | "end" | "start" | "middle" | "rest" | "all" | "half"), Term("the"), _, _:
                pass
            case _, Term("the"), _, _ if not isinstance(then, Unit):
                pass
            case Term("end" | "start" | "middle" | "rest" | "all" | "half"), Term("of" | "during" | "in"), _, _:
                pass
            case Term("end" | "start" | "middle" | "half" | "next" | "this"), Term("to"), _, _:
                pass
            case Number(), Term("to"), Unit(), _:
                pass
            case Term("the"), Number(n, ""), _, _ if not isinstance(then, Unit | Month):
                yield Number(n, "ordinal")
            case _:
                yield one
