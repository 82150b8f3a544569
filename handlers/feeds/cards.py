"""Cards and forms about feeds. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from handlers.core.addresses import host_of
from handlers.core.buttons import MOST, folded, in_turn, more
from handlers.core.interaction import Button, Buttons, Card, Divider, Form, Input, Part, Preview, Text
from handlers.core.language import Words, mark
from models import Feed
from models.content import ContentState
from models.feed import FeedProblem

WRONG: Mapping[FeedProblem, str] = {
    "gone": mark("Its server says that it is gone for good."),
    "missing": mark("Nothing is at this address any more."),
    "refused": mark("Its server refuses to give it to us."),
    "failing": mark("Its server has an error."),
    "away": mark("Its server does not answer."),
    "page": mark("This is a page, not a feed."),
    "no_feed": mark("What is at this address is not a feed."),
}


class FoundDraft(NamedTuple):
    """A draft that was made of an entry."""

    content: str
    title: str
    url: str
    feed: str
    moment: datetime | None
    state: ContentState
    topics: Sequence[str]
    cut: bool = False  # only the beginning of its feed is read
    asked: bool = False  # another champion was asked to approve it

    @property
    def undecided(self) -> bool:
        return self.state == "draft" and not self.asked


class Older(NamedTuple):
    """Drafts of earlier days that nobody has decided about, and the last of those days."""

    drafts: int
    batch: str


def drafts(words: Words, found: Sequence[FoundDraft], older: Older, zone: str) -> Card:
    """The day's drafts, each with its buttons or with what became of it; and a way to those that still wait."""
    t = words.t
    waiting = sum(one.undecided for one in found)
    title = words.tn("{n} new from your feeds", "{n} new from your feeds", len(found))
    said = t("All are decided. Thank you!")
    if waiting:
        said = t("These are drafts: nobody sees them until a champion uses them.")
    rows = [_choices(words, one) for one in found if one.undecided]
    shown = in_turn(words, rows, 0) if rows else ()
    each = iter(shown)
    parts: list[Part] = [Text(text=said, style="quiet")]
    for one in found:
        parts += _about(words, one, zone)
        parts += [next(each)] if one.undecided else [Text(text=_became(words, one), style="quiet")]
    cut = sorted({one.feed for one in found if one.cut})
    note = (Text(text=t("So long that only the beginning is read: {feeds}", feeds=", ".join(cut)), style="quiet"),)
    last = Buttons(buttons=(*_older(words, older), Button(action="feeds", label=t("Feeds"))))
    last = folded(words, last, MOST - sum(len(row.buttons) for row in shown))
    return Card(title=title, summary=said, parts=(*parts, Divider(), *(note if cut else ()), last), instead=True)


def _older(words: Words, older: Older) -> tuple[Button, ...]:
    label = words.tn("{n} older draft", "{n} older drafts", older.drafts)
    return (Button(action="older_drafts", label=label, target=older.batch),) if older.drafts else ()


def _about(words: Words, one: FoundDraft, zone: str) -> list[Part]:
    day = words.date(one.moment, zone) if one.moment else ""
    told = " · ".join(filter(None, (one.feed, day, *one.topics)))
    return [Divider(), Preview(url=one.url, title=one.title, description=told)]


def _choices(words: Words, one: FoundDraft) -> Buttons:
    t = words.t
    return Buttons(
        buttons=(
            Button(action="use_entry", label=t("Use"), target=one.content, style="primary"),
            Button(action="edit", label=t("Edit"), target=one.content),
            Button(action="drop_entry", label=t("Not this one"), target=one.content),
        )
    )


def _became(words: Words, one: FoundDraft) -> str:
    if one.asked:
        return words.t("Another champion has been asked to approve it.")
    return words.t("It is published.") if one.state == "running" else words.t("It is not used.")


def feeds_card(words: Words, feeds: Sequence[Feed], waiting: Mapping[str, int], pages: "Pages", zone: str) -> Card:
    """The feeds that are followed. `waiting`: new entries by feed."""
    t = words.t
    said = t("Heraut reads feeds for champions. What is new becomes drafts, five a day at most.")
    if pages.total:
        said = words.tn("{n} feed is followed.", "{n} feeds are followed.", pages.total)
    rows = iter(_rows(words, feeds))
    parts: list[Part] = [Text(text=said, style="quiet")]
    for feed in feeds:
        state = Text(text=_state(words, feed, waiting.get(feed.id, 0), zone), style="quiet")
        parts += [Divider(), Text(text=feed.title or host_of(feed.address), style="strong")]
        parts += [Text(text=feed.address, style="quiet"), state, next(rows)]
    add = Button(action="add_feed", label=t("Add a feed"), style="primary")
    take = (Button(action="take_feeds", label=t("Take the list along")),) if pages.total else ()
    turn = [Button(action="feeds", target=str(pages.page - 1), label=t("Back"))] if pages.page else []
    turn += [Button(action="feeds", target=str(pages.page + 1), label=t("More feeds"))] if pages.more else []
    rest = (*take, *turn)
    row = Buttons(buttons=(add,), menu=more(words, *rest) if rest else None)
    return Card(title=t("Feeds"), summary=said, parts=(*parts, Divider(), row), instead=True)


class Pages(NamedTuple):
    """Which page of the list this is."""

    page: int
    more: bool
    total: int


def _rows(words: Words, feeds: Sequence[Feed]) -> Iterator[Buttons]:
    """One button of each feed in sight if there are few; otherwise what helps a page that has a feed comes first."""
    left = MOST - 1
    for feed in feeds:
        shown = int(left > 0 and (bool(feed.offer) or len(feeds) < MOST))
        left -= shown
        yield folded(words, _actions(words, feed), shown)


def _actions(words: Words, feed: Feed) -> Buttons:
    t = words.t
    offer = (Button(action="use_feed", label=t("Use the feed of this page"), target=feed.id),) if feed.offer else ()
    rest = Button(action="resume_feed", label=t("Read it again"), target=feed.id)
    if feed.state == "active":
        rest = Button(action="pause_feed", label=t("Pause"), target=feed.id)
    remove = Button(action="remove_feed", label=t("Remove"), target=feed.id)
    return Buttons(buttons=(*offer, rest, remove))


def _state(words: Words, feed: Feed, waiting: int, zone: str) -> str:
    t = words.t
    if feed.state == "paused":
        return t("Paused.")
    said = []
    if feed.problem:
        said.append(t(WRONG[feed.problem]))
    elif feed.state == "ended":
        said.append(t("It says itself that nothing new will come."))
    elif feed.read_at is None:
        said.append(t("It is read within a minute."))
    if feed.read_at is not None:
        said.append(t("Last read on {when}.", when=words.when(feed.read_at, zone)))
    if feed.cut and not feed.problem:
        said.append(t("It is so long that only its beginning is read."))
    if waiting:
        said.append(words.tn("{n} new entry waits.", "{n} new entries wait.", waiting))
    return " ".join(said)


def add_form(words: Words, url: str = "") -> Form:
    t = words.t
    hint = t("Of a feed, of a page that has one, or of a list of feeds (OPML).")
    return Form(
        action="add_feed",
        title=t("Add a feed"),
        inputs=(Input(name="url", label=t("Address"), kind="url", hint=hint, value=url, required=True, longest=2000),),
        submit=t("Add"),
        cancel=t("Cancel"),
    )


def added_card(words: Words, address: str) -> Card:
    t = words.t
    said = t("Heraut reads it within a minute, and then again and again at its own pace.")
    row = Buttons(buttons=(Button(action="feeds", label=t("Feeds")), Button(action="add_feed", label=t("Add another"))))
    title = t("Added: {address}", address=host_of(address))
    return Card(
        title=title, summary=said, parts=(Text(text=said), Text(text=address, style="quiet"), row), instead=True
    )


def silent(words: Words, feed: Feed, zone: str) -> Card:
    """A feed that cannot be read, for its champion."""
    t = words.t
    name = feed.title or host_of(feed.address)
    title = t("This feed cannot be read: {name}", name=name)
    said = t(WRONG[feed.problem]) if feed.problem else t("It can be read again.")
    last = t("Last read on {when}.", when=words.when(feed.read_at, zone)) if feed.read_at else ""
    parts = (
        Text(text=said),
        Text(text=feed.address, style="quiet"),
        *((Text(text=last, style="quiet"),) if last else ()),
    )
    return Card(title=title, summary=said, parts=(*parts, _actions(words, feed)))


def list_file(words: Words, path: str, until: datetime, zone: str) -> Card:
    t = words.t
    said = t("Your feeds as a list (OPML) that every feed reader can read. The address works until {time}.",
             time=words.time(until, zone))  # fmt: skip
    row = Buttons(buttons=(Button(action="", label=t("Download"), link=path),))
    return Card(title=t("Feeds"), summary=said, parts=(Text(text=said), row))


def removed(words: Words, name: str, address: str) -> Card:
    t = words.t
    said = t("It is not read any more. Drafts that came from it stay.")
    back = Button(action="add_feed", label=t("Follow it again"), target=address)
    row = Buttons(buttons=(back, Button(action="feeds", label=t("Feeds"))))
    return Card(title=t("Removed: {name}", name=name), summary=said, parts=(Text(text=said), row), instead=True)
