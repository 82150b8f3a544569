"""`/heraut offer`: what a person answers questions about, and how often at most."""

from datetime import datetime
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from handlers.core.forms import Many, Submitted, check
from handlers.core.interaction import Card, Form, Input, Interaction, Invalid, Option, Reply
from handlers.core.language import Words
from handlers.core.people import advocate, meet, words_of
from handlers.supporters import cards
from handlers.supporters.departures import hand_over
from handlers.supporters.topics import topic_options
from models import Person, Supporter, SupporterTopic

OFTEN = ("1", "2", "4", "8")
USUAL = "2"


class Offer(Submitted):
    """The submitted form."""

    topics: Many = ()
    monthly: Literal["1", "2", "4", "8"] = "2"


def offer_knowledge(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Show the form as it was filled in before, then keep it."""
    person = advocate(meet(session, interaction.actor, now))
    words, options = words_of(person), topic_options(session, words_of(person), person.workspace)
    if not {"topics", "monthly"} & interaction.values.keys():
        return _form(session, words, person, options)
    form = check(Offer, interaction, words)
    topics = [one.value for one in options if one.value in form.topics]
    if not topics:
        raise Invalid({"topics": words.t("Please fill this in.")})
    _keep(session, person, topics, int(form.monthly), now)
    labels = [one.label for one in options if one.value in topics]
    return cards.offered_card(words, labels, int(form.monthly))


def _keep(session: Session, person: Person, topics: list[str], monthly: int, now: datetime) -> None:
    """Store it. What they were asked this month still counts, and so does their turn."""
    row = session.get(Supporter, (person.workspace, person.person))
    if row is None:
        session.add(Supporter(workspace=person.workspace, person=person.person, monthly=monthly, at=now))
    else:
        row.monthly = monthly
    kept = _topics(session, person)
    turn = next((one.asked_at for one in kept), now)
    for one in kept:
        if one.topic not in topics:
            session.delete(one)
    known = {one.topic for one in kept}
    its = {"workspace": person.workspace, "person": person.person, "asked_at": turn}
    session.add_all(SupporterTopic(**its, topic=topic) for topic in topics if topic not in known)
    session.flush()


def stop_offering(session: Session, interaction: Interaction, now: datetime) -> Card:
    """They answer no longer. What they did not answer goes to somebody else."""
    person = meet(session, interaction.actor, now)
    forget_offer(session, person)
    hand_over(session, person, now)
    return cards.stopped_card(words_of(person))


def forget_offer(session: Session, person: Person) -> None:
    """Delete what they offered."""
    for table in (Supporter, SupporterTopic):
        session.execute(delete(table).where(table.workspace == person.workspace, table.person == person.person))


def _topics(session: Session, person: Person) -> list[SupporterTopic]:
    its = (SupporterTopic.workspace == person.workspace, SupporterTopic.person == person.person)
    return [*session.scalars(select(SupporterTopic).where(*its).order_by(SupporterTopic.topic)).all()]


def _form(session: Session, words: Words, person: Person, options: tuple[Option, ...]) -> Form:
    t, row = words.t, session.get(Supporter, (person.workspace, person.person))
    chosen = tuple(one.topic for one in _topics(session, person))
    most = f"{row.monthly}" if row else USUAL
    often = tuple(Option(value=n, label=words.tn("once a month", "{n} times a month", int(n))) for n in OFTEN)
    return Form(
        action="offer_knowledge",
        title=t("What you know"),
        intro=t("Colleagues ask, and you answer if you can. They read your name with your answer."),
        submit=t("Save"),
        cancel=t("Cancel"),
        inputs=(
            Input(
                name="topics",
                label=t("Ask me about"),
                kind="choices",
                options=options,
                value=chosen,
                required=True,
            ),
            Input(name="monthly", label=t("At most"), kind="choice", options=often, value=most, required=True),
        ),
    )
