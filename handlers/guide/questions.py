"""A question from anybody, "May I …?", on its way to those who answer, and taken back."""

import secrets
from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from handlers.core.commands import argument
from handlers.core.forms import Submitted, check
from handlers.core.interaction import Card, Interaction, Invalid, Refused, Reply
from handlers.core.people import meet, words_of
from handlers.guide import question_cards as cards
from handlers.guide.editions import guide_of
from handlers.guide.helpers import answerers
from handlers.guide.question_states import tell_helpers, withdraw_question
from handlers.guide.search import found_in
from handlers.members.limits import check_limit, count_sending
from models import GuideQuestion

LONGEST = 600
SIMILAR = 3  # cards that may answer it already


class QuestionForm(Submitted):
    """The submitted form."""

    question: Annotated[str, StringConstraints(min_length=3, max_length=LONGEST)]


def may_i(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """`/heraut may i …`: show the form with what may answer it already, then send the question to those who know."""
    person = meet(session, interaction.actor, now)
    words, typed = words_of(person), (argument(interaction) or "")[:LONGEST]
    found = guide_of(session, person, now)
    helpers = answerers(session, person, now)
    if "question" not in interaction.values:
        check_limit(session, person, "ask", now)
        names = words.list([one.name for one in helpers[:2]]) if helpers else ""
        return cards.ask_form(words, typed, found_in(found, typed, SIMILAR) if typed else (), names)
    form = check(QuestionForm, interaction, words)
    if not helpers:
        raise Invalid({"question": words.t("There is no champion yet who could answer. Ask your programme manager.")})
    count_sending(session, person, "ask", now)
    row = GuideQuestion(
        workspace=person.workspace, id=secrets.token_hex(8), person=person.person, question=form.question, asked_at=now
    )
    session.add(row)
    session.flush()
    tell_helpers(session, row, helpers, now)
    similar = found_in(found, form.question, SIMILAR)
    return cards.question_sent_card(words, row.id, form.question, [one.name for one in helpers], similar)


def drop_question(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Take it back: nobody can read it any more."""
    person = meet(session, interaction.actor, now)
    row = session.get(GuideQuestion, (person.workspace, interaction.target))
    if row is None or row.person != person.person:
        raise Refused("This card has expired. See the guide: /heraut guide")
    if not withdraw_question(session, row, now):
        raise Refused("There is nothing to take back any more.")
    return cards.question_dropped_card(words_of(person))
