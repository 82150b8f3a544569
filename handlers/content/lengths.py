"""How long a post is, as the network counts it, with the address that goes along. Pure."""

import unicodedata
from typing import NamedTuple
from urllib.parse import quote

import regex

from handlers.content.addresses_in_text import mentions
from handlers.content.networks import COPY, NETWORKS, crlf, text_with_address
from handlers.core.addresses import clean_address

URL = 23  # characters that any address counts as on X and Mastodon
BLUESKY_BYTES = 3000  # beside the limit of letters
EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{Regional_Indicator}|\uFE0F|\u20E3")  # without the © of running text
LETTER = regex.compile(r"\X")
MENTION = regex.compile(r"(?<![=/\w])(@[a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)@[\w.-]+\w", regex.IGNORECASE)
# From twitter-text, config v3. Every other character counts double.
X_SINGLE = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


class Length(NamedTuple):
    """How much of a post is used, and how much there is; `longest` is None if there is no limit that matters."""

    used: int
    longest: int | None = None
    bytes: bool = False  # counted in bytes, because that limit is reached first

    @property
    def over(self) -> int:
        """By how much it is too long; 0 if it fits."""
        return max(0, self.used - self.longest) if self.longest else 0


def measured(network: str, text: str, url: str) -> Length:
    """How long the post is that a person would make of this text and address."""
    longest = NETWORKS.get(network, COPY).longest
    found = Length(length(network, text, url), longest)
    if network == "bluesky" and not found.over:
        size = len(text_with_address(text, url).encode("utf-8", "replace"))
        return Length(size, BLUESKY_BYTES, bytes=True) if size > BLUESKY_BYTES else found
    return found


def length(network: str, text: str, url: str) -> int:
    """The length of a text and its address, as the network counts letters. Compare with `longest`."""
    match network:
        case "x":
            return _weight(text if not url or mentions(text, url) else f"{text} {clean_address(url) or url}")
        case "bluesky":
            return _letters(text_with_address(text, url))
        case "mastodon":
            return _mastodon(text_with_address(text, url))
        case "threads":
            return sum(map(_threads, LETTER.findall(text)))
        case "email":  # what is cut is the whole mailto: address
            return len(quote(crlf(text_with_address(text, url)), errors="replace"))
        case _:  # on LinkedIn and Facebook, the address is an attachment
            return len(text if network in {"linkedin", "facebook"} else text_with_address(text, url))


def _threads(letter: str) -> int:
    """An emoji counts as its bytes (developers.facebook.com, Threads posts). The address is an attachment."""
    return len(letter.encode("utf-8", "replace") if EMOJI.search(letter) else letter)


def _letters(text: str) -> int:
    return len(LETTER.findall(text))


def _mastodon(text: str) -> int:
    """As its validator counts: 23 for an address, a mention without its host, letters as people see them."""
    from handlers.content.network_addresses import MASTODON_RULE, addresses

    pieces, at = list[str](), 0
    for start, end in addresses(text, MASTODON_RULE):
        pieces += [MENTION.sub(r"\1", text[at:start]), "u" * URL]
        at = end
    return _letters("".join([*pieces, MENTION.sub(r"\1", text[at:])]))


def _weight(text: str) -> int:
    """As X's twitter-text counts: 23 for an address, 2 for an emoji, 1 or 2 for any other character."""
    from handlers.content.network_addresses import X_RULE, addresses

    plain, used, at = unicodedata.normalize("NFC", text), 0, 0
    for start, end in addresses(plain, X_RULE):
        used += URL + sum(map(_glyph, LETTER.findall(plain, at, start)))
        at = end
    return used + sum(map(_glyph, LETTER.findall(plain, at)))


def _glyph(glyph: str) -> int:
    """An emoji counts 2 however many code points it has; other text is counted by code point."""
    if EMOJI.search(glyph):
        return 2
    return sum(1 if any(first <= ord(char) <= last for first, last in X_SINGLE) else 2 for char in glyph)
