"""Add UTM parameters to the address that a tracked link leads to, by the programme's rule. Pure."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlsplit

PLACES = ("network", "campaign")
LONGEST = 500
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")
PLACE = re.compile(r"\{([^{}]*)\}")


def is_rule(rule: str) -> bool:
    """Whether this is a rule, such as `utm_source={network}&utm_medium=social`. An empty rule adds nothing."""
    if len(rule) > LONGEST or not rule.isprintable():
        return False
    whole = not rule or all("=" in part for part in rule.split("&"))
    return whole and all(NAME.fullmatch(name) for name, _ in _pairs(rule)) and {*PLACE.findall(rule)} <= {*PLACES}


def merged(url: str, rule: str, values: Mapping[str, str]) -> str:
    """The address with the parameters that the rule adds. Those that it has already stay as they are, and win.

    A parameter whose value would be empty is left out.
    """
    parts = urlsplit(url)
    there = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    filled = ((name, _filled(value, values)) for name, value in _pairs(rule) if name not in there)
    added = "&".join(f"{name}={quote(value, safe='')}" for name, value in filled if value)
    return parts._replace(query="&".join(filter(None, (parts.query, added)))).geturl() if added else url


def _pairs(rule: str) -> list[tuple[str, str]]:
    return parse_qsl(rule, keep_blank_values=True)


def _filled(value: str, values: Mapping[str, str]) -> str:
    return PLACE.sub(lambda place: values.get(place[1], ""), value)
