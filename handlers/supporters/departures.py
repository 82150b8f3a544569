"""What becomes of questions when somebody leaves, answers no longer, or is forgotten."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from handlers.core.people import Forgotten, Left
from handlers.outbox.kinds import COLLEAGUE_ANSWER, COLLEAGUE_QUESTION
from handlers.outbox.queue import refresh
from handlers.supporters.turns import ask_others, change_question
from models import AnswerWord, ColleagueAsked, ColleagueQuestion, Person, Supporter, SupporterTopic


def withdraw_from_colleagues(session: Session, row: ColleagueQuestion, now: datetime) -> bool:
    """Drop a question and wipe its words. False if it was open no longer."""
    if not change_question(session, row, state="dropped", question=""):
        return False
    refresh(session, row.workspace, COLLEAGUE_QUESTION, [row.id], now)
    return True


def supporter_left(session: Session, event: Left, now: datetime) -> None:
    """Drop what they asked, and ask others what they would have answered."""
    its = (ColleagueQuestion.workspace == event.person.workspace, ColleagueQuestion.person == event.person.person)
    for row in session.scalars(select(ColleagueQuestion).where(*its, ColleagueQuestion.state == "asked")).all():
        withdraw_from_colleagues(session, row, now)
    for table in (Supporter, SupporterTopic):
        mine = (table.workspace == event.person.workspace, table.person == event.person.person)
        session.execute(delete(table).where(*mine))
    hand_over(session, event.person, now)


def hand_over(session: Session, person: Person, now: datetime) -> None:
    """The open questions that somebody has go to others."""
    asked = (ColleagueAsked.workspace == person.workspace, ColleagueAsked.person == person.person)
    ids = select(ColleagueAsked.question).where(*asked, ~ColleagueAsked.passed)
    its = (ColleagueQuestion.workspace == person.workspace, ColleagueQuestion.state == "asked")
    rows = session.scalars(select(ColleagueQuestion).where(*its, ColleagueQuestion.id.in_(ids))).all()
    here = (*asked, ColleagueAsked.question.in_([row.id for row in rows]))
    session.execute(update(ColleagueAsked).where(*here).values(passed=True))
    for row in rows:
        ask_others(session, row, now)
    refresh(session, person.workspace, COLLEAGUE_QUESTION, [row.id for row in rows], now)


def person_forgotten(session: Session, event: Forgotten, now: datetime) -> None:
    """Take what they asked or answered off the cards of others, and out of what can be found."""
    workspace, person = event.person.workspace, event.person.person
    here = ColleagueQuestion.workspace == workspace
    asked = session.scalars(select(ColleagueQuestion.id).where(here, ColleagueQuestion.person == person)).all()
    mine = (here, ColleagueQuestion.answered_by == person)
    answered = session.scalars(select(ColleagueQuestion.id).where(*mine)).all()
    words = (AnswerWord.workspace == workspace, AnswerWord.question.in_(answered))
    session.execute(delete(AnswerWord).where(*words))
    session.execute(update(ColleagueQuestion).where(*mine).values(kept=False, by_name=False))
    for kind in (COLLEAGUE_QUESTION, COLLEAGUE_ANSWER):
        refresh(session, workspace, kind, [*asked, *answered], now)
