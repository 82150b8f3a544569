"""Lengths are what the networks count. The cases are ours; what X counts was asked of its own twitter-text 3.1.0."""

from collections import Counter

import pytest

from handlers.content.lengths import length, measured
from handlers.content.network_addresses import MASTODON_RULE, X_RULE, addresses

LINK = "https://go.kievit.example/l/abcdefghijkl"
FAMILY = "👩‍👩‍👧‍👦"

ON_X = [  # text, and what twitter-text 3.1.0 finds in it
    ("see https://example.com/a?b=c#d.", ["https://example.com/a?b=c#d"]),
    ("ibm.com and www.ibm.com/watson", ["ibm.com", "www.ibm.com/watson"]),
    ("https://example.com/読む https://example.comを読む", ["https://example.com/", "https://example.com"]),
    ("見てexample.comを", ["example.com"]),
    ("http://localhost:8000/x http://10.0.0.1/ http://example", []),
    ("anna@ibm.com @ibm.com #ibm.com $ibm.com", []),
    (
        "(https://example.com/owl_(bird)) and (https://example.com/owl)",
        ["https://example.com/owl_(bird)", "https://example.com/owl"],
    ),
    ("http://twitter.中国/x почта.рф http://почта.рф", ["http://twitter.中国/x", "http://почта.рф"]),
    ("http://a_b.example.com http://a_b.com http://-a.com http://a-.example.com", ["http://a_b.example.com"]),
    ("http://xn--80ak6aa92e.com/x http://xn--はじめよう.com", ["http://xn--80ak6aa92e.com/x"]),
    ("https://t.co/abcDEF12/more?x=1 https://t.co/" + "a" * 41, ["https://t.co/abcDEF12"]),
    ("http://" + "a" * 64 + ".com", []),
    ("end.Next sentence.It goes on.so it is", ["end.Next", "sentence.It", "on.so"]),
    ("-ibm.com .ibm.com /ibm.com _ibm.com", []),
    ("https://example.com:8080/a,b;c=d!", ["https://example.com:8080/a,b;c=d"]),
]


def test_addresses_are_what_x_takes_for_one():
    found = Counter(
        [text[first:last] for first, last in addresses(text, X_RULE)] == right or text for text, right in ON_X
    )
    assert found == {True: len(ON_X)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ibm.com https://ibm.com", ["https://ibm.com"]),
        ("https://example.com/読む", ["https://example.com/読む"]),
        ("https://example.com/?q=読む#x", ["https://example.com/?q=読む#x"]),
        ("(https://example.com/owl)", ["https://example.com/owl"]),
        ("gemini://example.com/x ftp://example.com", ["gemini://example.com/x"]),
    ],
)
def test_addresses_are_what_mastodon_takes_for_one(text: str, found: list[str]):
    assert [text[first:last] for first, last in addresses(text, MASTODON_RULE)] == found


@pytest.mark.parametrize(
    ("network", "text", "used"),
    [
        ("x", "a" * 275, 299),
        ("x", f"a {LINK} b", 1 + 1 + 23 + 1 + 1),
        ("x", "ibm.com", 23 + 1 + 23),
        ("x", "1⃣ 👩🏽‍🎤 🇳🇱", 8 + 1 + 23),
        ("mastodon", FAMILY * 80, 80 + 2 + 23),
        ("mastodon", "@anna@mastodon.social and @bob", len("@anna and @bob") + 2 + 23),
        ("mastodon", "anna@mastodon.social", len("anna@mastodon.social") + 2 + 23),
        ("mastodon", f"see {LINK}", 4 + 23),
        ("mastodon", "cafe\u0301", 4 + 2 + 23),
        ("threads", f"é {FAMILY}", 2 + 25),
        ("threads", "日本", 2),
        ("bluesky", FAMILY, 1 + 2 + len(LINK)),
        ("linkedin", "a" * 3000, 3000),
    ],
)
def test_a_post_is_as_long_as_its_network_says(network: str, text: str, used: int):
    assert length(network, text, LINK) == used


@pytest.mark.parametrize(
    ("network", "text", "over"),
    [("x", "a" * 256, 0), ("x", "a" * 257, 1), ("mastodon", FAMILY * 80, 0), ("threads", "a" * 501, 1)],
)
def test_what_is_too_long_is_told_by_how_much(network: str, text: str, over: int):
    assert measured(network, text, LINK).over == over


def test_bluesky_counts_letters_and_bytes():
    few = measured("bluesky", FAMILY * 130, LINK)
    assert (few.bytes, few.longest, few.over) == (True, 3000, 130 * 25 + 2 + len(LINK) - 3000)
    assert measured("bluesky", "a" * 260, LINK) == (260 + 2 + len(LINK), 300, False)


def test_another_address_of_the_same_start_does_not_hide_that_the_link_is_missing():
    assert length("bluesky", f"{LINK}more", LINK) == len(LINK) + 4 + 2 + len(LINK)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "piece", ["a.b.", "http://", "a.com/(", "日.", "a-", "https://a.com/(a", "a.com?.", "x_.", "@a@b."]
)
def test_a_long_text_is_counted_at_once(piece: str):
    text = piece * (3000 // len(piece))
    assert all(measured(network, text, LINK).used > 0 for network in ("x", "mastodon", "bluesky", "threads"))
