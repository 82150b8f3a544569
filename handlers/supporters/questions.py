"""`/heraut ask`: a question to colleagues who know, and taken back."""

import secrets
from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.commands import argument
from handlers.core.forms import Flag, Submitted, check
from handlers.core.interaction import Card, Interaction, Invalid, Refused, Reply
from handlers.core.people import meet, words_of
from handlers.core.typed import read_typed
from handlers.members.limits import check_limit, count_sending
from handlers.supporters import cards
from handlers.supporters.departures import withdraw_from_colleagues
from handlers.supporters.lookup import answers_for
from handlers.supporters.topics import topic_in, topic_options
from handlers.supporters.turns import TIMES, advance
from models import ColleagueQuestion, Person

KNOWN = 2  # answers that are shown before somebody asks


class Asking(Submitted):
    """The submitted form."""

    question: Annotated[str, StringConstraints(min_length=3, max_length=cards.LONGEST)]
    topic: str
    open_to_all: Flag = False


def ask_colleagues(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Show the form with what was answered before, then ask those whose turn it is."""
    person = meet(session, interaction.actor, now)
    words, typed = words_of(person), argument(interaction) or ""
    options = topic_options(session, words, person.workspace)
    topics = [one.value for one in options]
    if "question" not in interaction.values:
        check_limit(session, person, "ask", now)
        known = answers_for(session, person, typed, KNOWN) if typed else ()
        return cards.colleague_form(words, typed, options, topic_in(typed, topics), known)
    form = check(Asking, interaction, words)
    if form.topic not in topics:
        raise Invalid({"topic": words.t("This cannot be used here.")})
    if _asks(session, person, form.question):
        raise Invalid({"question": words.t("You asked this already, and it is on its way.")})
    count_sending(session, person, "ask", now)
    row = _asked(session, person, form, now)
    if row.state == "closed":
        raise Invalid({"question": words.t("There is no champion yet who could answer. Ask your programme manager.")})
    return cards.question_out_card(words, row.id, row.topic, row.question, champions=row.step > TIMES)


def _asked(session: Session, person: Person, form: Asking, now: datetime) -> ColleagueQuestion:
    row = ColleagueQuestion(
        workspace=person.workspace,
        id=secrets.token_hex(8),
        person=person.person,
        topic=form.topic,
        question=form.question,
        open_to_all=form.open_to_all,
        step=0,
        asked_at=now,
        next_at=now,
    )
    session.add(row)
    session.flush()
    advance(session, row, now)
    return row


def _asks(session: Session, person: Person, question: str) -> bool:
    """Whether a question of theirs in these words is open."""
    its = (ColleagueQuestion.workspace == person.workspace, ColleagueQuestion.person == person.person)
    rows = session.scalars(select(ColleagueQuestion.question).where(*its, ColleagueQuestion.state == "asked"))
    return read_typed(question).keys in [read_typed(one).keys for one in rows]


def drop_ask(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Take it back: nobody can read it any more."""
    person = meet(session, interaction.actor, now)
    row = session.get(ColleagueQuestion, (person.workspace, interaction.target))
    if row is None or row.person != person.person or not withdraw_from_colleagues(session, row, now):
        raise Refused("There is nothing to take back any more.")
    return cards.question_back_card(words_of(person))
