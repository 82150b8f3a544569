"""Web addresses as people type them."""

import re
import unicodedata
from functools import lru_cache

from yarl import URL

LONGEST = 2000
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)  # in example.com:8080, 8080 is a port
NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?")
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}  # invisible characters and spaces


def clean_address(text: str) -> str | None:
    """The http or https address that a person typed, completed and normalised; None if it is not one.

    `example.com/x` becomes `https://example.com/x`. Credentials, other schemes, invisible characters, backslashes,
    and more than 2,000 characters are refused, never repaired: every reader opens exactly what is stored.
    """
    typed = text.strip()
    if not 0 < len(typed) <= LONGEST or "\\" in typed or any(unicodedata.category(char) in UNSEEN for char in typed):
        return None
    whole = _with_scheme(typed)
    url = _whole(whole) if whole else None
    return str(url) if url is not None and len(str(url)) <= LONGEST else None


def parsed(address: str) -> URL | None:
    """The address split into its parts; None if it is not an address."""
    try:
        url = URL(address)
        return url if url.host != "" else None
    except (ValueError, IndexError):  # what yarl raises for impossible ports, brackets and hosts
        return None


def _with_scheme(typed: str) -> str | None:
    if re.match(r"https?://[^/]", typed, re.IGNORECASE):
        return typed
    bare = not SCHEME.match(typed) and not typed.startswith("/")
    return f"https://{typed}" if bare and "." in re.split(r"[/?#:]", typed)[0] else None


def _whole(address: str) -> URL | None:
    url = parsed(address)
    if url is None:
        return None
    host, port, credentials = url.raw_host or "", url.port, "@" in url.raw_authority
    named = ":" in host or NAME.fullmatch(host) is not None  # with a colon it is an IPv6 literal, which yarl checked
    right = url.scheme in {"http", "https"} and named and port is not None and port > 0 and not credentials
    return url.with_path(url.raw_path, encoded=True, keep_query=True, keep_fragment=True) if right else None


def page_of(address: str) -> str:
    """The part of an address that all its spellings have in common: no scheme, no www., no last slash."""
    return address.partition("://")[2].removeprefix("www.").removesuffix("/")


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
    """The host of an address, for people to read; empty if it has none."""
    url = parsed(address)
    return (url.host or "").removeprefix("www.") if url else ""


@lru_cache(maxsize=10_000)  # asked about the same running content for every few people
def spellings(address: str) -> frozenset[str]:
    """All common spellings of an address: http or https, with or without www. and the last slash."""
    starts = (f"{scheme}://{www}{page_of(address)}" for scheme in ("https", "http") for www in ("", "www."))
    return frozenset(start + slash for start in starts for slash in ("", "/"))
