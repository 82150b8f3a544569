"""Finds cards and answers by the words that people use, spelt almost right."""

from collections.abc import Sequence
from functools import lru_cache

from handlers.core.typed import read_typed
from models import GuideCard

SHORT = 3  # letters; shorter words are in every sentence
LIKE = 85  # of 100
# Words that many questions have and that tell nothing about them.
COMMON = frozenset(
    "about and are can for from how may not our should that the them this was what when where which who why with you "
    "post share show use write "
    "aan bij dat deze dit een het hoe hun ik jij kan kunt mag mijn mogen moet niet ook onze over van voor waar waarom "
    "wanneer wat welke wie wij zijn "
    "delen laten plaatsen schrijven zien".split()
)


def telling_words(text: str) -> Sequence[str]:
    """The words that tell something about a text, each once, in their order."""
    return [*dict.fromkeys(key for key in read_typed(text).keys if len(key) >= SHORT and key not in COMMON)]


def found_in(cards: Sequence[GuideCard], asked: str, most: int) -> Sequence[GuideCard]:
    """The cards that fit best, those with more of the words first; none if no word fits."""
    words = telling_words(asked)
    scored = [(_score(card, words), card) for card in cards if not card.gone]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].card))
    return [card for _, card in best[:most]]


def _score(card: GuideCard, words: Sequence[str]) -> int:
    title, text = _keys(card.title), _keys(f"{card.text} {card.line}")
    return sum(4 if _has(title, word) else 1 if any(word in one for one in text) else 0 for word in words)


@lru_cache(maxsize=1000)  # two for each card of a guide; reading 200 cards takes longer than all the rest
def _keys(said: str) -> Sequence[str]:
    return read_typed(said).keys


def _has(title: Sequence[str], word: str) -> bool:
    """Whether a title has this word, within another ("customers") or almost."""
    from rapidfuzz import fuzz

    return any(word in one or (len(one) >= SHORT and fuzz.ratio(word, one) >= LIKE) for one in title)
