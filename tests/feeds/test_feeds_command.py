"""`python app.py feeds read`, in a real process."""

from pathlib import Path

from tests.feeds.reading import RSS
from tests.support.processes import heraut

FEED = RSS.format(
    """<item><title>A lapwing</title><link>/1</link><pubDate>Tue, 01 Dec 2026 11:00:00 CET</pubDate></item>
    <item><title>No date</title><link>/2</link><pubDate>soon</pubDate></item><item><title>No page</title></item>"""
)


async def test_it_prints_what_would_be_taken_and_what_not(tmp_path: Path):
    (tmp_path / "feed.xml").write_text(FEED)
    code, said = await heraut("feeds", "read", "feed.xml", "--address", "https://kievit.example/f", cwd=tmp_path)
    assert code == 0
    assert "2026-12-01T10:00Z\thttps://kievit.example/1\tA lapwing\n-\thttps://kievit.example/2\tNo date\n" in said
    assert "left out: No page: it has no address" in said and "2 would be taken, 1 left out." in said


async def test_what_is_no_feed_ends_with_a_sentence(tmp_path: Path):
    (tmp_path / "page.html").write_text("<html><link rel=alternate type=application/rss+xml href=https://k.example/f>")
    for source, why in (("page.html", "It has a feed at https://k.example/f"), ("none", "cannot be read")):
        code, said = await heraut("feeds", "read", source, cwd=tmp_path)
        assert code == 1 and why in said and "Traceback" not in said
    code, said = await heraut("feeds", "read", "http://127.0.0.1/feed", cwd=tmp_path)
    assert code == 1 and "there is no connection to its server" in said
