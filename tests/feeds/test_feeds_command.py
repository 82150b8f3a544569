"""`python app.py feeds`, in a real process."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from handlers.features import open_store
from models import Feed
from tests.feeds.reading import RSS
from tests.support.office import Office
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


LIST = """<?xml version="1.0"?><opml version="2.0"><body>
<outline text="Birds"><outline type="rss" text="Owls" xmlUrl="https://owls.example/feed"/>
<outline type="rss" text="Owls, once more" xmlUrl="http://www.owls.example/feed/"/></outline>
<outline type="rss" title="Blades" text="" xmlUrl="https://blades.example/atom.xml"/></body></opml>"""


async def followed(url: str) -> list[tuple[str, str, str]]:
    rows = select(Feed.address, Feed.title, Feed.added_by).order_by(Feed.address.desc())
    with closing(open_store(url)) as store:
        return [(address, title, by) for address, title, by in await store.run(lambda s: s.execute(rows).all())]


async def test_a_list_on_disk_is_followed_once(tmp_path: Path, database_url: str):
    (tmp_path / "feeds.opml").write_text(LIST)
    with closing(open_store(database_url)) as store:
        office = await Office(store).open()
        await office.does("boss", "join")
    command, settings = ("feeds", "import", "feeds.opml"), {"DATABASE_URL": database_url}
    code, said = await heraut(*command, "--dry-run", cwd=tmp_path, **settings)
    assert (code, said.strip().splitlines()) == (
        0,
        [
            "new\thttps://owls.example/feed\tOwls",
            "followed already\thttp://www.owls.example/feed/\tOwls, once more",
            "new\thttps://blades.example/atom.xml\tBlades",
            "2 new, 1 followed already. Nothing was changed: this was a dry run.",
        ],
    )
    assert await followed(database_url) == []
    code, said = await heraut(*command, cwd=tmp_path, **settings)
    assert code == 0 and said.strip().endswith("2 new, 1 followed already.")
    ours = [("https://owls.example/feed", "Owls", "boss"), ("https://blades.example/atom.xml", "Blades", "boss")]
    assert await followed(database_url) == ours
    code, said = await heraut(*command, cwd=tmp_path, **settings)
    assert code == 0 and said.strip().endswith("0 new, 3 followed already.")
    assert await followed(database_url) == ours


async def test_a_file_that_is_no_list_and_a_store_without_champions_have_a_sentence(tmp_path: Path, database_url: str):
    (tmp_path / "feeds.opml").write_text(LIST)
    (tmp_path / "page.html").write_text("<html>hello</html>")
    open_store(database_url).close()
    for file, why in (
        ("page.html", "page.html is no list of feeds (OPML). Feed readers write one under “Export”."),
        ("none.opml", "none.opml cannot be read: No such file or directory."),
        ("feeds.opml", "There is no champion yet"),
    ):
        code, said = await heraut("feeds", "import", file, cwd=tmp_path, DATABASE_URL=database_url)
        assert code == 1 and why in said and "Traceback" not in said
