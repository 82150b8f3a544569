"""Web addresses as people type them, read as browsers read them."""

import re
from functools import lru_cache

import regex
from yarl import URL

LONGEST = 2000
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)  # in example.com:8080, 8080 is a port
NAME = re.compile(r"(?=.{1,254}$)(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?")
UNWANTED = re.compile(r"[ \\]")  # a space is the only character for which `isprintable` is true and nothing is seen
ENDS = str.maketrans({"|": "%7C", "`": "%60"})  # browsers keep them, but a chat's own marks for links end there
ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
# One script, or those that one language is written in. What mixes others is shown as it is sent, as browsers do.
SCRIPTS = regex.compile(
    "|".join(
        rf"[{scripts}\p{{Common}}\p{{Inherited}}]+"
        for scripts in (
            *(r"\p{Latin}", r"\p{Latin}\p{Han}\p{Hiragana}\p{Katakana}", r"\p{Latin}\p{Han}\p{Hangul}"),
            *(r"\p{Latin}\p{Han}\p{Bopomofo}", r"\p{Cyrillic}", r"\p{Greek}", r"\p{Arabic}", r"\p{Hebrew}"),
            *(r"\p{Armenian}", r"\p{Georgian}", r"\p{Devanagari}", r"\p{Bengali}", r"\p{Tamil}", r"\p{Thai}"),
        )
    )
)
LATIN_LOOKING = set("асԁеһіјӏорԛѕԝхуъьҽпгѵѡαγηικνορτυωχ-0123456789")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def clean_address(text: str) -> str | None:
    """The http or https address that a person typed, completed and spelled as a browser spells it; None if it is none.

    `example.com/x` becomes `https://example.com/x`. What is escaped in a query or a fragment stays to the letter.
    Credentials, other schemes, invisible characters, backslashes, hosts that a browser would open as another one
    (`http://2130706433/`), and more than 2,000 characters are refused, never repaired.
    """
    typed = text.strip()
    if not 0 < len(typed) <= LONGEST or not typed.isprintable() or UNWANTED.search(typed):
        return None
    whole = _with_scheme(typed)
    read = _read(whole) if whole else None
    if whole is None or read is None or not _plain(whole, URL(read, encoded=True)):
        return None
    clean = read.translate(ENDS)
    return clean if len(clean) <= LONGEST else None


def joined(base: str, said: str) -> str | None:
    """The address that a page at `base` means by `said`, spaces and all; None if nobody should open it."""
    from ada_url import join_url

    try:
        return clean_address(join_url(base, said))
    except ValueError:
        return None


def parsed(address: str) -> URL | None:
    """An absolute address split into the parts that a browser sees; None if a browser would not open it."""
    read = _read(address)
    return URL(read, encoded=True) if read is not None else None


def _read(address: str) -> str | None:
    """An absolute address as a browser spells it."""
    from ada_url import normalize_url

    try:
        return normalize_url(address)
    except ValueError:  # also of text that cannot be encoded
        return None


def _with_scheme(typed: str) -> str | None:
    if re.match(r"https?://[^/]", typed, re.IGNORECASE):
        return typed
    bare = not SCHEME.match(typed) and not typed.startswith("/")
    return f"https://{typed}" if bare and "." in re.split(r"[/?#:]", typed)[0] else None


def _plain(typed: str, url: URL) -> bool:
    """Whether its host is opened as it is written: a name, an IPv6 address, or four decimal numbers."""
    authority = re.split(r"[/?#]", typed.partition("://")[2], maxsplit=1)[0]
    host, port = url.raw_host or "", url.port
    if "@" in authority or "%" in authority or not port:
        return False
    if re.fullmatch(r"[\d.]+", host):  # a browser makes four decimal numbers of one number, and of other bases
        return authority.partition(":")[0] == host
    return ":" in host or (NAME.fullmatch(host) is not None and _as_read(host) is not None)


def _as_read(host: str) -> str | None:
    """A host in the letters of its language; None if they lead to another host."""
    if "xn--" not in host:
        return host
    try:
        labels = [label[4:].encode().decode("punycode") if label[:4] == "xn--" else label for label in host.split(".")]
    except ValueError:
        return None
    back = parsed(f"https://{'.'.join(labels)}/")
    return ".".join(labels) if back is not None and back.raw_host == host else None


@lru_cache(maxsize=10_000)  # as with `spellings`
def page_of(address: str) -> str:
    """What all spellings of a page have in common: no scheme, no www., no last slash, no place within the page."""
    host, path, end = _parts(address)
    return host.removesuffix(".") + ESCAPED.sub(_unescaped, path) + end


def place_in(address: str) -> str:
    """Where in its page an address leads, with its `#`; empty if it leads to the start."""
    place = address.partition("#")[2]
    return f"#{place}" if place and not _is_route(place) else ""


def _is_route(fragment: str) -> bool:
    return fragment.startswith(("/", "!"))  # of a page that is many pages, drawn by its script


def _parts(address: str) -> tuple[str, str, str]:
    """Host and port, path without its last slash, and the query with what else tells the page from another."""
    rest, _, fragment = address.partition("://")[2].removeprefix("www.").partition("#")
    before, mark, query = rest.partition("?")
    host, slash, path = before.partition("/")
    end = (mark + query if query else "") + (f"#{fragment}" if _is_route(fragment) else "")
    return host, (slash + path).removesuffix("/"), end


def _unescaped(escaped: re.Match[str]) -> str:
    letter = chr(int(escaped[0][1:], 16))
    return letter if UNRESERVED.fullmatch(letter) else escaped[0].upper()


def same_site(old: str, new: str) -> bool:
    """Whether an address stays on its site: the same host, with or without www., the same port, never less secure.

    Hosts are compared whole, because what lies below a domain may belong to somebody else (example.github.io).
    """
    one, other = parsed(old), parsed(new)
    if one is None or other is None or _site(one) != _site(other):
        return False
    up = one.scheme == "http" and other.scheme == "https" and one.is_default_port() and other.is_default_port()
    return up or (one.scheme == other.scheme and one.port == other.port)


def _site(url: URL) -> str:
    return (url.raw_host or "").removesuffix(".").removeprefix("www.")


def host_of(address: str) -> str:
    """The host of an address, for people to read; empty if it has none. Opening it leads to the same host."""
    url = parsed(address)
    host = (url.raw_host or "").removeprefix("www.") if url else ""
    read = _as_read(host) or host
    plain = read if all(map(_unmistakable, read.split("."))) else host
    return f"[{plain}]" if ":" in plain else plain


def _unmistakable(label: str) -> bool:
    """Whether a label is in one script, and not all in letters that look like Latin ones."""
    return label.isascii() or (SCRIPTS.fullmatch(label) is not None and not set(label) <= LATIN_LOOKING)


@lru_cache(maxsize=10_000)  # asked about the same running content for every few people
def spellings(address: str) -> frozenset[str]:
    """All common spellings of an address: http or https, with or without www., the last slash, and the place.

    No address has none, so that what has no address is like nothing else.
    """
    if not address:
        return frozenset()
    host, path, end = _parts(address)
    starts = (f"{scheme}://{www}{host}{path}" for scheme in ("https", "http") for www in ("", "www."))
    return frozenset(
        start + slash + end + place for start in starts for slash in ("", "/") for place in {"", place_in(address)}
    )
