"""A person's rough thought: told, given back as a text, made their own, and posted by nobody but them."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.contributions import thought_cards as cards
from handlers.contributions import thought_states
from handlers.core.commands import ASIDE, argument
from handlers.core.forms import Long, Submitted, check
from handlers.core.interaction import Card, FormErrors, Interaction, Refused, Reply
from handlers.core.localtime import local_date
from handlers.core.people import advocate, meet, words_of
from handlers.nudges import nudge as showing
from handlers.outbox.kinds import THOUGHT
from handlers.outbox.queue import tell
from handlers.sharing import sharing
from models import Content, Message, Person, Thought

LONGEST = 3000


class Rough(Submitted):
    """As it comes."""

    rough: Long


class OwnText(Submitted):
    """What is to be posted."""

    text: Long


def thought(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """`/heraut thought …`: kept, and the champions hear of it. Without words, or aside, a form asks first."""
    person = advocate(meet(session, interaction.actor, now))
    words, typed = words_of(person), argument(interaction) or ""
    if "rough" not in interaction.values and (not typed or interaction.target == ASIDE):
        return cards.rough_form(words, typed[:LONGEST])
    form = check(Rough, interaction.model_copy(update={"values": {"rough": typed}}) if typed else interaction, words)
    if isinstance(form, FormErrors):
        return form
    if not form.rough:
        return FormErrors(errors={"rough": words.t("Please fill this in.")})
    if not (helpers := _helpers(session, person)):
        return FormErrors(errors={"rough": words.t("There is no champion yet who could make a text of it.")})
    return _keep(session, person, form.rough, helpers, now)


def rephrase(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """The champion's text in the person's own words."""
    person, own = _own(session, interaction, now)
    words = words_of(person)
    if own.state != "written":
        raise Refused("There is nothing to change any more.")
    if "text" not in interaction.values:
        return cards.own_form(words, own.id, own.text)
    form = check(OwnText, interaction, words)
    if isinstance(form, FormErrors):
        return form
    if not form.text:
        return FormErrors(errors={"text": words.t("Please fill this in.")})
    thought_states.step(session, own, "rephrase", text=form.text)
    return thought_states.draft_of(session, own)


def ready(session: Session, interaction: Interaction, now: datetime) -> Card:
    """To be posted: from here on it is a share like any other, of something that nobody else is offered."""
    person, own = _own(session, interaction, now)
    if own.state != "written":
        raise Refused("There is nothing to post any more.")
    content = session.get(Content, (own.workspace, own.id)) or _content(session, person, own, now)
    nudge = sharing.taken_up(session, person, content, now)
    return sharing.start(session, person, nudge, content, now, own.text)


def drop(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Taken back, rough or written; champions see no more of it."""
    person, own = _own(session, interaction, now)
    if not thought_states.dropped(session, own, now):
        raise Refused("There is nothing to take back any more.")
    return cards.dropped(words_of(person))


def write_draft(session: Session, message: Message, now: datetime) -> Card | None:
    """What its person gets back, for as long as it can be posted; then what they said on the share page."""
    own = session.get_one(Thought, (message.workspace, message.subject))
    person = session.get_one(Person, (message.workspace, message.person))
    if person.joined and own.state == "written":
        return thought_states.draft_of(session, own)
    content = session.get(Content, (own.workspace, own.id))
    if message.ref is None or not person.joined or own.state != "posted" or content is None:
        return None
    return showing.became(session, sharing.taken_up(session, person, content, now), person, content, now)


def _own(session: Session, interaction: Interaction, now: datetime) -> tuple[Person, Thought]:
    """The thought behind a card, if it is the person's own."""
    person = advocate(meet(session, interaction.actor, now))
    found = session.get(Thought, (person.workspace, interaction.target))
    if found is None:
        raise Refused("This card has expired. See what is new: /heraut next")
    if found.person != person.person:
        raise Refused("This card belongs to somebody else.")
    return person, found


def _helpers(session: Session, person: Person) -> Sequence[Person]:
    """The champions who may make a text of it: nobody writes their own."""
    champions = (Person.role.in_(("champion", "manager")), Person.left_at.is_(None))
    others = (Person.workspace == person.workspace, Person.person != person.person)
    return session.scalars(select(Person).where(*others, *champions)).all()


def _keep(session: Session, person: Person, rough: str, helpers: Sequence[Person], now: datetime) -> Card:
    its = {"workspace": person.workspace, "id": secrets.token_hex(8), "person": person.person, "rough": rough}
    kept = Thought(**its, state="rough", text="", champion="", created_at=now)
    session.add(kept)
    session.flush()
    for helper in helpers:
        tell(session, helper, THOUGHT.key(kept.id, helper.person), kept.id, now)
    return cards.kept(words_of(person), kept.id, rough)


def _content(session: Session, person: Person, own: Thought, now: datetime) -> Content:
    """Stopped from the beginning, so that nobody is offered it; its title tells nothing of what was thought."""
    title = words_of(person).t("My thought of {day}", day=words_of(person).date(local_date(now, person.timezone)))
    its = {"workspace": own.workspace, "id": own.id, "way": "create", "state": "stopped", "author": person.person}
    content = Content(**its, url="", title=title, starts_at=now, created_at=now)
    session.add(content)
    session.flush()
    return content
