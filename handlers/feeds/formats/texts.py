"""Plain text out of the titles and texts of feeds. Pure."""

import html
import re
import unicodedata

LONGEST_TITLE, LONGEST_TEXT = 300, 600  # characters
READ_AT_MOST = 20_000
DROPPED = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
# Only what is a tag of HTML: 2 < 3, <T> and <your name> are text.
NAMES = (
    "a|abbr|acronym|article|aside|b|bdi|bdo|big|blockquote|br|center|cite|code|dd|del|dfn|div|dl|dt|em|figcaption|figure"
    "|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|mark|nobr|ol|p|picture|pre|q|s|samp|section|small|source"
    "|span|strike|strong|sub|sup|svg|table|tbody|td|th|tr|tt|u|ul|var|video|wbr"
)
TAG = re.compile(rf"""</?({NAMES})(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*|/)?>""", re.IGNORECASE)
ANY_TAG = re.compile(r"""</?([a-zA-Z][^\s/<>]*)(?:[^<>"']|"[^"]*"|'[^']*')*>|<!doctype[^>]*>""", re.IGNORECASE)
PAIRED = re.compile(rf"</(?:{NAMES})\s*>", re.IGNORECASE)
ALONE = re.compile(r"<(?:br|hr|img|wbr)(?:\s[^<>]*|/)?>", re.IGNORECASE)
INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub
    sup tt u var wbr""".split()
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
UNSEEN = frozenset(("Cc", "Cs", "Cs", "Cn", "Co"))
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # these would reverse what follows


def plain_text(text: str) -> str:
    """What is text already."""
    return _seen(text[:READ_AT_MOST])


def of_html(text: str) -> str:
    """What HTML says: without tags, with each entity as its character."""
    return _seen(html.unescape(_bare(ANY_TAG, text[:READ_AT_MOST])))


def guessed(text: str) -> str:
    """Text of a feed that does not say whether it is HTML. What was escaped twice is read twice."""
    text = text[:READ_AT_MOST]
    for _ in range(2):
        if not (PAIRED.search(text) or ALONE.search(text) or _has_entity(text)):
            break
        tags = PAIRED.search(text) or ALONE.search(text)
        text = html.unescape(_bare(TAG, text) if tags else text)
    return _seen(text)


def ellipsized(text: str, longest: int) -> str:
    """Cut with an ellipsis, within a word only where there is no space."""
    if len(text) <= longest:
        return text
    short = text[: longest - 1]
    before = short.rpartition(" ")[0]
    return f"{(before if len(before) > longest // 2 else short).rstrip()}…"


def _bare(tags: re.Pattern[str], text: str) -> str:
    return tags.sub(lambda tag: "" if (tag[1] or "").lower() in INLINE else " ", DROPPED.sub(" ", text))


def _has_entity(text: str) -> bool:
    return any(html.unescape(found[0]) != found[0] for found in ENTITY.finditer(text))


def _seen(text: str) -> str:
    """On one line, without invisible characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (" " if char.isspace() else char for char in text if _shown(char))
    return " ".join("".join(kept).split())


def _shown(char: str) -> bool:
    return char.isspace() or (unicodedata.category(char) not in UNSEEN and char not in TURNING)
