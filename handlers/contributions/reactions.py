"""Reacting to a colleague's post: one tap says what the person did there, without proof."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.contributions import reaction_cards as cards
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import words_of
from handlers.core.targets import read_tap
from handlers.nudges import digest_cards
from handlers.nudges.answers import own_nudge, settle_nudge
from handlers.nudges.events import Undone
from handlers.nudges.messages import show_again
from handlers.recognition import points
from handlers.registry.ways import DigestLine, Way
from models import Content, Nudge, Person


def react(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Record a reaction. The target holds the reaction and the nudge. It counts even after the content was stopped."""
    did, nudge_id = read_tap(interaction.target, cards.REACTIONS)
    person, nudge, content = own_nudge(session, interaction.model_copy(update={"target": nudge_id}), now)
    if content.way != "react":
        raise Refused("This cannot be used here.")
    settle_nudge(session, nudge, "react", now)
    nudge.reason = did
    session.flush()
    show_again(session, nudge, now)
    gained = points.reacted(session, nudge, now)
    return cards.reacted_card(words_of(person), nudge.id, content.title, did, gained)


def reaction_undone(session: Session, event: Undone, now: datetime) -> None:
    """Take back the points of an undone reaction."""
    if event.nudge.answer == "react":
        points.reaction_undone(session, event.nudge, now)


def _answered(session: Session, nudge: Nudge, person: Person, content: Content, now: datetime) -> Card | None:
    if nudge.reason not in cards.REACTIONS:
        return None
    gained = points.of_reaction(session, nudge)
    return cards.reacted_card(words_of(person), nudge.id, content.title, nudge.reason, gained)


def _line(session: Session, nudge: Nudge, person: Person) -> DigestLine | None:
    if nudge.reason not in cards.REACTIONS:
        return None
    words = words_of(person)
    return DigestLine(words.t(cards.REACTIONS[nudge.reason][1]), digest_cards.undo_button(words, nudge.id))


REACT = Way(offer=cards.reaction, answered=_answered, line=_line)
