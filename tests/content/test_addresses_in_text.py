"""Addresses in a text are replaced as a whole or not at all, in any spelling of the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.content.addresses_in_text import mentions, replaced

LINK = "https://go.example/l/abcdefghijkl"
HOME = "https://kievit.example/"
OWL = "https://kievit.example/blog/owl"
SIGNED = "https://kievit.example/a?sig=a%2Bb%2F%3D&x[]=1"


def test_a_longer_address_of_the_same_site_stays_whole():
    text = "Read https://kievit.example/blog/owl and https://kievit.example/"
    assert replaced(text, HOME, LINK) == f"Read https://kievit.example/blog/owl and {LINK}"


@pytest.mark.parametrize(
    ("spelling", "page"),
    [
        *(
            (spelling, OWL)
            for spelling in (OWL, f"{OWL}/", "http://www.kievit.example/blog/owl", "HTTPS://Kievit.Example/blog/owl")
        ),
        *(
            (spelling, OWL)
            for spelling in (
                "https://kievit.example:443/blog/owl",
                "kievit.example/blog/owl",
                "www.kievit.example/blog/owl/",
            )
        ),
        *(
            (spelling, OWL)
            for spelling in ("https://kievit.example/blog/%6fwl", "https://kievit.example/blog/./owl", f"{OWL}?")
        ),
        *(
            (spelling, HOME)
            for spelling in ("https://kievit.example", "http://kievit.example:80/", "kievit.example", "Kievit.example/")
        ),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://xn--bcher-kva.example/%c3%a4", "https://bücher.example/ä"),
        (SIGNED, SIGNED),
        ("https://kievit.example/owl_(bird)", "https://kievit.example/owl_(bird)"),
        ("https://kievit.example/what?!", "https://kievit.example/what?!"),
        ("https://kievit.example/#/owl", "https://kievit.example/#/owl"),
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        *(
            "{}",
            "See {}",
            "See {} now",
            "See {}.",
            "See {}, or not",
            "({})",
            "“{}”",
            "<{}>",
            "*{}*",
            "Why? {}!",
            "[x]({})",
        ),
        *("a\n{}\nb", "见 {}。好", "「{}」", "{} {}"),
    ],
)
def test_every_spelling_of_the_page_is_replaced(text: str, spelling: str, page: str):
    assert replaced(text.replace("{}", spelling), page, LINK) == text.replace("{}", LINK)
    assert mentions(text.replace("{}", spelling), page)


@pytest.mark.parametrize(
    "text",
    [
        f"{OWL}s",
        f"{OWL}/more",
        f"{OWL}?a=b",
        f"{OWL}.html",
        f"{OWL}-2",
        f"{OWL}'s",
        f"{OWL}を読む",
        f"https://other.example/?u={OWL}",
        f"https://other.example/{OWL}",
        f"https://web.example/login#{OWL}",
        "https://kievit.example.evil.example/blog/owl",
        "https://notkievit.example/blog/owl",
        "https://blog.kievit.example/blog/owl",
        "https://kievit.example:8443/blog/owl",
        "https://anna@kievit.example/blog/owl",
        "anna@kievit.example/blog/owl",
        "xkievit.example/blog/owl",
        f"{OWL}#/route",
        f"{OWL}#!route",
    ],
)
def test_another_address_is_left_alone(text: str):
    assert replaced(f"a {text} b", OWL, LINK) == f"a {text} b"
    assert not mentions(text, OWL)


@pytest.mark.parametrize(
    "text",
    ["anna@kievit.example", "kievit.example@work", "kievit.example.com", "kievit.example-Team", "the.kievit.example"],
)
def test_a_name_within_another_is_no_address_of_the_page(text: str):
    assert replaced(text, HOME, LINK) == text


def test_a_place_within_the_page_stays_behind_the_link():
    assert replaced(f"{OWL}#:~:text=one%2Ctwo", OWL, LINK) == f"{LINK}#:~:text=one%2Ctwo"
    assert replaced(f"{OWL}#here", f"{OWL}#here", LINK) == LINK == replaced(OWL, f"{OWL}#here", LINK)
    assert replaced(f"{OWL}#there", f"{OWL}#here", LINK) == f"{OWL}#there"


@given(
    st.text(st.sampled_from("ab.:/@-?#%[]() \n。を1h"), max_size=60),
    st.text(max_size=20),
    st.sampled_from([OWL, HOME, SIGNED]),
)
def test_what_is_not_the_address_is_kept_to_the_letter(before: str, after: str, url: str):
    text = f"{before} {url} {after}"
    assert replaced(text, url, LINK).replace(LINK, url) == text or url == HOME
    assert replaced(before, "https://nowhere.example/", LINK) == before


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "piece", ["a.", "https://", "a.b/", "a-", "kievit.example!", ".", "https://kievit.example/(", "a:1", "а."]
)
def test_a_long_text_is_read_once(piece: str):
    text = piece * (30_000 // len(piece))
    assert replaced(text, OWL, LINK) == text
