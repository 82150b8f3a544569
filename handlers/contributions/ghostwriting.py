"""A champion takes a person's rough thought, writes it up, and hands the text back."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.contributions import thought_cards as cards
from handlers.contributions import thought_states
from handlers.core.forms import Filled, Submitted, check
from handlers.core.interaction import Card, Interaction, Refused, Reply
from handlers.core.people import champion, meet, words_of
from handlers.outbox.kinds import DRAFT, THOUGHT
from handlers.outbox.queue import refresh, tell
from models import Message, Person, Thought


class Written(Submitted):
    """The submitted form with the champion's text."""

    text: Filled


def take(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Take a thought. If two champions press at once, one gets it and the other is told."""
    helper, thought = _handed(session, interaction, now)
    if not thought_states.step(session, thought, "take", Thought.champion == "", champion=helper.person):
        raise Refused("Somebody else was first: this has been decided already.")
    refresh(session, thought.workspace, THOUGHT, [thought.id], now)
    return _card(session, helper, thought)


def write(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask the champion for the text, and tell the author that it is there."""
    helper, thought = _handed(session, interaction, now)
    words, author = words_of(helper), session.get_one(Person, (thought.workspace, thought.person))
    if thought.state != "rough" or thought.champion != helper.person:
        raise Refused("There is nothing to write here any more.")
    if "text" not in interaction.values:
        return cards.thought_form(words, thought.id, author.name, thought.rough)
    form = check(Written, interaction, words)
    mine = Thought.champion == helper.person
    if not thought_states.step(session, thought, "write", mine, text=form.text, written_at=now):
        raise Refused("There is nothing to write here any more.")
    tell(session, author, DRAFT.key(thought.id), thought.id, now)
    refresh(session, thought.workspace, THOUGHT, [thought.id], now)
    return _card(session, helper, thought)


def write_thought(session: Session, message: Message, now: datetime) -> Card | None:
    """A champion's card: the thought while it is free or theirs, then only the outcome. None: do not send.

    Somebody who is no longer a champion reads neither.
    """
    helper = session.get_one(Person, (message.workspace, message.person))
    thought = session.get_one(Thought, (message.workspace, message.subject))
    theirs = thought.state == "rough" and thought.champion in ("", helper.person)
    helps = helper.on_duty
    if message.ref is None and not (theirs and helps):
        return None
    return _card(session, helper, thought) if helps else cards.closed(words_of(helper))


def _handed(session: Session, interaction: Interaction, now: datetime) -> tuple[Person, Thought]:
    """The champion and the thought behind a card. Refused if it was dropped, or is the champion's own."""
    helper = champion(meet(session, interaction.actor, now))
    thought = session.get(Thought, (helper.workspace, interaction.target))
    if thought is None or thought.state == "dropped":
        raise Refused("This thought was taken back.")
    if thought.person == helper.person:
        raise Refused("This is your own thought: a colleague has to write it up.")
    return helper, thought


def _card(session: Session, helper: Person, thought: Thought) -> Card:
    author = session.get_one(Person, (thought.workspace, thought.person)).name
    words = words_of(helper)
    if thought.state == "dropped":
        return cards.outcome_card(words, words.t("{name} took this thought back.", name=author))
    if thought.champion not in ("", helper.person):
        other = session.get_one(Person, (thought.workspace, thought.champion)).name
        return cards.outcome_card(words, words.t("{name} is writing up this thought.", name=other))
    if thought.state == "rough":
        return cards.rough(words, thought.id, author, thought.rough, taken=bool(thought.champion))
    if thought.state == "written":
        return cards.outcome_card(words, words.t("{name} has your text, and decides about it.", name=author))
    return cards.outcome_card(words, words.t("{name} posted it. Thank you for helping!", name=author))
