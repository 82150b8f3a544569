"""A person's thought: they hand it in rough, get it back as a text, change it, and alone can post it."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.contributions import thought_cards as cards
from handlers.contributions import thought_states
from handlers.core.commands import ASIDE, argument
from handlers.core.forms import Filled, Submitted, check
from handlers.core.interaction import Card, Interaction, Invalid, Refused, Reply
from handlers.core.people import advocate, champions_of, meet, words_of
from handlers.members.limits import check_limit, count_sending
from handlers.nudges.nudge import replacement_card
from handlers.outbox.kinds import THOUGHT
from handlers.outbox.queue import tell
from handlers.sharing import sharing
from models import Content, Message, Person, Thought

LONGEST = 3000


class Rough(Submitted):
    """The submitted form with a rough thought."""

    rough: Filled


class OwnText(Submitted):
    """The submitted form with the changed text."""

    text: Filled


def thought(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """`/heraut thought …`: store it and tell the champions. Without text, or with target `ASIDE`, show a form first."""
    person = advocate(meet(session, interaction.actor, now))
    words, typed = words_of(person), argument(interaction) or ""
    if "rough" not in interaction.values and (not typed or interaction.target == ASIDE):
        check_limit(session, person, "thought", now)
        return cards.rough_form(words, typed[:LONGEST])
    form = check(Rough, interaction.model_copy(update={"values": {"rough": typed}}) if typed else interaction, words)
    if not (helpers := champions_of(session, person, now)):
        raise Invalid({"rough": words.t("There is no champion yet who could write it up.")})
    count_sending(session, person, "thought", now)
    return _keep(session, person, form.rough, helpers, now)


def rephrase(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Change the champion's text into the person's own words."""
    person, own = _own(session, interaction, now)
    words = words_of(person)
    if own.state != "written":
        raise Refused("There is nothing to change any more.")
    if "text" not in interaction.values:
        return cards.own_form(words, own.id, own.text)
    form = check(OwnText, interaction, words)
    thought_states.step(session, own, "rephrase", text=form.text)
    return thought_states.draft_of(session, own)


def ready(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Begin a share of the thought, as content that nobody else is offered."""
    person, own = _own(session, interaction, now)
    if own.state != "written":
        raise Refused("There is nothing to post any more.")
    content = session.get(Content, (own.workspace, own.id)) or _content(session, person, own, now)
    nudge = sharing.taken_up(session, person, content, now)
    return sharing.start(session, person, nudge, content, now, own.text)


def drop(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Take the thought back, rough or written. Champions can no longer see it."""
    person, own = _own(session, interaction, now)
    if not thought_states.drop_thought(session, own, now):
        raise Refused("There is nothing to take back any more.")
    return cards.dropped_card(words_of(person))


def write_draft(session: Session, message: Message, now: datetime) -> Card | None:
    """The author's card: the draft while it can be posted, then what became of it. None: do not send, or leave it."""
    own = session.get_one(Thought, (message.workspace, message.subject))
    person = session.get_one(Person, (message.workspace, message.person))
    if own.state == "dropped":
        return thought_states.draft_of(session, own) if message.ref is not None else None
    if person.joined and own.state == "written":
        return thought_states.draft_of(session, own)
    content = session.get(Content, (own.workspace, own.id))
    if message.ref is None or not person.joined or own.state != "posted" or content is None:
        return None
    return replacement_card(session, sharing.taken_up(session, person, content, now), person, content, now)


def _own(session: Session, interaction: Interaction, now: datetime) -> tuple[Person, Thought]:
    """The person and the thought behind a card. Refused if it is somebody else's."""
    person = advocate(meet(session, interaction.actor, now))
    found = session.get(Thought, (person.workspace, interaction.target))
    if found is None:
        raise Refused("This card has expired. See what is new: /heraut next")
    if found.person != person.person:
        raise Refused("This card belongs to somebody else.")
    return person, found


def _keep(session: Session, person: Person, rough: str, helpers: Sequence[Person], now: datetime) -> Card:
    its = {"workspace": person.workspace, "id": secrets.token_hex(8), "person": person.person, "rough": rough}
    kept = Thought(**its, state="rough", text="", champion="", created_at=now)
    session.add(kept)
    session.flush()
    for helper in helpers:
        tell(session, helper, THOUGHT.key(kept.id, helper.person), kept.id, now)
    return cards.kept(words_of(person), kept.id, rough)


def _content(session: Session, person: Person, own: Thought, now: datetime) -> Content:
    """The content for a thought: stopped from the start, so nobody is offered it, with a title that reveals nothing."""
    title = words_of(person).t("My thought of {day}", day=words_of(person).date(local_date(now, person.timezone)))
    its = {"workspace": own.workspace, "id": own.id, "way": "create", "state": "stopped", "author": person.person}
    content = Content(**its, url="", title=title, starts_at=now, created_at=now, zone=person.timezone)
    session.add(content)
    session.flush()
    return content
