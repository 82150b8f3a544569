"""Addresses as people type them. Those accepted are http or https, complete, and safe to show and open."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from handlers.core.addresses import clean_address, host_of, page_of, place_in, same_site, spellings


def assert_safe(address: str) -> None:
    url = URL(address)
    assert url.scheme in {"http", "https"}
    assert url.host and not url.user and not url.password and "@" not in url.raw_authority
    assert address.isascii() and address.isprintable()
    assert not set(address) & set(' \\<>"`|')
    assert len(address) <= 2000
    assert clean_address(address) == address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("example.com/x", "https://example.com/x"),
        ("  https://example.com/x\n", "https://example.com/x"),
        ("HTTPS://Example.COM:443", "https://example.com/"),
        ("example.com:8080/x", "https://example.com:8080/x"),
        ("example.com?a=b#c", "https://example.com/?a=b#c"),
        ("https://example.com/é?q=ü", "https://example.com/%C3%A9?q=%C3%BC"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://localhost:8080/a", "http://localhost:8080/a"),
        ("https://medium.com/@ann/post", "https://medium.com/@ann/post"),
        ('https://example.com/<b>"|`', "https://example.com/%3Cb%3E%22%7C%60"),
    ],
)
def test_an_address_is_completed(typed: str, address: str) -> None:
    assert clean_address(typed) == address


@pytest.mark.parametrize(
    "end",
    [
        "?sig=a%2Bb%2F%3D",
        "?a=b+c&d=%20e;f=%c3%a9&&g",
        "?next=/&empty=&#",
        "?",
        "#:~:text=one%2Ctwo",
        "#:~:text=prefix-,an%20owl,-suffix",
        "#a=b&c=%7B%22d%22%3A1%7D",
        "?q=%E9%ff",  # not UTF-8
        "?q=(a),[b]!*$@:/?~-_.",
    ],
)
def test_a_query_and_a_fragment_stay_to_the_letter(end: str) -> None:
    assert clean_address(f"https://example.com/a{end}") == f"https://example.com/a{end}"


@pytest.mark.parametrize(
    "typed",
    [
        *("https://[::1.]/x", "http://[:]", "http://[1:2]/", "http://[::1%25eth0]/", "https://[]/", "http://[::1]x/"),
        *("http://2130706433/", "http://3232235777", "http://0x7f000001/", "http://0x7f.1/", "http://127.1/"),
        *("http://0177.0.0.1/", "http://192.168.010.1/", "http://１２７.0.0.1/", "http://1.2.3.4./", "1.2.3/x"),
        *("http://256.1.1.1/", "http://1.2.3.4.5/", "http://example.0x7/", "http://①②⑦.0.0.1/"),
    ],
)
def test_a_host_that_a_browser_opens_as_another_one_is_refused(typed: str) -> None:
    assert clean_address(typed) is None


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.example.com:8443/a", "example.com"),
        ("https://xn--bcher-kva.example/", "bücher.example"),
        ("https://xn--n3h.example/", "☃.example"),
        ("https://xn--wgv71a119e.jp/", "日本語.jp"),
        ("https://xn--e1afmkfd.xn--p1ai/", "пример.рф"),
        ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),  # all Cyrillic, and looks like Latin
        ("https://xn--pypal-4ve.com/", "xn--pypal-4ve.com"),  # one Cyrillic letter among Latin ones
        ("http://1.2.3.4/", "1.2.3.4"),
        ("http://[::1]/", "[::1]"),
        ("", ""),
    ],
)
def test_a_host_is_shown_as_what_opens_it(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    "other",
    [
        "http://example.com/owl%20a?q=1",
        "https://www.example.com/owl%20a/?q=1",
        "https://EXAMPLE.com:443/owl%20a?q=1#part",
        "example.com./%6fwl%20a?q=1#:~:text=an%20owl",
    ],
)
def test_a_page_has_several_spellings(other: str) -> None:
    page = "https://example.com/owl%20a?q=1"
    assert page_of(clean_address(other) or "") == page_of(page)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.com/owl%20a?q=1/",
        "https://example.com/owl%20a?q=%31",
        "https://example.com/owl%20a",
        "https://example.com/Owl%20a?q=1",
        "https://example.com:8443/owl%20a?q=1",
        "https://blog.example.com/owl%20a?q=1",
        "https://example.com/owl%20a?q=1#/settings",
        "https://example.com/owl%20a?q=1#!settings",
    ],
)
def test_another_page_is_another_page(other: str) -> None:
    assert page_of(other) != page_of("https://example.com/owl%20a?q=1")


def test_a_place_within_a_page_is_not_another_page() -> None:
    assert place_in("https://example.com/#part") == "#part" and place_in("https://example.com/#/route") == ""
    assert "https://www.example.com/owl" in spellings("http://example.com/owl/#part")
    assert "https://example.com/#/route" in spellings("http://www.example.com/#/route")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hello",
        "hello world.com",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "javascript://example.com/%0aalert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "javascript:1/alert.x",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.com/",
        "mailto:ann@example.com",
        "http://[::1]ann@",
        "https://xn--example.com/",
        "ann@example.com",
        "//example.com/x",
        "/etc/passwd",
        "http:example.com",
        "http:///example.com",
        "https://user:word@example.com/",
        "https://example.com@evil.example/",
        "https://example.com\\@evil.example/",
        "https://example.com/a b",
        "https://example.com/\u200bx",
        "https://example.com/\u202excod",
        "https://exam\tple.com/",
        "https://example.com:0/",
        "https://example.com:99999/",
        "https://example.com:80a/",
        "https://[::1/",
        "https://a..b/",
        "https://-a.com/",
        "https://%6cocalhost/",
        "https://exa%00mple.com/",
        "https://" + "a" * 64 + ".com/",
        "https://example.com/?" + "q" * 8192,
        "https://example.com/?" + "é" * 500,
    ],
)
def test_what_is_not_an_address_is_refused(typed: str) -> None:
    assert clean_address(typed) is None


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    if (address := clean_address(text)) is not None:
        assert_safe(address)


SCHEMES = st.sampled_from(
    ["javascript:", "data:", "vbscript:", "file://", "http://", "HTTPS://", "https:", "//", "blob:", ""]
)
PIECES = [
    *("example.com", "bücher.example", "user:pw@", "@", ":80", ":99999", "/", "\\", "?", "#", "%0d%0a", "%00", "[::1]"),
    *("..", ".", "\t", "\n", "\x00", "\u202e", "。", "①", "ß", "xn--", "127.1", "a" * 70, "alert(1)", "<script>"),
    *("'", '"', "|", "\udc80"),
]
PARTS = st.lists(st.sampled_from(PIECES), max_size=8)


@given(SCHEMES, PARTS)
def test_no_trick_is_accepted(scheme: str, parts: list[str]) -> None:
    typed = scheme + "".join(parts)
    if (address := clean_address(typed)) is not None:
        assert_safe(address)
        assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in typed.strip())
        assert not typed.strip().lower().startswith(("javascript:", "data:", "vbscript:", "file:", "blob:"))


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), max_size=8200))
def test_no_query_makes_an_address_too_long_or_unsafe(query: str) -> None:
    if (address := clean_address(f"https://example.com/?q={query}")) is not None:
        assert_safe(address)
        assert URL(address).host == "example.com"


@given(st.integers(-1, 70000))
def test_a_port_is_one_that_exists(port: int) -> None:
    assert (clean_address(f"https://example.com:{port}/") is not None) == (0 < port < 65536)


OLD = "https://kievit.example/blog/owl"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, "https://kievit.example/blog/owl-and-hawk?lang=nl#end"),
        (OLD, "https://www.kievit.example/"),
        ("https://www.kievit.example/x", OLD),
        ("http://kievit.example/x", OLD),
        ("http://kievit.example:8080/x", "http://kievit.example:8080/y"),
        (OLD, "https://kievit.example:443/y"),
        (OLD, "https://kievit.example./y"),
    ],
)
def test_an_address_within_its_site(old: str, new: str) -> None:
    assert same_site(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, "https://elsewhere.example/blog/owl"),
        (OLD, "https://kievit.example.evil.example/"),
        (OLD, "https://notkievit.example/"),
        (OLD, "https://blog.kievit.example/"),
        (OLD, "http://kievit.example/blog/owl"),
        (OLD, "https://kievit.example:8443/"),
        ("http://kievit.example:8080/x", OLD),
        ("http://kievit.example/x", "https://kievit.example:8443/x"),
        ("https://anna.github.io/", "https://bob.github.io/"),
        ("https://127.0.0.1/", "https://127.0.0.2/"),
        (OLD, ""),
        ("", OLD),
    ],
)
def test_an_address_that_leaves_its_site(old: str, new: str) -> None:
    assert not same_site(old, new)


def test_no_address_has_no_spelling_so_it_is_like_nothing_else() -> None:
    assert spellings("") == frozenset()
