"""A nudge's card, as its person sees it: for one, or for many with few reads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from handlers.cards import nudge as cards
from handlers.interaction import Card
from handlers.localtime import local_date
from handlers.people import words_of
from models import Content, ContentTag, Nudge, Person, Preference, SuggestedText

Key = tuple[str, str]


class Shown(NamedTuple):
    """A nudge, whom it is for, and what it offers."""

    nudge: Nudge
    person: Person
    content: Content


class Background(NamedTuple):
    """What else their cards tell, by the keys of content and of people."""

    texts: Mapping[Key, Sequence[str]]
    topics: Mapping[Key, Sequence[str]]
    followed: Mapping[Key, frozenset[str]]
    authors: Mapping[Key, Person]


def key_of(nudge: Nudge) -> str:
    """The key of the message that shows this nudge now."""
    return f"nudge:{nudge.id}:{nudge.round}"


def card_of(session: Session, nudge: Nudge) -> Card:
    """The nudge as its person sees it."""
    person = session.get_one(Person, (nudge.workspace, nudge.person))
    content = session.get_one(Content, (nudge.workspace, nudge.content))
    shown = Shown(nudge, person, content)
    return card(shown, background(session, [shown]))


def background(session: Session, shown: Sequence[Shown]) -> Background:
    """Read for all of them at once."""
    contents = {(content.workspace, content.id): content for _, _, content in shown}
    texts = select(SuggestedText.workspace, SuggestedText.content, SuggestedText.text).where(
        tuple_(SuggestedText.workspace, SuggestedText.content).in_(contents)
    )
    tags = select(ContentTag.workspace, ContentTag.content, ContentTag.value).where(
        tuple_(ContentTag.workspace, ContentTag.content).in_(contents), ContentTag.kind == "topic"
    )
    topics = _grouped(session.execute(tags.order_by(ContentTag.value)))
    followed: Mapping[Key, Sequence[str]] = {}
    if topics:
        people = [(person.workspace, person.person) for _, person, _ in shown]
        follows = select(Preference.workspace, Preference.person, Preference.value).where(
            tuple_(Preference.workspace, Preference.person).in_(people), Preference.kind == "topic"
        )
        followed = _grouped(session.execute(follows))
    authors = {(content.workspace, content.author) for content in contents.values()}
    return Background(
        texts=_grouped(session.execute(texts.order_by(SuggestedText.position))),
        topics=topics,
        followed={key: frozenset(values) for key, values in followed.items()},
        authors={key: session.get_one(Person, key) for key in authors},
    )


def _grouped(rows: Iterable[tuple[str, str, str]]) -> Mapping[Key, Sequence[str]]:
    found: dict[Key, list[str]] = defaultdict(list)
    for workspace, key, value in rows:
        found[workspace, key].append(value)
    return found


def card(shown: Shown, known: Background) -> Card:
    """Why it is worth sharing, one text to start from, and why it came."""
    nudge, person, content = shown
    texts = known.texts.get((content.workspace, content.id), ())
    text = texts[nudge.text % len(texts)] if texts else ""
    reasons = _reasons(shown, known)
    return cards.nudge(words_of(person), nudge.id, cards.preview(content), content.why, text, reasons)


def _reasons(shown: Shown, known: Background) -> tuple[str, ...]:
    """Why this person sees this content: what really decided it."""
    nudge, person, content = shown
    words = words_of(person)
    followed = known.followed.get((person.workspace, person.person), frozenset())
    topics = [topic for topic in known.topics.get((content.workspace, content.id), ()) if topic in followed]
    author = known.authors[content.workspace, content.author]
    day = words.date(local_date(content.starts_at, person.timezone))
    reasons = (
        words.t("you asked for it") if nudge.asked else "",
        words.t("you follow {topics}", topics=words.list(topics)) if topics else words.t("it is for everybody"),
        words.t("{name} chose it on {day}", name=author.name, day=day),
    )
    return tuple(reason for reason in reasons if reason)
