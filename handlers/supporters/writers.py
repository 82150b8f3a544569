"""Writes the messages: a question for somebody who may answer, its answer for the asker, and thanks."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.interaction import Card
from handlers.core.language import Words
from handlers.core.people import words_of
from handlers.supporters import question_cards as cards
from models import ColleagueAsked, ColleagueQuestion, Message, Person, SupporterTopic


def write_colleague_question(session: Session, message: Message, _: datetime) -> Card | None:
    """The question while it is open, then only what became of it. None if it is over before it was sent."""
    row = session.get(ColleagueQuestion, (message.workspace, message.subject))
    person = session.get_one(Person, (message.workspace, message.person))
    words, asked = words_of(person), session.get(ColleagueAsked, (message.workspace, message.subject, person.person))
    asker = session.get(Person, (row.workspace, row.person)) if row else None
    open_ = row is not None and row.state == "asked" and asked is not None and not asked.passed
    if message.ref is None and not open_:
        return None
    if row is None or asker is None or row.state in ("dropped", "closed"):
        return cards.over_card(words, words.t("A question of a colleague was here."))
    if row.state == "answered":
        return _answered(session, row, person, words)
    if not open_:
        return cards.over_card(words, words.t("Thank you. Somebody else gets it."))
    offered = session.get(SupporterTopic, (row.workspace, person.person, row.topic)) is not None
    return cards.question_card(words, row.id, asker.name, row.question, row.topic, offered=offered)


def _answered(session: Session, row: ColleagueQuestion, person: Person, words: Words) -> Card:
    if row.answered_by == person.person:
        return cards.sent_card(words, row.id, row.question, row.answer, kept=row.kept)
    said = words.t("{name} answered this.", name=writer_name(session, row, words))
    return cards.over_card(words, said, row.question, row.answer)


def write_colleague_answer(session: Session, message: Message, _: datetime) -> Card | None:
    """The asker's card: the answer, or that there is none. None if the question is gone."""
    row = session.get(ColleagueQuestion, (message.workspace, message.subject))
    asker = session.get_one(Person, (message.workspace, message.person))
    words = words_of(asker)
    if row is None or row.person != asker.person or row.state in ("asked", "dropped"):
        return None
    if row.state == "closed":
        return cards.unanswered_card(words, row.question)
    name, answer = writer_name(session, row, words), row.answer or words.t("This answer is not here any more.")
    thanked = row.thanked_at is not None
    return cards.answer_card(words, row.id, name, row.question, answer, thanked=thanked)


def write_answer_thanks(session: Session, message: Message, _: datetime) -> Card | None:
    """For the person who answered; None if the question is gone."""
    row = session.get(ColleagueQuestion, (message.workspace, message.subject))
    helper = session.get_one(Person, (message.workspace, message.person))
    asker = session.get(Person, (row.workspace, row.person)) if row else None
    if row is None or asker is None or row.thanked_at is None:
        return None
    return cards.answer_thanks_card(words_of(helper), asker.name, row.question)


def writer_name(session: Session, row: ColleagueQuestion, words: Words) -> str:
    """Who answered it."""
    found = session.get(Person, (row.workspace, row.answered_by))
    return found.name if found else words.t("A colleague")
