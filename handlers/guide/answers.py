"""Answering "May I …?": once, for the asker, and without names for everybody who asks the same later."""

import secrets
from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from handlers.core.forms import Flag, Submitted, check
from handlers.core.interaction import Card, Interaction, Invalid, Refused, Reply
from handlers.core.language import Words, language_of
from handlers.core.people import champion, meet, words_of
from handlers.guide import question_cards as cards
from handlers.guide.editions import put_cards
from handlers.guide.files import LONGEST, LONGEST_TITLE, CardText
from handlers.guide.question_states import move_question
from handlers.members.nameless import check_nameless
from handlers.outbox.kinds import GUIDE_ANSWER, GUIDE_QUESTION
from handlers.outbox.queue import refresh, tell
from models import GuideQuestion, Message, Person


class Answered(Submitted):
    """The submitted form."""

    answer: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
    kept: Flag = False
    title: Annotated[str, StringConstraints(max_length=LONGEST_TITLE)] = ""


def answer_guide(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Show the question with a form, then send the answer, and keep it for others if the champion says so."""
    helper = champion(meet(session, interaction.actor, now))
    words, row = words_of(helper), session.get(GuideQuestion, (helper.workspace, interaction.target))
    if row is None or row.state == "dropped":
        raise Refused("This question was taken back.")
    if row.person == helper.person:
        raise Refused("This is your own question: a colleague has to answer it.")
    asker = session.get_one(Person, (row.workspace, row.person))
    if "answer" not in interaction.values:
        if row.state == "answered":
            raise Refused("{name} answered this already.", name=_name(session, row))
        return cards.answer_form(words, row.id, asker.name, row.question)
    form = check(Answered, interaction, words)
    if form.kept:
        _check_nameless(words, form, (asker, helper))
    return _settled(session, helper, asker, row, form, now)


def _settled(
    session: Session, helper: Person, asker: Person, row: GuideQuestion, form: Answered, now: datetime
) -> Card:
    """Answer it. Raises Invalid if a colleague was faster, so that the text is not lost."""
    words = words_of(helper)
    its = {"state": "answered", "answer": form.answer, "answered_by": helper.person, "answered_at": now}
    if not move_question(session, row, **its):
        name = _name(session, row)
        said = words.t("{name} was faster: this is answered already. Nothing of yours was sent.", name=name)
        raise Invalid({"answer": said})
    if form.kept:
        name = f"a{secrets.token_hex(6)}"
        one = CardText(name, language_of(helper.locale), "answer", "", "", form.title, form.answer)
        put_cards(session, row.workspace, [one], "", now)
    tell(session, asker, GUIDE_ANSWER.key(row.id), row.id, now)
    refresh(session, row.workspace, GUIDE_QUESTION, [row.id], now)
    return cards.question_answered_card(words, cards.answered_by(words, helper.name), row.question, row.answer)


def _check_nameless(words: Words, form: Answered, people: tuple[Person, ...]) -> None:
    """Raises Invalid if what everybody is going to read has no question, names one of the two, or mentions anybody."""
    if not form.title:
        raise Invalid({"title": words.t("Please fill this in.")})
    check_nameless(words, {"title": form.title, "answer": form.answer}, people)


def write_guide_question(session: Session, message: Message, _: datetime) -> Card | None:
    """The card of somebody who answers: the question while it is open, then only what became of it."""
    helper = session.get_one(Person, (message.workspace, message.person))
    row, words = session.get(GuideQuestion, (message.workspace, message.subject)), words_of(helper)
    if message.ref is None and (row is None or row.state != "asked" or not helper.on_duty):
        return None
    if row is None or row.state == "dropped" or not helper.on_duty:
        return cards.question_answered_card(words, words.t("A question about the guide was here."))
    if row.state == "answered":
        return cards.question_answered_card(
            words, cards.answered_by(words, _name(session, row)), row.question, row.answer
        )
    asker = session.get_one(Person, (row.workspace, row.person))
    return cards.question_card(words, row.id, asker.name, row.question, late=row.widened_at is not None)


def write_guide_answer(session: Session, message: Message, _: datetime) -> Card | None:
    """The asker's card; None if the question is gone."""
    row = session.get(GuideQuestion, (message.workspace, message.subject))
    asker = session.get(Person, (message.workspace, message.person))
    if row is None or asker is None or row.state != "answered":
        return None
    return cards.helper_card(words_of(asker), _name(session, row), row.question, row.answer)


def _name(session: Session, row: GuideQuestion) -> str:
    """Who answered it."""
    found = session.get(Person, (row.workspace, row.answered_by))
    return found.name if found else words_of(session.get_one(Person, (row.workspace, row.person))).t("A colleague")
