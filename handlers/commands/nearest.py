"""Commands that are spelt like what was typed."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import get_args

from handlers.core.language import Language
from handlers.registry.vocabulary import Command, Vocabulary

SHORT = 3  # letters; a word like that is one slip away from too many others
ENOUGH = 4  # letters that a word may be cut off after
LIKE = 0.72  # of 1: how similar a command must be to be offered
AGAIN = re.compile(r"(.)\1{2,}")


def misspelt(key: str, vocabulary: Vocabulary, language: Language) -> Sequence[Command]:
    """The commands that this is a slip of the finger for. More than one: nobody can tell which was meant."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(key) <= SHORT:
        return ()
    if alone := vocabulary.command(AGAIN.sub(r"\1", key), language):
        return (alone,)
    words = _words(vocabulary, language)
    slips = 1 if len(key) < 6 else 2
    found = process.extract(key, words.keys(), scorer=OSA.distance, processor=None, score_cutoff=slips, limit=None)
    least = min((distance for _, distance, _ in found), default=0)
    close = _distinct(words[word] for word, distance, _ in found if distance == least)
    return close if found else _cut_off(key, words)


def _cut_off(key: str, words: Mapping[str, Command]) -> Sequence[Command]:
    """The commands that begin with this, as in "leader"."""
    return _distinct(words[word] for word in words if len(key) >= ENOUGH and word.startswith(key))


def nearest(
    keys: Sequence[str], vocabulary: Vocabulary, language: Language, may: Callable[[Command], bool]
) -> Sequence[Command]:
    """The commands that look most like any of the words, or all of them together: the most alike first."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    words = {word: command for word, command in _words(vocabulary, language).items() if len(word) > 1 and may(command)}
    best: dict[str, float] = {}
    for key in ["".join(keys)[:40], *(key for key in keys[:8] if len(key) > 1)]:
        alike = process.extract(
            key, words.keys(), scorer=JaroWinkler.similarity, processor=None, score_cutoff=LIKE, limit=10
        )
        for word, score, _ in alike:
            best[word] = max(score, best.get(word, 0))
    return _distinct(words[word] for word in sorted(best, key=lambda word: -best[word]))


def _words(vocabulary: Vocabulary, language: Language) -> Mapping[str, Command]:
    """All words of both languages; one that both have means what it means in the person's own."""
    found: dict[str, Command] = {}
    for one in sorted(get_args(Language), key=lambda one: one == language):
        found.update(vocabulary.does[one])
    return {word: command for word, command in found.items() if word}


def _distinct(commands: Iterable[Command]) -> Sequence[Command]:
    return list({command.action: command for command in commands}.values())
