"""Reads from its bytes what a page says about itself. Pure."""

import codecs
import re
import unicodedata

from yarl import URL

from handlers.core.addresses import LONGEST, clean_address, parsed
from handlers.core.interaction import Page

TITLE, DESCRIPTION, SITE = 300, 600, 100  # characters
TAGS = 500  # more meta tags than any page needs
# Only these tags are parsed: parsing a whole tree takes time that grows with the square of its depth, 22 s for 100,000
# nested tags. No branch searches past the next "<" without a match, so the time grows with the page alone.
TELLING = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <(script|style)\b.*?(?:</\1|\Z)
      | (?P<html><html\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>)
      | (?P<meta><meta\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>)
      | <title\b[^<>]*>(?P<title>.*?)(?:</title|\Z)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{1,40})", re.IGNORECASE)
NAME = re.compile(r"[a-z0-9_-]{1,40}", re.IGNORECASE)
CHARSETS = {  # of the WHATWG encoding standard; some others in Python, such as punycode, take for ever
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp866", "koi8-r", "koi8-u", "mac-roman"),
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *(f"cp{page}" for page in (874, *range(1250, 1259))),
    *("gbk", "gb2312", "gb18030", "big5", "euc_jp", "iso2022_jp", "shift_jis", "cp932", "euc_kr"),
}
LATIN = {"ascii", "iso8859-1", "iso8859-9"}  # read as the superset of Windows, as browsers do
TITLES = ("og:title", "twitter:title")
DESCRIPTIONS = ("og:description", "twitter:description", "description")
IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
LANGUAGES = ("og:locale", "content-language")
TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
UNSEEN = {"Cc", "Cs"}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # these would reverse the text that follows


def preview(url: str, base: URL, body: bytes, charset: str) -> Page:
    """The page at `url`, whose bytes came from `base`; `charset` as its header said."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_telling(_decoded(body, charset)))
    said: dict[str, str] = {}
    for tag in tree.css("meta"):
        its = tag.attributes
        name = its.get("property") or its.get("name") or its.get("http-equiv") or ""
        said.setdefault(name.strip().lower(), (its.get("content") or "").strip())
    title, root = tree.css_first("title"), tree.css_first("html")
    return Page(
        url=url,
        title=_line(_first(said, TITLES) or (title.text() if title else ""), TITLE),
        description=_line(_first(said, DESCRIPTIONS), DESCRIPTION),
        image=_image(base, _first(said, IMAGES)),
        site=_line(_first(said, ("og:site_name",)), SITE),
        language=_language(root.attributes.get("lang") if root else "", _first(said, LANGUAGES)),
    )


def _language(*named: str | None) -> str:
    """The first that looks like the name of a language, such as nl or en_GB."""
    return next((found[0] for name in named if (found := TAG.match((name or "").strip()))), "")


def _telling(html: str) -> str:
    """A small page with only its first tag, the first title and the meta tags."""
    found = list(TELLING.finditer(html))
    title = next((match["title"] for match in found if match["title"] is not None), "")
    tags = [match["meta"] for match in found if match["meta"] is not None]
    root = next((match["html"] for match in found if match["html"] is not None), "")
    return f"{root}<title>{title[: TITLE * 10]}</title>" + "".join(tags[:TAGS])


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _line(text: str, longest: int) -> str:
    """On one line, without invisible characters, and cut with an ellipsis."""
    seen = (
        " " if char.isspace() else char
        for char in text[: longest * 10]
        if char.isspace() or (unicodedata.category(char) not in UNSEEN and char not in TURNING)
    )
    line = " ".join("".join(seen).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _image(base: URL, address: str) -> str:
    found = parsed(address) if 0 < len(address) <= LONGEST else None
    return clean_address(str(base.join(found))) or "" if found else ""


def _decoded(body: bytes, charset: str) -> str:
    """As browsers do: by byte order mark, header, or page; otherwise as UTF-8 if that is valid, or as Windows-1252."""
    marked = next((name for mark, name in MARKS if body.startswith(mark)), None)
    known = marked or _known(charset) or _known(_named(body))
    return body.decode(known or _guess(body), errors="replace").lstrip("\ufeff")


def _named(body: bytes) -> str:
    found = META.search(body[:2048])
    name = found[1].decode("ascii") if found else ""
    return "utf-8" if name.lower().startswith("utf-16") else name  # UTF-16 could not have been read as ASCII


def _known(charset: str) -> str | None:
    try:
        name = codecs.lookup(charset).name if NAME.fullmatch(charset) else ""
    except LookupError:
        return None
    if name in LATIN:
        return "cp1254" if name == "iso8859-9" else "cp1252"
    return name if name in CHARSETS else None


def _guess(body: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body)  # it was cut, perhaps within a character
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
