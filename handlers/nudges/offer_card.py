"""The card that a person sees for a nudge: one at a time, or many with few reads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import String, and_, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Card
from handlers.core.language import Words
from handlers.core.people import words_of
from handlers.members.credits import chooser_of, credit_line, credits_of
from handlers.nudges.reason_phrases import reasons_line
from handlers.planning.handouts import QUESTION
from handlers.planning.ranking import read_reasons
from handlers.registry.feature import features_of
from handlers.registry.ways import Offered, Way
from models import Content, Nudge, Person, SuggestedText
from models.content import WayName
from models.given import joined, packed
from models.prepared import Query

Key = tuple[str, str]

ABOUT = joined("contents", workspace=String(), content=String())
TEXTS = Query(
    select(SuggestedText.workspace, SuggestedText.content, SuggestedText.text)
    .join(ABOUT, and_(SuggestedText.workspace == ABOUT.c.workspace, SuggestedText.content == ABOUT.c.content))
    .order_by(SuggestedText.position)
)
BY = joined("choosers", workspace=String(), person=String())
CHOOSERS = Query(
    select(Person.workspace, Person.person, Person.name).join(
        BY, and_(Person.workspace == BY.c.workspace, Person.person == BY.c.person)
    )
)


class Shown(NamedTuple):
    """A nudge, the person it is for, and the content it offers."""

    nudge: Nudge
    person: Person
    content: Content


class Background(NamedTuple):
    """What else the cards need: texts by (workspace, content), names of who chose it by (workspace, person).

    `credits`: the names of those who suggested it, by (workspace, content), where they may be told.
    """

    texts: Mapping[Key, Sequence[str]]
    choosers: Mapping[Key, str]
    credits: Mapping[Key, str]


def card_of(session: Session, nudge: Nudge, now: datetime) -> Card:
    """The card of one nudge as its person sees it."""
    person = session.get_one(Person, (nudge.workspace, nudge.person))
    content = session.get_one(Content, (nudge.workspace, nudge.content))
    if own := registered_ways(session)[content.way].own(session, content):
        return own
    shown = Shown(nudge, person, content)
    return offer_card(session, shown, background(session, [shown], now))


def registered_ways(session: Session) -> Mapping[WayName, Way]:
    """The ways of taking part that the features register, by name."""
    return features_of(session.info).ways


def background(session: Session, shown: Sequence[Shown], now: datetime) -> Background:
    """Read the texts and names of all these nudges in two queries, or three if some content was suggested."""
    contents = {(content.workspace, content.id): (content.workspace, chooser_of(content)) for _, _, content in shown}
    texts = TEXTS.all(session, contents=packed(contents))
    choosers = CHOOSERS.all(session, choosers=packed({*contents.values()}))
    return Background(
        texts=_grouped(texts),
        choosers={(workspace, person): name for workspace, person, name in choosers},
        credits=credits_of(session, (content for _, _, content in shown), now),
    )


def _grouped(rows: Iterable[tuple[str, str, str]]) -> Mapping[Key, Sequence[str]]:
    found: dict[Key, list[str]] = defaultdict(list)
    for workspace, key, value in rows:
        found[workspace, key].append(value)
    return found


def offer_card(session: Session, shown: Shown, known: Background) -> Card:
    """The card of an open nudge: why it is worth sharing, a text to start from, and why it came."""
    nudge, person, content = shown
    text, asks, reasons = text_for(shown, known), nudge.text == QUESTION, _reasons(shown, known)
    words = words_of(person)
    offered = Offered(words, nudge, content, text, asks, reasons, credit_beside(words, content, known))
    return registered_ways(session)[content.way].offer(offered)


def credit_beside(words: Words, content: Content, known: Background) -> str:
    """Who suggested it, in a sentence; empty where nobody may be named."""
    return credit_line(words, known.credits.get((content.workspace, content.id), ""))


def text_for(shown: Shown, known: Background) -> str:
    """The suggested text that this person starts from; empty if there is none, or a question takes its place."""
    texts = known.texts.get((shown.content.workspace, shown.content.id), ())
    return texts[shown.nudge.text % len(texts)] if texts and shown.nudge.text != QUESTION else ""


def _reasons(shown: Shown, known: Background) -> str:
    """Why this person sees this content, from the reasons that were kept when it was chosen."""
    nudge, person, content = shown
    chooser = known.choosers[content.workspace, chooser_of(content)]
    reasons = read_reasons(nudge.because)
    return reasons_line(words_of(person), reasons, content, chooser, asked=nudge.asked)
