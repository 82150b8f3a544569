"""Finds what X and Mastodon take for an address in a text, by the rules of X's twitter-text. Pure."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

LONGEST, LONGEST_LABEL, LONGEST_SHORT, LONGEST_ENDING = 4096, 63, 40, 24
MARKS = r"\u202A-\u202E\u061C\u200E\u200F\u2066-\u2069"  # of the direction of writing
INVALID = r"\uFFFE\uFEFF\uFFFF"
LATIN = (
    r"\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272\u0289\u028B"
    r"\u02BB\u0300-\u036F\u1E00-\u1EFF"
)
LABEL = rf"[^!'#%&()*+,\\\-./:;<=>?@\[\]\^_{{|}}~$\s\u180E{INVALID}{MARKS}]"
# An address begins behind what cannot be part of a name. Names are read label by label, by _ends.
BEGINS = rf"(?:[^A-Za-z0-9@＠$#＃{INVALID}]|[{MARKS}]|^)"
NAME = rf"(?:{LABEL}(?:[_-]|{LABEL})*+\.)++(?:{LABEL}|-)*+"
PATH = rf"[a-z\u0400-\u04FF0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{LATIN}]"
PATH_END = rf"[+\-a-z\u0400-\u04FF0-9=_#/{LATIN}]"
ANYTHING, ANYTHING_END = r"[^\s<>()?]", r"""[^\s()?!*"'「」<>;:=,.$%\[\]~&|@]"""  # Mastodon's
QUERY, QUERY_END = r"a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|", r"a-z0-9\-_&=#/"
SHORT = regex.compile(rf"https?://t\.co/([a-z0-9]+)(?:\?[{QUERY}]*[{QUERY_END}])?", regex.IGNORECASE)
LETTERS = regex.compile(r"[a-z0-9]*+", regex.IGNORECASE)
PUNYCODE = regex.compile(r"xn--[-0-9a-z]+", regex.IGNORECASE)
PLAIN = regex.compile(rf"(?:[-a-z0-9{LATIN}]+\.)++[^.]*+", regex.IGNORECASE)


def _rest(inside: str, end: str, query: str = "") -> regex.Pattern[str]:
    """What may follow a name: a port, a path with balanced brackets, a query."""
    pair = rf"\((?:{inside}+|{inside}*\({inside}+\){inside}*)\)"
    path = rf"/(?:{inside}*(?:{pair}{inside}*)*(?:{end}|{pair})|@{inside}+/)*"
    return regex.compile(
        rf"(?::[0-9]+)?(?P<path>{path})?(?:\?[{QUERY}{query}]*[{QUERY_END}{query}])?", regex.IGNORECASE
    )


class Rule(NamedTuple):
    """How a network finds addresses."""

    starts: regex.Pattern[str]
    rest: regex.Pattern[str]
    bare: bool  # also without a scheme


X_RULE = Rule(
    regex.compile(rf"{BEGINS}(?P<scheme>https?://)?(?P<name>{NAME})", regex.IGNORECASE),
    _rest(PATH, PATH_END),
    bare=True,
)
MASTODON_RULE = Rule(
    regex.compile(
        rf"{BEGINS}(?P<scheme>(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini)://)(?P<name>{NAME})", regex.IGNORECASE
    ),
    _rest(ANYTHING, ANYTHING_END, r"\^\u00A0-\U0010FFFD"),
    bare=False,
)


@cache
def _endings() -> frozenset[str]:
    lines = (Path(__file__).parent / "domains.txt").read_text("utf-8").splitlines()
    known = " ".join(line for line in lines if not line.startswith("#")).split()
    return frozenset((*known, "example"))  # in stories and on the playground it stands for a real one


def addresses(text: str, rule: Rule) -> Iterator[tuple[int, int]]:
    """Where each address begins and ends."""
    at = 0
    while found := rule.starts.search(text, at):
        start, name = found.start("name"), found["name"]
        length = _name(name, text[start + len(name) : start + len(name) + 1])
        if not length:
            at = found.end()
            continue
        rest = rule.rest.match(text, start + length)
        at = max(rest.end() if rest else start + length, found.start() + 1)
        if found["scheme"]:
            yield from _with_scheme(text, found.start("scheme"), at, text[start : start + length])
        elif rule.bare and text[start - 1 : start] not in {*"-_./"}:
            yield from _bare(start, text[start : start + length], at, bool(rest and rest["path"]))


def _with_scheme(text: str, start: int, end: int, name: str) -> Iterator[tuple[int, int]]:
    short = SHORT.match(text, start, end)
    if end - start <= LONGEST and _valid(name) and not (short and len(short[1]) > LONGEST_SHORT):
        yield start, short.end() if short else end


def _bare(start: int, name: str, end: int, path: bool) -> Iterator[tuple[int, int]]:
    """The names in plain letters. What follows belongs to the last of them."""
    found, at = list[tuple[int, int]](), 0
    while _valid(name) and (plain := PLAIN.search(name, at)):
        length = _name(plain[0], name[plain.end() : plain.end() + 1])
        at = plain.start() + length if length else plain.end()
        found += [(plain.start(), at)] * bool(length)
    for number, (first, last) in enumerate(found, 1):
        yield start + first, end if path and number == len(found) else start + last


def _valid(name: str) -> bool:
    return all(map(_fits, name.split("."))) and (name.isascii() or not name.startswith("xn--"))


def _fits(label: str) -> bool:
    try:
        return 0 < len(label if label.isascii() else f"xn--{label.encode('punycode').decode()}") <= LONGEST_LABEL
    except UnicodeError:
        return False


def _name(name: str, after: str) -> int:
    """How much of these labels is a domain: up to the last label that begins with an ending; 0 if there is none."""
    labels = name.split(".")
    good = next((at for at, label in enumerate(labels[:-1]) if label[-1:] in {"-", "_"}), len(labels) - 1)
    for last in range(good, 0, -1):
        before, label = labels[last - 1], labels[last]
        if ending := 0 if "_" in before else _ending(label, "." if last < len(labels) - 1 else after):
            return sum(len(one) + 1 for one in labels[:last]) + ending
    return 0


def _ending(label: str, after: str) -> int:
    """How many letters at the start of a label end a domain."""
    if found := PUNYCODE.match(label):
        return found.end()
    known, lower = _endings(), label.lower()
    letters = LETTERS.match(label)
    plain = letters.end() if letters else 0
    lengths = (
        [plain] if plain == len(label) or label[plain].isascii() else range(min(len(label), LONGEST_ENDING), 1, -1)
    )
    for length in lengths:
        follows = label[length : length + 1] or after
        if lower[:length] in known and not (
            follows.isascii() and (follows.isalnum() or follows in {"@", "+", "-"}) and follows
        ):
            return length
    return 0
