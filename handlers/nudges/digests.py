"""Digests: several nudges in one message, each answered separately."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from handlers.content.offers import offered
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import meet, words_of
from handlers.core.targets import id_in
from handlers.nudges import answers
from handlers.nudges import digest_cards as cards
from handlers.nudges.cards import REASONS, ask_why, comes_back, gone
from handlers.nudges.messages import IN_ONE
from handlers.nudges.nudge import MEANT, answered_in, current_card, note_sent
from handlers.nudges.offer_card import Background, Shown, background, credit_beside, text_for
from handlers.nudges.targets import Verb, read_item
from handlers.outbox.pause import is_paused, refuse_while_paused
from handlers.outbox.pause_cards import comes_back_later
from handlers.planning.moments import second_today
from handlers.registry.feature import features_of
from handlers.registry.messages import Wait
from models import Content, Message, Nudge, Person
from models.given import packed
from models.prepared import Query

Press = Callable[[Session, Interaction, datetime], Card]
ALONE: Mapping[Verb, Press] = {  # answered exactly like a nudge that came alone
    "later": answers.later,
    "reason": answers.reason,
    "skip": answers.skip,
    "undo": answers.undo,
}
BESIDE: Mapping[Verb, str] = {"open": "current", "share": "share"}  # verb → action that answers in a new card
REST: tuple[Verb, ...] = ("later", "share", "skip")  # refused while everything is paused
BEST_FIRST = (
    Content.urgent_at.is_(None),
    Content.important.desc(),
    Content.ends_at.nulls_last(),
    Content.starts_at.desc(),
    Content.id,
)
ITEMS = (
    select(Nudge, Person, Content)
    .join(Person, and_(Person.workspace == Nudge.workspace, Person.person == Nudge.person))
    .join(Content, and_(Content.workspace == Nudge.workspace, Content.id == Nudge.content))
    .order_by(Person.workspace, Person.person, Nudge.digest, *BEST_FIRST)
)

WANTED = Query(ITEMS.join(MEANT, and_(Nudge.workspace == MEANT.c.workspace, Nudge.digest == MEANT.c.id)).where(IN_ONE))
OF_DIGEST = Query(
    ITEMS.where(Nudge.workspace == bindparam("workspace"), Nudge.digest == bindparam("digest")).where(IN_ONE)
)


def write_digests(session: Session, messages: Sequence[Message], now: datetime) -> list[Card | Wait | None]:
    """Write the digests at delivery. Items that no longer hold drop out; if one is left, it is an ordinary nudge."""
    wanted = packed((message.workspace, message.subject) for message in messages)
    shown = [Shown(*row) for row in WANTED.all(session, meant=wanted)]
    found = {key: [*same] for key, same in groupby(shown, lambda one: (one.nudge.workspace, one.nudge.digest))}
    several = [found.get((message.workspace, message.subject), []) for message in messages]
    known = background(session, [one for its in several for one in its], now)
    return [_write(session, message, its, known, now) for message, its in zip(messages, several, strict=True)]


def _write(
    session: Session, message: Message, shown: Sequence[Shown], known: Background, now: datetime
) -> Card | Wait | None:
    if not shown or not shown[0].person.joined:
        return None
    if message.ref is not None:
        return _several(shown, session, now, known=known) if len(shown) > 1 else _alone(session, shown[0], now)
    person = shown[0].person
    holds = [one for one in shown if offered(one.content, now, person.timezone) and one.nudge.answer is None]
    if not holds:
        return None
    if wait := second_today(person, message.key, now):
        return wait
    note_sent(person, [one.nudge for one in holds], message.key, now)
    for one in shown:
        if one not in holds:  # nobody was told about it, so it leaves the digest
            one.nudge.digest = ""
    return _several(holds, session, now, known=known) if len(holds) > 1 else _alone(session, holds[0], now)


def _alone(session: Session, shown: Shown, now: datetime) -> Card | None:
    return current_card(session, shown, background(session, [shown], now), now)


def digest(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Show the current state of a digest, when somebody opens an old message."""
    person = meet(session, interaction.actor, now)
    shown = _of(session, person.workspace, interaction.target)
    if shown[0].person is not person:
        raise Refused("This card belongs to somebody else.")
    return _several(shown, session, now)


def item(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Answer one item as if it had come alone, and show the whole digest again."""
    tap = read_item(interaction.target)
    heard = interaction.model_copy(update={"target": tap.about})
    if tap.word in REST:
        refuse_while_paused(session, interaction.actor.workspace)
    if tap.word in BESIDE:
        return _beside(session, BESIDE[tap.word], heard, now)
    if tap.word != "back":
        ALONE[tap.word](session, heard, now)
    own = heard.model_copy(update={"target": id_in(tap.about)})
    _, nudge, _ = answers.own_nudge(session, own, now)
    shown = _of(session, nudge.workspace, nudge.digest)
    return _several(shown, session, now, asks=nudge.id if tap == ("later", nudge.id) else "")


def _beside(session: Session, action: str, heard: Interaction, now: datetime) -> Card:
    card = features_of(session.info).actions[action].handle(session, heard, now)
    if not isinstance(card, Card):
        raise TypeError(f"{action} of a digest answers {type(card).__name__}")
    return card.model_copy(update={"instead": False})


def _of(session: Session, workspace: str, digest_id: str) -> list[Shown]:
    """The nudges of a digest. Refused for the empty id, which nudges that came alone have."""
    if shown := [Shown(*row) for row in OF_DIGEST.all(session, workspace=workspace, digest=digest_id)]:
        return shown
    raise Refused("This card has expired. See what is new: /heraut next")


def _several(
    shown: Sequence[Shown], session: Session, now: datetime, asks: str = "", known: Background | None = None
) -> Card:
    """`asks`: the id of the nudge that shows the question when it should come back, and so is the one to answer now.

    Otherwise that is the first that has no answer. It has a text to start from.
    """
    head, waits = shown[0], is_paused(session, shown[0].nudge.workspace)
    items = [_item(session, one, now, waits=waits, asks=one.nudge.id == asks) for one in shown]
    known = known or background(session, shown, now)
    items = [_credited(one, item, known) for one, item in zip(shown, items, strict=True)]
    open_ = [place for place, one in enumerate(shown) if one.nudge.answer is None and items[place].buttons]
    if open_:
        place = next((place for place in open_ if shown[place].nudge.id == asks), open_[0])
        text = text_for(shown[place], known)
        items[place] = items[place]._replace(front=True, text=text)
    return cards.digest_card(words_of(head.person), head.nudge.digest, head.nudge.id, items)


def _credited(shown: Shown, item: cards.DigestItem, known: Background) -> cards.DigestItem:
    """The item, naming the person who suggested it, where nothing else is said about it."""
    return item._replace(said=item.said or credit_beside(words_of(shown.person), shown.content, known))


def _item(session: Session, shown: Shown, now: datetime, *, waits: bool, asks: bool) -> cards.DigestItem:
    nudge, person, content = shown
    words = words_of(person)
    match nudge.answer:
        case None if not offered(content, now, person.timezone):
            return cards.DigestItem(content, gone(words), None)
        case None if waits:
            return cards.DigestItem(content, comes_back_later(words), None)
        case None:
            return cards.DigestItem(
                content, "", cards.when_buttons(words, nudge.id) if asks else cards.open_(words, nudge.id, content.way)
            )
        case "later" if nudge.later_until is not None:
            said = comes_back(words, nudge.later_until, person.timezone)
            return cards.DigestItem(content, said, cards.undo_button(words, nudge.id))
        case "skip":
            asking = nudge.reason is None and nudge.answered_at is not None and now - nudge.answered_at < answers.UNDO
            said = f"{words.t('Skipped.')} {ask_why(words)}" if asking else words.t("Skipped.")
            return cards.DigestItem(content, said, cards.skipped_buttons(words, nudge.id, [*REASONS] if asking else ()))
        case _:
            return _done(session, shown)


def _done(session: Session, shown: Shown) -> cards.DigestItem:
    nudge, person, content = shown
    lines = (way.line(session, nudge, person) for way in answered_in(session, nudge))
    if line := next((line for line in lines if line), None):
        return cards.DigestItem(content, line.said, line.buttons)
    words = words_of(person)
    return cards.DigestItem(content, words.t("You began to share this."), cards.begun_buttons(words, nudge.id))
