"""Feeds that are broken, no feeds, too long, or in another encoding than anybody says."""

from time import process_time

import pytest

from handlers.feeds.formats.found import NoFeed
from handlers.feeds.formats.slim import MOST
from tests.feeds.reading import RSS, WHERE, found, item, read

ONE = "https://kievit.example/1"


@pytest.mark.parametrize(
    ("feed", "titles", "says"),
    [
        (RSS.format("<item><title>Caf&eacute; & more</title><link>/?a=1&b=2</link></item>"), ["Café & more"], ""),
        (RSS.format("<item><title>A\x08\x00</title><link>/1</link></item>"), ["A"], ""),
        ("\n\n <!-- made by hand -->" + item("").partition("?>")[2], ["A lapwing"], ""),
        (item("")[:-15], ["A lapwing"], "ends in the middle"),
        (
            "<rss version='2.0'><channel><item><title>A<b>c</title><link>/1</link></item></rss>",
            ["A<b>c"],
            "not well-formed",
        ),
    ],
)
def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes(feed: str, titles: list[str], says: str):
    read_ = read(feed)
    assert [one.title for one in read_.entries] == titles
    assert says in "".join(read_.notes)


@pytest.mark.parametrize(
    ("feed", "why"),
    [
        ("", "it is empty"),
        (" \n ", "it is empty"),
        ("hello", "neither XML nor JSON"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "begins with <svg>"),
        ("<opml version='2.0'><body/></opml>", "begins with <opml>"),
        ('{"a": 1}', "no JSON Feed"),
        ('{"items": [', "not whole"),
    ],
)
def test_what_is_no_feed_says_why(feed: str, why: str):
    no_feed = found(feed)
    assert isinstance(no_feed, NoFeed) and why in no_feed.why


def test_a_feed_without_entries_is_a_feed():
    assert read(RSS.format("")).entries == []


def test_a_page_offers_its_feeds():
    page = """<!doctype html><html><head><base href="/b/"><!-- <link rel=alternate type=application/rss+xml href=no> -->
    <link rel="alternate" type="application/rss+xml" title="Comments" href="c.xml"><link rel=stylesheet href=x.css>
    <link href='feed.xml?a=1&amp;b=2' type='application/atom+xml' rel='alternate nofollow'></head></html>"""
    offered = found(page, "https://kievit.example/")
    assert isinstance(offered, NoFeed)
    assert offered.offers == ("https://kievit.example/b/feed.xml?a=1&b=2", "https://kievit.example/b/c.xml")


def test_without_its_own_address_links_are_relative_to_what_the_feed_says_of_itself():
    assert read(item("", link="/1"), "").entries[0].address == ONE
    assert (
        "nothing tells to what"
        in read("<rss version='2.0'><channel><item><title>A</title><link>/1</link></item></channel></rss>", "")
        .left_out[0]
        .why
    )


def test_of_a_feed_of_a_hundred_thousand_entries_the_first_are_read():
    feed = RSS.format("".join(f"<item><title>{n}</title><link>/{n}</link></item>" for n in range(100_000)))
    read_ = read(feed)
    assert len(read_.entries) == MOST and "more than" in read_.notes[0]


def test_a_bomb_of_entities_does_no_harm():
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20 if n else "ha"}">' for n in range(12))
    feed = (
        f"<?xml version='1.0'?><!DOCTYPE rss [{names}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
        + item("", "&e11;&f;").partition("?>")[2]
    )
    assert all("root:" not in one.title for one in read(feed).entries)


WORDS = "Zwölf – naïve"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (item("", WORDS).encode(), ""),
        (item("", WORDS).encode(), "iso-8859-1"),  # the server is wrong
        (b"\xef\xbb\xbf" + item("", WORDS).encode(), "iso-8859-1"),
        (item("", WORDS).replace('"1.0"?', '"1.0" encoding="ISO-8859-1"?').encode(), ""),  # the feed is wrong
        (item("", WORDS).replace('"1.0"?', '"1.0" encoding="ISO-8859-1"?').encode("cp1252"), ""),
        (item("", WORDS).replace('"1.0"?', '"1.0" encoding="UTF-8"?').encode("cp1252"), "utf-8"),
        (item("", WORDS).encode("cp1252"), "windows-1252"),
        (item("", WORDS).encode("utf-16"), ""),
        (item("", WORDS).replace('"1.0"?', '"1.0" encoding="UTF-16"?').encode("utf-16-be"), ""),
        (item("", WORDS).encode("utf-32"), ""),
    ],
)
def test_letters_are_read_in_the_encoding_that_they_are_in(body: bytes, charset: str):
    assert read(body, WHERE, charset).entries[0].title == WORDS


def test_an_encoding_of_japan_is_read_as_browsers_read_it():
    feed = item("", "日本①").replace('"1.0"?', '"1.0" encoding="Shift_JIS"?').encode("cp932")
    assert read(feed).entries[0].title == "日本①"


@pytest.mark.parametrize(
    "mess", ["<", "<a ", "&", "<![CDATA[", "<!--", "<item><title>", "<b>", "<a b='", "&eacute;", "x<y ", "<!DOCTYPE "]
)
def test_hostile_feeds_take_no_longer_than_long_ones(mess: str):
    began = process_time()
    found("<rss version='2.0'><channel><item>" + mess * (500_000 // len(mess)))
    assert process_time() - began < 10  # what grows with the square of its length takes minutes


def test_one_broken_entry_spoils_no_other():
    whole = "<item><title>{0}</title><link>/{0}</link></item>"
    broken = "<item><title>Broken <b>one</title><link>/2</link></item>"
    feed = read(RSS.format(whole.format("A") + broken + whole.format("C")))
    assert {one.title.partition(" ")[0] for one in feed.entries} == {"A", "Broken", "C"}
    assert (feed.title, "not well-formed" in feed.notes[0]) == ("Kievit", True)


def test_a_prefix_that_nobody_declared_does_no_harm():
    said = "<title>A</title><link>/1</link><dc:date>2026-12-01T10:00Z</dc:date><x:y/>"
    assert read(f"<rss version='2.0'><channel><item>{said}</item></channel></rss>").entries[0].moment is not None


def test_letters_that_no_store_and_no_terminal_takes_are_left_out():
    odd = "\\u0000\\u202e"
    items = (
        f'{{"id": "{odd}", "url": "/1", "title": "A{odd}", "language": "en{odd}"}}, {{"url": "x:{odd}", "title": "B"}}'
    )
    feed = read(f'{{"title": "K{odd}", "items": [{items}]}}')
    said = (
        feed.title,
        feed.entries[0].title,
        feed.entries[0].language,
        *(f"{one.what} {one.why}" for one in feed.left_out),
    )
    assert said[:3] == ("K", "A", "") and "\0" not in "".join(said).encode().decode()


@pytest.mark.parametrize("half", ["&#xD800;", "&#55296;", "&#x110000;"])
def test_the_number_of_no_character_is_left_out_because_no_store_takes_it(half: str):
    entry = f"<item><title>A&#0;{half}</title><link>/1</link><guid>g{half}</guid>"
    [one] = read(f"<rss version='2.0'><channel><title>K</title>{entry}").entries
    assert (one.title, one.address.encode()) == ("A", b"https://kievit.example/1")
