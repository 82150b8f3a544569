"""The academy: its courses in every edition, how far people are, and what was told of how many finished."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Ref, UtcDateTime, When, WorkspaceKey, partial_index


class Course(Base):
    """A course in one language, as it was from this edition on. Its newest edition in that language is live."""

    __tablename__ = "course"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        CheckConstraint("edition > 0", name="edition"),
        partial_index("course_live", "workspace", "course", "language", where="live", unique=True),
        Index("course_writer", "workspace", "written_by"),
    )

    workspace: Mapped[WorkspaceKey]
    course: Mapped[str] = mapped_column(String(64), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True)
    live: Mapped[bool]
    gone: Mapped[bool] = mapped_column(default=False)  # from this edition on it is not in the academy
    place: Mapped[int]  # courses are listed by it
    title: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(String(400))
    cards: Mapped[str] = mapped_column(Text)  # JSON; each card has a key, which changes with the card
    written_by: Mapped[Ref]  # empty: it is from a file
    at: Mapped[When]


class CourseProgress(Base):
    """How far a person is in a course. It says nothing about answers: a question is done, or it is not."""

    __tablename__ = "course_progress"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"], ondelete="CASCADE"),
        CheckConstraint(
            "(finished = 0) = (first_at IS NULL) AND (finished = 0) = (finished_at IS NULL)", name="finished"
        ),
        partial_index("course_finished", "workspace", "course", where="finished > 0"),
    )

    workspace: Mapped[WorkspaceKey]
    person: Mapped[Id]
    course: Mapped[str] = mapped_column(String(64), primary_key=True)
    read: Mapped[str] = mapped_column(Text, default="")  # the keys of cards that are done, with commas between
    wanted: Mapped[bool] = mapped_column(default=False)  # they asked to be offered it later
    offered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # last offered in a nudge
    started_at: Mapped[When]
    at: Mapped[When]  # when they last did something in it
    finished: Mapped[int] = mapped_column(default=0)  # the edition that they finished last; 0: none
    first_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when they finished it for the first time
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # and the last time


class CourseFigure(Base):
    """How many people finished a course, as it was told on a day. It only grows, by k people or more at a time."""

    __tablename__ = "course_figure"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        CheckConstraint("people > 0", name="people"),
    )

    workspace: Mapped[WorkspaceKey]
    course: Mapped[str] = mapped_column(String(64), primary_key=True)
    people: Mapped[int]
    day: Mapped[str] = mapped_column(String(10))
