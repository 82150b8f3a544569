"""What a link adds to an address. The rest of the address stays as it was, and nothing leads elsewhere."""

from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from yarl import URL

from handlers.core.addresses import clean_address
from handlers.links.utm import LONGEST, is_rule, merged

RULE = "utm_source={network}&utm_medium=social&utm_campaign={campaign}"
KNOWN = {"network": "linkedin", "campaign": "Owls & more"}
ADDED = "utm_source=linkedin&utm_medium=social&utm_campaign=Owls%20%26%20more"

hosts = st.sampled_from(
    ["example.com", "bücher.example", "example.com:8443", "[2001:db8::1]", "xn--bcher-kva.example", "EXAMPLE.com."]
)
odd = st.text(st.characters(min_codepoint=33, exclude_characters="\\#?/", exclude_categories=("C", "Z")), max_size=20)
pieces = (
    odd | odd.map(quote) | st.sampled_from(["a+b", "%2F", "%", "%zz", "a=b", "a=b&a=c", "&&", "=", "utm_source=own"])
)
queries = st.lists(pieces, max_size=5).map("&".join)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """Addresses as they are stored: anything typed that is an address."""
    path = "/".join(draw(st.lists(odd, max_size=4)))
    query, fragment = draw(queries), draw(st.one_of(st.none(), odd))
    typed = f"https://{draw(hosts)}/{path}" + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    clean = clean_address(typed)
    assume(clean is not None)
    return clean or ""


@given(addresses(), st.dictionaries(st.sampled_from(["network", "campaign"]), st.text(max_size=30)))
def test_everything_else_in_the_address_stays_to_the_letter(url: str, values: dict[str, str]) -> None:
    found = merged(url, RULE, {name: value.encode("utf-8", "ignore").decode() for name, value in values.items()})
    before, after = urlsplit(url), urlsplit(found)
    assert before[:3] == after[:3] and before.fragment == after.fragment
    assert after.query.startswith(before.query)
    assert URL(found).origin() == URL(url).origin()
    assert found.isascii() and found.isprintable() and " " not in found and "\\" not in found


@given(addresses())
def test_a_parameter_in_the_address_is_not_added_twice(url: str) -> None:
    names = [name for name, _ in parse_qsl(urlsplit(merged(url, RULE, KNOWN)).query, keep_blank_values=True)]
    here = [name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)]
    assert names.count("utm_source") == max(1, here.count("utm_source"))
    assert merged(merged(url, RULE, KNOWN), RULE, KNOWN) == merged(url, RULE, KNOWN)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://example.com/owl", f"https://example.com/owl?{ADDED}"),
        ("https://example.com/?q=a+b&c=%2F#top", f"https://example.com/?q=a+b&c=%2F&{ADDED}#top"),
        ("https://example.com/?utm_source=own", f"https://example.com/?utm_source=own&{ADDED.partition('&')[2]}"),
        ("https://example.com/#a?b", f"https://example.com/?{ADDED}#a?b"),
    ],
)
def test_parameters_are_added_to_the_query(url: str, found: str) -> None:
    assert merged(url, RULE, KNOWN) == found


def test_a_parameter_without_a_known_value_is_left_out() -> None:
    assert merged("https://example.com/", RULE, {}) == "https://example.com/?utm_medium=social"
    assert merged("https://example.com/", "utm_campaign={campaign}", {"campaign": ""}) == "https://example.com/"
    assert merged("https://example.com/?", "", KNOWN) == "https://example.com/?"


def test_an_address_of_eight_thousand_characters_keeps_them_all() -> None:
    long = "https://example.com/?" + "&".join(f"name{n}=value{n}" for n in range(500))
    assert len(long) > 8000 and merged(long, RULE, KNOWN) == f"{long}&{ADDED}"


@pytest.mark.parametrize("rule", ["", RULE, "utm_source={network}", "mtm_campaign=spring%202026", "a=b=c"])
def test_a_rule_consists_of_names_with_values(rule: str) -> None:
    assert is_rule(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "utm_source",
        "?a=b&=c",
        "a=b&&c",
        "utm_who={person}",
        "a={",
        "a b=c",
        "a=b\r\nX: y",
        f"a={'x' * LONGEST}",
        "a={}",
    ],
)
def test_text_that_is_not_a_rule_is_refused(rule: str) -> None:
    assert is_rule(rule) is (rule == "a={")  # a single brace is a letter like any other


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://anna:secret@example.com/",
        "https://example.com\\@evil.example/",
        "https://example.com/a\r\nLocation: https://evil.example",
        "//evil.example/",
        "https://example.com:0/",
        "https://example.com/\u202etxt",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_is_not_public_is_never_stored_so_no_link_leads_there(typed: str) -> None:
    assert clean_address(typed) is None
