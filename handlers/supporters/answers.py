"""Answering a colleague's question, passing it on, and what may become of the answer."""

from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from handlers.core.forms import Flag, Submitted, check
from handlers.core.interaction import Card, Interaction, Invalid, Refused, Reply
from handlers.core.language import mark
from handlers.core.people import meet, words_of
from handlers.core.shortening import shortened
from handlers.members.limits import check_limit
from handlers.members.nameless import check_nameless
from handlers.outbox.kinds import COLLEAGUE_ANSWER, COLLEAGUE_QUESTION, COLLEAGUE_THANKS
from handlers.outbox.queue import refresh, tell
from handlers.publishing.forms import refilled, suggestion_form
from handlers.supporters import question_cards as cards
from handlers.supporters.search import drop_words, keep_words
from handlers.supporters.turns import ask_others, change_question
from handlers.supporters.writers import writer_name
from models import ColleagueAsked, ColleagueQuestion, Person

GONE = mark("This question was taken back.")


class Answering(Submitted):
    """The submitted form."""

    answer: Annotated[str, StringConstraints(min_length=1, max_length=cards.LONGEST_ANSWER)]
    kept: Flag = False
    by_name: Flag = False


def answer_colleague(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Show the question with a form, then send the answer."""
    person = meet(session, interaction.actor, now)
    words, row = words_of(person), _asked_of(session, person, interaction.target)
    asker = session.get(Person, (row.workspace, row.person))
    if asker is None:
        raise Refused(GONE)
    if "answer" not in interaction.values:
        if row.state == "answered":
            raise Refused("{name} answered this already.", name=writer_name(session, row, words))
        return cards.answer_form(words, row.id, asker.name, row.question, may_keep=row.open_to_all)
    form = check(Answering, interaction, words)
    kept = form.kept and row.open_to_all
    if kept:
        check_nameless(words, {"answer": form.answer}, (asker,))
    its = {"state": "answered", "answer": form.answer, "answered_by": person.person, "answered_at": now}
    if not change_question(session, row, **its, kept=kept, by_name=kept and form.by_name):
        name = writer_name(session, row, words)
        said = words.t("{name} was faster: this is answered already. Nothing of yours was sent.", name=name)
        raise Invalid({"answer": said})
    return _sent(session, person, asker, row, now)


def _sent(session: Session, person: Person, asker: Person, row: ColleagueQuestion, now: datetime) -> Card:
    if row.kept:
        keep_words(session, row)
    tell(session, asker, COLLEAGUE_ANSWER.key(row.id), row.id, now)
    refresh(session, row.workspace, COLLEAGUE_QUESTION, [row.id], now)
    return cards.sent_card(words_of(person), row.id, row.question, row.answer, kept=row.kept)


def _asked_of(session: Session, person: Person, question: str) -> ColleagueQuestion:
    """The question, if this person may answer it. Raises Refused."""
    row = session.get(ColleagueQuestion, (person.workspace, question))
    asked = session.get(ColleagueAsked, (person.workspace, question, person.person))
    if row is None or asked is None or row.state == "dropped":
        raise Refused(GONE)
    return row


def pass_question(session: Session, interaction: Interaction, now: datetime) -> Card:
    """It is not for them: somebody else gets it."""
    person = meet(session, interaction.actor, now)
    row = _asked_of(session, person, interaction.target)
    asked = session.get_one(ColleagueAsked, (person.workspace, row.id, person.person))
    if not asked.passed and row.state == "asked":
        asked.passed = True
        session.flush()
        ask_others(session, row, now)
    words = words_of(person)
    return cards.over_card(words, words.t("Thank you. Somebody else gets it."))


def thank_answer(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Tell who answered, once."""
    person = meet(session, interaction.actor, now)
    row = session.get(ColleagueQuestion, (person.workspace, interaction.target))
    if row is None or row.person != person.person or row.state != "answered":
        raise Refused(GONE)
    helper = session.get(Person, (row.workspace, row.answered_by))
    if row.thanked_at is None:
        row.thanked_at = now
        if helper:
            tell(session, helper, COLLEAGUE_THANKS.key(row.id), row.id, now)
    words = words_of(person)
    return cards.answer_card(words, row.id, writer_name(session, row, words), row.question, row.answer, thanked=True)


def suggest_answer(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Open the form for suggestions, filled with one's own answer."""
    person = meet(session, interaction.actor, now)
    row = _own_answer(session, person, interaction.target)
    check_limit(session, person, "suggest", now)
    its = {"title": shortened(row.question, 300), "text_1": row.answer[:2000]}
    return refilled(suggestion_form(words_of(person), None), its)


def unkeep_answer(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Nobody finds their answer any more."""
    person = meet(session, interaction.actor, now)
    row = _own_answer(session, person, interaction.target)
    row.kept = row.by_name = False
    drop_words(session, row)
    return cards.sent_card(words_of(person), row.id, row.question, row.answer, kept=False)


def _own_answer(session: Session, person: Person, question: str) -> ColleagueQuestion:
    row = session.get(ColleagueQuestion, (person.workspace, question))
    if row is None or row.answered_by != person.person:
        raise Refused(GONE)
    return row
