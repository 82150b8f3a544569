"""Finds answers of colleagues by the words that people use, spelt almost right."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from handlers.guide.search import LIKE, SHORT, telling_words
from models import AnswerWord, ColleagueQuestion
from models.base import plainly
from models.engine import insert_new

MOST_WORDS = 8  # of those that somebody searches for
MOST_KEPT = 200  # words of one answer
AMONG = 50  # of those with the most words, the newest come first
NEAR = 500  # words with the same first letters


def keep_words(session: Session, row: ColleagueQuestion) -> None:
    """From now on, everybody finds this question and its answer."""
    words = telling_words(f"{row.question} {row.answer}")[:MOST_KEPT]
    its = {"workspace": row.workspace, "question": row.id}
    session.flush()
    insert_new(session, AnswerWord, [{**its, "word": word, "head": word[:SHORT]} for word in words])


def drop_words(session: Session, row: ColleagueQuestion) -> None:
    """Nobody finds it any more."""
    session.execute(delete(AnswerWord).where(AnswerWord.workspace == row.workspace, AnswerWord.question == row.id))


def found_answers(session: Session, workspace: str, asked: str, most: int) -> Sequence[ColleagueQuestion]:
    """The answers that have the most of these words, none if no word fits."""
    keys = telling_words(asked)[:MOST_WORDS]
    known = {*keys, *(word for key in keys for word in _like(key, _near(session, workspace, key)))}
    return _read(session, workspace, _best(session, workspace, known))[:most]


def _best(session: Session, workspace: str, known: Collection[str]) -> Mapping[str, int]:
    """Questions that have the most of these words, and how many."""
    heads, fits = {word[:SHORT] for word in known}, func.count()
    its = (AnswerWord.workspace == workspace, AnswerWord.head.in_(heads), AnswerWord.word.in_(known))
    question = plainly(AnswerWord.question)  # by the index of words; SQLite would read all questions in order
    rows = select(question, fits).where(*its).group_by(question).order_by(fits.desc(), question).limit(AMONG)
    return dict(session.execute(rows).all())


def _read(session: Session, workspace: str, best: Mapping[str, int]) -> Sequence[ColleagueQuestion]:
    its = (ColleagueQuestion.workspace == workspace, ColleagueQuestion.id.in_([*best]), ColleagueQuestion.kept)
    newest = select(ColleagueQuestion).where(*its).order_by(ColleagueQuestion.answered_at.desc(), ColleagueQuestion.id)
    return sorted(session.scalars(newest).all(), key=lambda row: -best[row.id])


def _near(session: Session, workspace: str, key: str) -> Sequence[str]:
    """Words that begin as this one does."""
    its = (AnswerWord.workspace == workspace, AnswerWord.head == key[:SHORT])
    return session.scalars(select(AnswerWord.word).where(*its).distinct().limit(NEAR)).all()


def _like(key: str, words: Iterable[str]) -> list[str]:
    from rapidfuzz import fuzz

    return [one for one in words if one.startswith(key) or key.startswith(one) or fuzz.ratio(key, one) >= LIKE]
