"""What is read of feeds, of every format and in every state."""

import pytest

from tests.feeds.formats import FORMATS
from tests.feeds.reading import ATOM, RSS, entry, item, lines, read

ONE = "https://kievit.example/1"
TITLES = {
    "Caf&#233; &amp; more": "Café & more",
    "AT&amp;amp;T": "AT&T",
    "<![CDATA[Tom &amp; Jerry&#8217;s]]>": "Tom & Jerry’s",
    "<![CDATA[Tom &amp;amp; Jerry]]>": "Tom & Jerry",
    "&lt;b&gt;Bold&lt;/b&gt; news": "Bold news",
    "<![CDATA[One<br/>two <script>x()</script>]]>": "One two",
    "<b>Bare</b> tags": "Bare tags",
    "if a &lt; b and c &gt; d": "if a < b and c > d",
    "Use &lt;T&gt; and &lt;your name&gt;": "Use <T> and <your name>",
    "  two\n  lines\t": "two lines",
    "日本語 العربية": "日本語 العربية",
    "a\u202eb\u0085c": "ab…c",
}
LINKS = {
    "two/three": "https://kievit.example/feeds/two/three",
    "/two": "https://kievit.example/two",
    "//other.example/two": "https://other.example/two",
    "HTTPS://Kievit.Example/A b": "https://kievit.example/A%20b",
    "https://kievit.example/?a=%2C&amp;b=2#c": "https://kievit.example/?a=%2C&b=2#c",
    "https://kievit.example/?utm_source=rss&amp;id=5&amp;utm_medium=feed#top": "https://kievit.example/?id=5#top",
    "https://kievit.example/?fbclid=1": "https://kievit.example/",
    "\n https://kievit.example/x \n": "https://kievit.example/x",
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_read_as_people_see_it(title: str):
    assert read(item("", title)).entries[0].title == TITLES[title]


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_where_a_browser_would_go(link: str):
    assert read(item("", link=link)).entries[0].address == LINKS[link]


@pytest.mark.parametrize(
    "link", ["mailto:a@kievit.example", "javascript:alert(1)", "data:text/html,x", "ftp://x.example/"]
)
def test_what_is_no_web_address_is_refused_by_name(link: str):
    feed = read(item("", link=link))
    assert feed.entries == [] and link in feed.left_out[0].why


def test_an_entry_without_an_address_is_left_out():
    feed = read(
        RSS.format(
            "<item><title>A</title></item><item><title>B</title><enclosure url='https://x.example/a.mp3'/></item>"
        )
    )
    assert [(one.what, one.why) for one in feed.left_out] == [
        ("A", "it has no address"),
        ("B", "it leads to a file, and to no page"),
    ]


@pytest.mark.parametrize(
    ("guid", "address"),
    [
        ("<guid>https://kievit.example/1</guid>", ONE),
        ("<guid isPermaLink='true'>https://kievit.example/1</guid>", ONE),
        ("<guid isPermaLink='false'>https://kievit.example/1</guid>", None),
        ("<guid>tag:kievit.example,2026:1</guid>", None),
        ("<guid>https://kievit.example/2</guid><link>https://kievit.example/1</link>", ONE),
    ],
)
def test_a_guid_is_the_address_if_it_is_a_permanent_link(guid: str, address: str | None):
    entries = read(RSS.format(f"<item><title>A</title>{guid}</item>")).entries
    assert [one.address for one in entries] == ([address] if address else [])


def test_feedburner_tells_where_an_entry_really_is():
    feed = item(
        "<feedburner:origLink>https://kievit.example/1</feedburner:origLink>", link="https://feeds.example/~r/1"
    )
    assert read(feed).entries[0].address == ONE


@pytest.mark.parametrize(
    ("links", "address"),
    [
        ("<link href='/1'/>", ONE),
        (
            "<link rel='self' href='/s'/><link rel='alternate' type='text/html' href='/1'/>",
            ONE,
        ),
        ("<link hreflang='en' href='/1'/><link hreflang='nl' href='/nl'/>", ONE),
        ("<link type='application/json' href='/j'/><link type='text/html' href='/1'/>", ONE),
        ("<link xml:base='https://kievit.example/a/' href='../1'/>", ONE),
        ("<link rel='alternate' type='application/pdf' href='/x.pdf'/>", None),
        ("<link rel='related' href='/x'/>", None),
        ("", None),
    ],
)
def test_an_atom_entry_leads_to_its_own_page(links: str, address: str | None):
    entries = read(ATOM.format(f"<entry><id>https://kievit.example/id</id><title>A</title>{links}</entry>")).entries
    assert [one.address for one in entries] == ([address] if address else [])


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("<title>Use of &lt;b&gt;x&lt;/b&gt;</title>", "Use of <b>x</b>"),
        ("<title type='text'>Tom &amp;amp; Jerry</title>", "Tom &amp; Jerry"),
        ("<title type='html'>&lt;b&gt;Tom&lt;/b&gt; &amp;amp; Jerry</title>", "Tom & Jerry"),
        (
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Tom <em>&amp;</em> Jerry</div></title>",
            "Tom & Jerry",
        ),
    ],
)
def test_an_atom_title_is_what_its_type_says(title: str, said: str):
    assert read(entry(f"{title}<link href='/1'/>")).entries[0].title == said


@pytest.mark.parametrize(
    ("dates", "moment"),
    [
        (
            "<published>2026-12-01T11:00:00+01:00</published><updated>2026-12-02T00:00:00Z</updated>",
            "2026-12-01T10:00Z",
        ),
        ("<updated>2026-12-02T00:00:00Z</updated><published>2026-12-01T10:00:00Z</published>", "2026-12-01T10:00Z"),
        ("<updated>2026-12-02T00:00:00Z</updated>", "2026-12-02T00:00Z"),
        ("<published>soon</published><updated>2026-12-02T00:00:00Z</updated>", "2026-12-02T00:00Z"),
        ("<source><updated>2020-01-01T00:00:00Z</updated></source>", "-"),
    ],
)
def test_when_an_atom_entry_was_published(dates: str, moment: str):
    assert lines(entry(f"<title>A</title><link href='/1'/>{dates}"))[0][0] == moment


@pytest.mark.parametrize(
    ("dates", "moment"),
    [
        ("<pubDate>1796119200</pubDate>", "2026-12-01T10:00Z"),
        ("<pubDate>Tue, 01 Dec 2026 11:00:00 CET</pubDate>", "2026-12-01T10:00Z"),
        ("<dc:date>2026-12-01T10:00:00Z</dc:date>", "2026-12-01T10:00Z"),
        ("<dc:date>2026-11-01</dc:date><pubDate>Tue, 01 Dec 2026 10:00:00 GMT</pubDate>", "2026-12-01T10:00Z"),
        ("<atom:updated>2026-12-01T10:00:00Z</atom:updated>", "2026-12-01T10:00Z"),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", "-"),
        ("<pubDate>Tue, 01 Dec 2099 10:00:00 GMT</pubDate>", "-"),
        ("<pubDate>Tue, 15 Dec 2026 10:00:00 GMT</pubDate>", "2026-12-15T10:00Z"),
        ("<pubDate></pubDate>", "-"),
        ("", "-"),
    ],
)
def test_when_an_item_was_published(dates: str, moment: str):
    assert lines(item(dates))[0][0] == moment


def test_what_is_odd_about_dates_is_said():
    said = [read(item(f"<pubDate>{date}</pubDate>")).notes[0] for date in ("soon", "15 Dec 2026", "1 Dec 2099")]
    assert ["nobody can tell" in said[0], "lie ahead" in said[1], "more than a year" in said[2]] == [True] * 3


def test_what_belongs_to_a_picture_is_not_taken_for_the_entrys_own():
    media = """<media:group><media:content url='x'><media:title>Wrong</media:title>
    <media:description>Wrong</media:description>
    </media:content></media:group>
    <i:title xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'>Wrong</i:title>"""
    entry_ = read(item(media)).entries[0]
    assert (entry_.title, entry_.text) == ("A lapwing", "")


def test_the_text_is_the_summary_or_else_the_content():
    assert (
        read(item("<description>&lt;p&gt;Short&lt;/p&gt;</description><content:encoded>Long</content:encoded>"))
        .entries[0]
        .text
        == "Short"
    )
    assert (
        read(item("<content:encoded><![CDATA[<p>Long &amp; wide</p>]]></content:encoded>")).entries[0].text
        == "Long & wide"
    )


def test_a_title_of_ten_thousand_letters_is_cut_and_one_that_is_missing_is_made_from_the_text():
    assert len(read(item("", "x" * 10_000)).entries[0].title) == 300
    assert read(item("<description>What it says</description>", "")).entries[0].title == "What it says"
    assert read(item("", "")).left_out[0].why == "it has neither a title nor a text"


def test_of_two_entries_with_one_id_the_newest_is_taken():
    two = (
        "<item><title>{0}</title><link>https://kievit.example/{0}</link><guid isPermaLink='false'>same</guid>{1}</item>"
    )
    newer = "<pubDate>Tue, 01 Dec 2026 10:00:00 GMT</pubDate>"
    for first, second, taken in (("", "", "A"), ("", newer, "B"), (newer, "", "A")):
        feed = read(RSS.format(two.format("A", first) + two.format("B", second)))
        assert [one.title for one in feed.entries] == [taken] and "same" in feed.left_out[0].why


def test_an_id_that_everything_has_does_not_count():
    feed = read(
        RSS.format(
            "".join(
                f"<item><title>{n}</title><link>/{n}</link><guid isPermaLink='false'>x</guid></item>" for n in range(3)
            )
        )
    )
    assert len(feed.entries) == 3 and "share an id" in feed.notes[0]


def test_two_entries_that_lead_to_one_page_are_one():
    feed = read(
        RSS.format(
            "<item><title>A</title><link>/1</link></item><item><title>B</title><link>http://www.kievit.example/1/</link></item>"
        )
    )
    assert [one.title for one in feed.entries] == ["A"] and feed.left_out[
        0
    ].why == "another entry leads to the same page"


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_read(format_: str):
    assert lines(FORMATS[format_]) == [("2026-12-01T10:00Z", ONE, "A")]


def test_a_title_in_json_is_text_whatever_it_looks_like():
    feed = '{"items": [{"id": "1", "url": "/1", "title": "A <b>&amp;</b>"}, {"id": "2"}, 3]}'
    assert lines(feed) == [("-", ONE, "A <b>&amp;</b>")] and len(read(feed).left_out) == 1
