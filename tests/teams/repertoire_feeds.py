"""What champions say and see about feeds."""

from handlers.core.buttons import all_of
from tests.feeds.server import BLOG, FeedServer
from tests.teams.repertoire import Repertoire

PAGE = "https://kievit.example/a-page"


async def feeds(office: Repertoire) -> None:
    await office.champions("boss", "carl")
    server = FeedServer(office)
    server.says(BLOG, "First *post* today", "Second post <today>", "Third post & today")
    server.feeds[PAGE] = server.feeds[BLOG]._replace(text=f"<html><link rel=alternate type='text/xml' href='{BLOG}'>")
    await office.act("no feeds", "carl", "feeds")
    await office.act("adding a feed", "carl", "add_feed")
    await office.act("a feed with a mistake", "carl", "add_feed", values={"url": "nonsense"})
    await office.act("a feed added", "carl", "add_feed", values={"url": BLOG})
    await office.act("a page added", "carl", "feeds", values={"text": PAGE})
    await office.passes(minutes=1)
    listing = await office.card("the feeds", "carl", "feeds")
    await office.passes(minutes=1)
    card = next(card for card in office.told("carl") if "3 " in card.title and "feeds" in card.title)
    one, two, _ = (button.target for button in all_of(card) if button.action == "use_entry")
    await office.act("an entry used", "carl", "use_entry", one)
    await office.act("an entry not used", "carl", "drop_entry", two)
    await office.act("older drafts", "carl", "older_drafts", f"{office.now:%Y-%m-%d}")
    await office.act("the feeds to take along", "carl", "take_feeds")
    feed = next(button.target for button in all_of(listing) if button.action == "pause_feed")
    await office.act("a feed paused", "carl", "pause_feed", feed)
    server.fails(BLOG, 410)
    server.fails(PAGE, 410)
    await office.act("a feed read again", "carl", "resume_feed", feed)
    await office.passes(hours=1)
    await office.passes(minutes=1)
    await office.act("a feed removed", "carl", "remove_feed", feed)
