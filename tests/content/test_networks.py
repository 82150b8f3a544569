"""Composers are filled as each network allows, and lengths are counted as each network counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from handlers.content.lengths import length
from handlers.content.networks import NETWORKS, belongs, composer

ARTICLE = "https://example.com/a?b=c&d=é#f"
TEXT = 'Grüße & more: 100 % "new"\n#tag'
FAMILY = "👩‍👩‍👧‍👦"


def test_networks_come_in_the_order_in_which_they_are_offered() -> None:
    order = ["linkedin", "x", "bluesky", "mastodon", "facebook", "threads", "whatsapp", "email", "copy"]
    assert list(NETWORKS) == order == [network.name for network in NETWORKS.values()]


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_has_a_composer_when_it_says_so(name: str) -> None:
    assert bool(composer(name, TEXT, ARTICLE)) is NETWORKS[name].has_composer


@pytest.mark.parametrize("name", [name for name, network in NETWORKS.items() if network.has_composer])
def test_a_composer_is_filled_with_what_its_network_keeps(name: str) -> None:
    address = composer(name, TEXT, ARTICLE)
    url = URL(address, encoded=True)
    filled = URL(f"https://x/?{url.raw_query_string or url.raw_fragment}", encoded=True).query
    said = " ".join(filled.values()).replace("\r\n", "\n")
    assert ARTICLE in said
    assert (TEXT in said) is NETWORKS[name].takes_text is (name not in {"linkedin", "facebook"})
    assert "+" not in address and address.isascii()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("linkedin", "https://www.linkedin.com/sharing/share-offsite/?url=https%3A%2F%2F"),
        ("x", "https://x.com/intent/tweet?text="),
        ("bluesky", "https://bsky.app/intent/compose?text="),
        ("mastodon", "https://share.joinmastodon.org/#text="),
        ("facebook", "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2F"),
        ("threads", "https://www.threads.com/intent/post?text="),
        ("whatsapp", "https://wa.me/?text="),
        ("email", "mailto:?subject="),
    ],
)
def test_a_composer_is_at_the_documented_address(name: str, start: str) -> None:
    assert composer(name, TEXT, ARTICLE, "Read this").startswith(start)


def test_an_e_mail_has_a_subject_and_the_line_ends_of_e_mail() -> None:
    assert composer("email", "a\nb", "https://e.com", "S & T") == (
        "mailto:?subject=S%20%26%20T&body=a%0D%0Ab%0D%0A%0D%0Ahttps%3A%2F%2Fe.com"
    )


def test_an_address_in_the_text_is_not_repeated() -> None:
    assert composer("bluesky", f"Read {ARTICLE} now", ARTICLE).count("https%3A") == 1
    assert length("mastodon", f"Read {ARTICLE} now", ARTICLE) == len("Read  now") + 23


def test_without_text_only_the_address_is_shared() -> None:
    assert composer("x", "", "https://e.com") == "https://x.com/intent/tweet?url=https%3A%2F%2Fe.com"
    assert composer("whatsapp", "", "https://e.com") == "https://wa.me/?text=https%3A%2F%2Fe.com"


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("x", "hello", 5 + 1 + 23),
        ("x", "日本", 4 + 1 + 23),
        ("x", FAMILY, 2 + 1 + 23),
        ("x", "🇳🇱 1️⃣ ❤️", 8 + 1 + 23),
        ("x", "café", 4 + 1 + 23),
        ("x", "cafe\u0301", 4 + 1 + 23),
        ("x", "© “x”…", 5 + 2 + 1 + 23),
        ("x", "see https://other.example/long/long/long", 4 + 23 + 1 + 23),
        ("bluesky", FAMILY, 1 + 2 + len(ARTICLE)),
        ("bluesky", "cafe\u0301", 4 + 2 + len(ARTICLE)),
        ("mastodon", "hello", 5 + 2 + 23),
        ("linkedin", "hello", 5),
        ("facebook", "hello", 5),
        ("threads", "hello", 5),
        ("whatsapp", "hello", 5 + 2 + len(ARTICLE)),
        ("copy", "hello", 5 + 2 + len(ARTICLE)),
    ],
)
def test_a_length_is_what_the_network_counts(name: str, text: str, count: int) -> None:
    assert length(name, text, ARTICLE) == count


@given(st.sampled_from(list(NETWORKS)), st.text(), st.text())
def test_any_text_can_be_counted_and_composed(name: str, text: str, url: str) -> None:
    assert length(name, text, url) >= 0
    assert composer(name, text, url, text).isascii()


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("linkedin", "https://www.linkedin.com/posts/ann_1"),
        ("linkedin", "linkedin.com/feed/update/urn:li:activity:1"),
        ("x", "https://x.com/ann/status/1"),
        ("x", "https://mobile.twitter.com/ann/status/1"),
        ("bluesky", "https://bsky.app/profile/ann/post/1"),
        ("mastodon", "https://hachyderm.io/@ann/1"),
        ("facebook", "https://m.facebook.com/ann/posts/1"),
        ("threads", "https://www.threads.net/@ann/post/1"),
        ("copy", "https://intranet.example/1"),
    ],
)
def test_a_post_belongs_to_its_network(name: str, post: str) -> None:
    assert belongs(name, post)


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("linkedin", "https://evil-linkedin.com/posts/1"),
        ("linkedin", "https://linkedin.com.evil.example/posts/1"),
        ("linkedin", "https://linkedin.com@evil.example/"),
        ("linkedin", "javascript:alert('linkedin.com')"),
        ("x", "https://netflix.com/1"),
        ("mastodon", "http://hachyderm.io/@ann/1"),
        ("mastodon", "https://localhost/@ann/1"),
        ("whatsapp", "https://wa.me/1"),
        ("email", "https://example.com/1"),
        ("nowhere", "https://example.com/1"),
        ("x", ""),
    ],
)
def test_a_post_of_another_host_does_not_belong(name: str, post: str) -> None:
    assert not belongs(name, post)
