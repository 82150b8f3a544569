"""`/heraut feeds`: the feeds that are followed; adding, pausing and removing one."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.core.addresses import clean_address, host_of
from handlers.core.commands import argument
from handlers.core.forms import GivenAddress, Submitted, check
from handlers.core.interaction import Card, Interaction, Refused, Reply
from handlers.core.people import champion, meet, words_of
from handlers.core.targets import read_page
from handlers.encryption.signatures import seal_briefly
from handlers.feeds import cards
from handlers.feeds.follows import feed_at, feed_of, subscribe
from handlers.feeds.list_page import LIST
from handlers.feeds.pace import FIRST
from models import Feed, FeedEntry, Person
from models.feed import FeedState

PAGE = 8
VERBS = {
    "add": "add", "follow": "add", "toevoegen": "add", "voeg": "add", "volg": "add",
    "pause": "pause", "pauzeer": "pause", "pauze": "pause", "stop": "pause",
    "resume": "resume", "hervat": "resume",
    "remove": "remove", "delete": "remove", "unfollow": "remove", "verwijder": "remove", "weg": "remove",
}  # fmt: skip


class Adding(Submitted):
    """The submitted form."""

    url: GivenAddress


def feeds(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """The list, or what was typed after the word: an address to add, or what to do with one."""
    person = champion(meet(session, interaction.actor, now))
    typed = (argument(interaction) or "").split()
    verb = VERBS.get(typed[0].lower(), "") if typed else ""
    said = [word for word in (typed[1:] if verb else typed) if word.lower() not in ("toe", "to")]
    if not said:
        return cards.add_form(words_of(person)) if verb == "add" else list_feeds(session, person, interaction.target)
    address = clean_address(said[0].strip("<>"))
    if address is None:
        raise Refused("This is not a web address. It should look like https://example.com/page.")
    if verb in ("", "add"):
        return _added(session, person, address, now)
    feed = feed_at(session, person.workspace, address)
    if feed is None:
        raise Refused("This feed is not followed. See what is: /heraut feeds")
    if verb == "remove":
        return _removed(session, person, feed)
    _set(feed, "paused" if verb == "pause" else "active", now)
    return list_feeds(session, person, "")


def add_feed(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """The form, and what it holds; or a feed that was removed by mistake."""
    person = champion(meet(session, interaction.actor, now))
    if "url" not in interaction.values and not interaction.target:
        return cards.add_form(words_of(person))
    address = clean_address(interaction.target) or check(Adding, interaction, words_of(person)).url
    return _added(session, person, address, now)


def pause_feed(session: Session, interaction: Interaction, now: datetime) -> Card:
    person = champion(meet(session, interaction.actor, now))
    _set(feed_of(session, person, interaction.target), "paused", now)
    return list_feeds(session, person, "")


def resume_feed(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Read it again, from now on."""
    person = champion(meet(session, interaction.actor, now))
    _set(feed_of(session, person, interaction.target), "active", now)
    return list_feeds(session, person, "")


def remove_feed(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Follow it no longer. Drafts that were made of its entries stay."""
    person = champion(meet(session, interaction.actor, now))
    return _removed(session, person, feed_of(session, person, interaction.target))


def use_feed(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Follow the feed that a page has, in place of the page."""
    person = champion(meet(session, interaction.actor, now))
    feed = feed_of(session, person, interaction.target)
    if not feed.offer:
        raise Refused("This feed can be read already.")
    offer, title = feed.offer, feed.title
    session.delete(feed)
    session.flush()
    subscribe(session, person, offer, now, title)
    return list_feeds(session, person, "")


def take_feeds(session: Session, interaction: Interaction, now: datetime) -> Card:
    """An address for the list of all feeds as a file."""
    person = champion(meet(session, interaction.actor, now))
    token, until = seal_briefly(session, LIST, now, person.workspace, person.person)
    return cards.list_file(words_of(person), f"/feeds/{token}", until, person.timezone)


def list_feeds(session: Session, person: Person, target: str) -> Card:
    """A page of the list: what cannot be read first, then by name."""
    page = read_page(target) or 0
    its = Feed.workspace == person.workspace
    count = session.scalar(select(func.count()).where(its)) or 0
    order = (Feed.problem == "", func.lower(Feed.title), Feed.address)
    found = session.scalars(select(Feed).where(its).order_by(*order).offset(page * PAGE).limit(PAGE + 1)).all()
    new = (FeedEntry.workspace == person.workspace, FeedEntry.state == "new")
    counts = select(FeedEntry.feed, func.count()).where(*new).group_by(FeedEntry.feed)
    waiting = {feed: number for feed, number in session.execute(counts)}  # noqa: C416 - rows, not pairs
    pages = cards.Pages(page, len(found) > PAGE, count)
    return cards.feeds_card(words_of(person), found[:PAGE], waiting, pages, person.timezone)


def _added(session: Session, person: Person, address: str, now: datetime) -> Card:
    if subscribe(session, person, address, now) is None:
        if feed_at(session, person.workspace, address):
            raise Refused("This feed is followed already. See it: /heraut feeds")
        raise Refused("There are too many feeds already. Remove one first: /heraut feeds")
    return cards.added_card(words_of(person), address)


def _removed(session: Session, person: Person, feed: Feed) -> Card:
    name, address = feed.title or host_of(feed.address), feed.address
    session.delete(feed)
    session.flush()
    return cards.removed(words_of(person), name, address)


def _set(feed: Feed, state: FeedState, now: datetime) -> None:
    feed.state, feed.next_at = state, now if state == "active" else None
    if state == "active":
        feed.problem, feed.failing_since, feed.failures, feed.offer, feed.pace = "", None, 0, "", FIRST
