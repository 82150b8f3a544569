"""Reads from its bytes what a page says about itself. Pure."""

import re
import unicodedata
from collections.abc import Iterator

from bot.web.charsets import decoded
from handlers.core.addresses import LONGEST, joined
from handlers.core.interaction import Page
from handlers.core.shortening import shortened

TITLE, DESCRIPTION, SITE = 300, 600, 100  # characters
TITLES = ("og:title", "twitter:title")
DESCRIPTIONS = ("og:description", "twitter:description", "description")
IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
LANGUAGES = ("og:locale", "content-language")
NAMES = frozenset((*TITLES, *DESCRIPTIONS, *IMAGES, *LANGUAGES, "og:site_name"))
TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
ALIKE = 10  # meta tags of one name that are looked at, such as several pictures
# Only these tags are parsed: parsing a whole tree takes time that grows with the square of its depth, 22 s for 100,000
# nested tags. The time grows with the page alone: of all meta tags within the quotes of others, at most three reach
# far, because there are only three states to be in: outside, and in either kind of quotes.
TELLING = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <(script|style)\b.*?(?:</\1|\Z)
      | (?P<html><html\b(?:[^<>"']|"[^"]*"|'[^']*')*+>)
      | (?P<meta><meta\b(?:[^<>"']|"[^"]*"|'[^']*')*+>)
      | <title\b[^<>]*>(?P<title>.*?)(?:(?P<whole></title)|\Z)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
NAMED = re.compile(r"""\b(?:property|name|http-equiv)\s*=\s*["']?\s*([a-z:_-]+)""", re.IGNORECASE)
UNSEEN = {"Cc", "Cs"}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # these would reverse the text that follows


def preview(url: str, base: str, body: bytes, charset: str) -> Page:
    """The page at `url`, whose bytes came from `base`; `charset` as its header said."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_telling(decoded(body, charset)))
    said: dict[str, list[str]] = {}
    for tag in tree.css("meta"):
        its = tag.attributes
        name = its.get("property") or its.get("name") or its.get("http-equiv") or ""
        said.setdefault(name.strip().lower(), []).append((its.get("content") or "").strip())
    title, root = tree.css_first("title"), tree.css_first("html")
    return Page(
        url=url,
        title=_line(_first(said, TITLES) or (title.text() if title else ""), TITLE),
        description=_line(_first(said, DESCRIPTIONS), DESCRIPTION),
        image=next(filter(None, (_image(base, address) for address in _all(said, IMAGES))), ""),
        site=_line(_first(said, ("og:site_name",)), SITE),
        language=_language(root.attributes.get("lang") if root else "", _first(said, LANGUAGES)),
    )


def _language(*named: str | None) -> str:
    """The first that looks like the name of a language, such as nl or en_GB."""
    return next((found[0] for name in named if (found := TAG.match((name or "").strip()))), "")


def _telling(html: str) -> str:
    """A small page with only its first tag, the first title and the meta tags that are wanted."""
    found = list(TELLING.finditer(html))
    title = next((match["title"] for match in found if match["whole"] is not None), "")
    root = next((match["html"] for match in found if match["html"] is not None), "")
    return f"{root}<title>{title[: TITLE * 10]}</title>" + "".join(_wanted(match["meta"] for match in found))


def _wanted(tags: Iterator[str | None]) -> Iterator[str]:
    counts = dict.fromkeys(NAMES, 0)
    for tag in filter(None, tags):
        named = NAMED.search(tag)
        name = named[1].lower() if named else ""
        if counts.get(name, ALIKE) < ALIKE:
            counts[name] += 1
            yield tag


def _all(said: dict[str, list[str]], names: tuple[str, ...]) -> Iterator[str]:
    return (content for name in names for content in said.get(name, ()) if content)


def _first(said: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next(_all(said, names), "")


def _line(text: str, longest: int) -> str:
    """On one line, without invisible characters, and cut with an ellipsis."""
    seen = (
        " " if char.isspace() else char
        for char in text[: longest * 10]
        if char.isspace() or (unicodedata.category(char) not in UNSEEN and char not in TURNING)
    )
    return shortened("".join(seen), longest, len)


def _image(base: str, address: str) -> str:
    return joined(base, address) or "" if len(address) <= LONGEST else ""
