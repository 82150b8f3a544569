"""Addresses are read as browsers read them: WHATWG's own test file agrees, but for what is refused on purpose."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from handlers.core.addresses import clean_address, joined, parsed

UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}  # invisible characters and spaces
ROWS = json.loads((Path(__file__).parent / "whatwg" / "addresses.json").read_text())
WHOLE = [(row["input"], row["href"]) for row in ROWS if row["base"] is None]
RELATIVE = [(row["base"], row["input"], row["href"]) for row in ROWS if row["base"] is not None]


def on_purpose(typed: str, opened: str) -> str:
    """Why an address that a browser opens is refused all the same; empty if there is no reason."""
    host, inside = (
        (parsed(opened) or pytest.fail(opened)).raw_host or "",
        re.split("[/?#]", typed.partition("://")[2])[0],
    )
    reasons = {
        "no double slash after the scheme": not re.match(r"(?i)\s*https?://[^/]", typed),
        "a backslash": "\\" in typed,
        "a space, or a character that nobody sees": any(unicodedata.category(one) in UNSEEN for one in typed.strip()),
        "credentials": "@" in inside,
        "a percent sign in the host": "%" in inside,
        "an IP address that is written otherwise": bool(re.fullmatch(r"[\d.]+", host)) and host != inside,
        "port 0": (parsed(opened) or pytest.fail(opened)).port == 0,
        "no name that can be looked up": not re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|[0-9a-f:.]+", host),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def test_an_address_is_spelled_as_a_browser_spells_it_or_refused_on_purpose():
    found = Counter[str]()
    for typed, opened in WHOLE:
        clean = clean_address(typed)
        if clean is None and opened is not None:
            found[on_purpose(typed, opened) or f"refused without a reason: {typed!r}"] += 1
        else:
            found["right" if clean == opened else f"{typed!r} became {clean!r}"] += 1
    assert found == {
        "right": 288,
        "no double slash after the scheme": 23,
        "a space, or a character that nobody sees": 23,
        "credentials": 19,
        "a percent sign in the host": 4,
        "a backslash": 2,
        "an IP address that is written otherwise": 11,
        "port 0": 2,
        "no name that can be looked up": 2,
    }


def test_what_a_page_says_leads_where_a_browser_goes():
    found = Counter[str]()
    for base, said, opened in RELATIVE:
        there = joined(base, said)
        refused = there is None and opened is not None and on_purpose(opened, opened)
        found["right" if there == opened else refused or f"{said!r} became {there!r}"] += 1
    assert found == {"right": 43, "credentials": 3, "a backslash": 1}
