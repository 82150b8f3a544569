"""How many people finished each course: a number that grows by k people or more, once a day, or is not told."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.academy.editions import heads_for
from handlers.core.anonymity import fewest_of, splits
from handlers.core.interaction import Button, Buttons, Card, Facts, Interaction, Text
from handlers.core.language import Words
from handlers.core.people import manager, meet, words_of
from handlers.figures.events import FiguresReleased
from models import CourseFigure, CourseProgress, Person


def release_course_figures(session: Session, told: FiguresReleased, _: datetime) -> None:
    """Tell what may be told: k more people than before finished the course, and k people did not."""
    k, whole = fewest_of(session, told.workspace), _advocates(session, told.workspace)
    finished = select(CourseProgress.course, func.count()).where(
        CourseProgress.workspace == told.workspace, CourseProgress.finished > 0
    )
    for course, people in session.execute(finished.group_by(CourseProgress.course)):
        row = session.get(CourseFigure, (told.workspace, course))
        if people - (row.people if row else 0) < k or not splits(people, whole, k):
            continue
        session.merge(CourseFigure(workspace=told.workspace, course=course, people=people, day=told.day))


def _advocates(session: Session, workspace: str) -> int:
    rows = select(func.count()).where(
        Person.workspace == workspace, Person.joined_at.is_not(None), Person.left_at.is_(None)
    )
    return session.scalar(rows) or 0


def course_figures(session: Session, interaction: Interaction, now: datetime) -> Card:
    """What was told of each course, for managers."""
    person = manager(meet(session, interaction.actor, now))
    rows = select(CourseFigure).where(CourseFigure.workspace == person.workspace)
    told = {row.course: row.people for row in session.scalars(rows)}
    shown = [(head.title, told[head.course]) for head in heads_for(session, person, now) if head.course in told]
    return figures_card(words_of(person), shown, fewest_of(session, person.workspace))


def figures_card(words: Words, shown: Sequence[tuple[str, int]], k: int) -> Card:
    """The courses of which a number may be told."""
    t = words.t
    title = t("How many people finished")
    rule = t(
        "Of a course, a number is told from {n} people on, and changes by {n} people or more, at most once a day. "
        "Who they are, how far others are and what they answered is told to nobody.",
        n=words.number(k),
    )
    facts = Facts(rows=tuple((name, words.tn("{n} person", "{n} people", people)) for name, people in shown))
    said = (facts,) if shown else (Text(text=t("There is no number to tell yet.")),)
    back = Buttons(buttons=(Button(action="learn", label=t("All courses")),))
    return Card(title=title, summary=title, parts=(*said, Text(text=rule, style="quiet"), back))
