"""What a person typed, as words: any white space, formatting, quotes and punctuation aside. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

LONGEST = 40  # letters of a word that is compared with commands
BLANK = r"\s\u200b\ufeff\u2060"  # Python's own white space, and what is white and has no width
NAME = re.compile(rf"[{BLANK}]*(?:[/@]?heraut\b[{BLANK}:,]*)?[/!]?", re.IGNORECASE)
BRACKETS = re.compile(r"<(?:mailto:|tel:)?((?:(?<=:)|https?://|[@#!])[^<>\s|]+)(?:\|([^<>]*))?>")  # as Slack writes
PAIRS = {mark: mark for mark in "*_~`\"'"} | {"“": "”", "”": "”", "„": "“”", "‘": "’", "’": "’", "«": "»", "»": "«"}
MARKS = "".join({*PAIRS, *"".join(PAIRS.values())})
CLOSING = ".,!?;:…。！？、"
GLUED = re.compile(r"^(\W*\w+)([,;:!?…]+)(?=\w)")  # "pause:until Friday"
WORD = re.compile(rf"[^{BLANK}]+")
EDGES = re.compile(rf"^[{BLANK}]+|[{BLANK}]+$")
KEPT = re.compile(r"^(@|#|[a-z][a-z+.-]*://)", re.IGNORECASE)  # mentions, channels and addresses


class Word(NamedTuple):
    """A word as it is compared, and where it stands in the text."""

    key: str
    start: int
    end: int


class Typed(NamedTuple):
    """A text, and its words."""

    text: str
    words: Sequence[Word]

    @property
    def keys(self) -> list[str]:
        return [word.key for word in self.words]

    def after(self, count: int) -> str:
        """What follows the first `count` words, as typed. A mark that was opened before them is not left open."""
        head, rest = self.text[: self.words[count - 1].end], self.text[self.words[count - 1].end :]
        rest = EDGES.sub("", rest)
        opened = head.lstrip()[:1]
        return rest[:-1].rstrip() if rest and rest[-1] in PAIRS.get(opened, "") and opened not in rest[:-1] else rest


def read_typed(text: str) -> Typed:
    """The words of a text that was typed to Heraut."""
    text = GLUED.sub(r"\1\2 ", BRACKETS.sub(_bare, text), 1)
    named = NAME.match(text)
    found = (Word(compared(its[0]), its.start(), its.end()) for its in WORD.finditer(text, named.end() if named else 0))
    return Typed(text, [word for word in found if word.key])


def compared(word: str) -> str:
    """Letters and digits alone, without accents and capitals: "Dont" for “Don't!”, "optout" for opt-out."""
    plain = unicodedata.normalize("NFKD", word[: LONGEST * 2]).casefold()
    return "".join(letter for letter in plain if letter.isalnum())[:LONGEST]


def cleaned(text: str) -> str:
    """An argument of a few words, without formatting, quotes and closing punctuation."""
    words = (word if KEPT.match(word) else word.strip(MARKS) for word in WORD.findall(text))
    return " ".join(word for word in words if word).rstrip(CLOSING + MARKS + " ").lstrip(",;:- ")


def _bare(match: re.Match[str]) -> str:
    """Slack's brackets: a channel or a person by id, a link by its address."""
    inside, label = match[1], match[2] or ""
    return label or inside if inside[0] == "!" else inside
