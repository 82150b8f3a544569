"""Events for people: what is organised, who may organise, and each person's answer with their seat."""

from datetime import date, datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, Date, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Ref, UtcDateTime, When, WorkspaceKey, one_of

GatheringKind = Literal["hack", "inspiration", "workshop", "webinar", "management"]
GatheringState = Literal["planned", "cancelled"]
Audience = Literal["all", "advocates", "champions"]
# seated and waiting: they said that they come; the others are nobody's to see
SeatState = Literal["seated", "waiting", "perhaps", "no"]
Said = Literal["", "good", "better", "absent", "there"]  # there: what they said was wiped once it was counted


class Gathering(Base):
    """An event. Its days and clock times are kept as its place has them; the two moments follow from them."""

    __tablename__ = "gathering"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "run_by"], ["person.workspace", "person.person"]),
        CheckConstraint(one_of("kind", get_args(GatheringKind)), name="kind"),
        CheckConstraint(one_of("state", get_args(GatheringState)), name="state"),
        CheckConstraint(one_of("audience", get_args(Audience)), name="audience"),
        CheckConstraint("starts_at < ends_at", name="dates"),
        CheckConstraint("seats >= 0 AND minutes >= 0", name="numbers"),
        Index("gathering_ends", "workspace", "ends_at"),
        Index("gathering_starts", "starts_at"),
        Index("gathering_over", "ends_at"),
        Index("gathering_run_by", "workspace", "run_by"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    series: Mapped[str] = mapped_column(String(64), default="")  # events that were planned together
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[GatheringKind] = mapped_column(String(12))
    about: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    link: Mapped[str] = mapped_column(String(2000), default="")
    recording: Mapped[str] = mapped_column(String(2000), default="")
    language: Mapped[str] = mapped_column(String(2), default="")  # empty: not told
    audience: Mapped[Audience] = mapped_column(String(12), default="all")
    seats: Mapped[int] = mapped_column(default=0)  # 0: as many as come
    minutes: Mapped[int] = mapped_column(default=0)  # of working time that are granted for it
    first_day: Mapped[date] = mapped_column(Date)
    begins: Mapped[int]  # minutes after midnight
    last_day: Mapped[date] = mapped_column(Date)
    ends: Mapped[int]
    zone: Mapped[str] = mapped_column(String(64))
    starts_at: Mapped[When]
    ends_at: Mapped[When]
    state: Mapped[GatheringState] = mapped_column(String(10), default="planned")
    run_by: Mapped[str] = mapped_column(String(255))
    version: Mapped[int] = mapped_column(default=0)  # how often it was edited
    changes: Mapped[int] = mapped_column(default=0)  # how often it moved or was called off
    told: Mapped[int] = mapped_column(default=0)  # the change that everybody was told
    numbers: Mapped[int] = mapped_column(default=0)  # how many places in the queue were given out
    counted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when the answers were counted, for good
    said_good: Mapped[int] = mapped_column(default=0)  # 0: it may not be told
    said_all: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[When]


class Seat(Base):
    """What one person said about one event. The number is their place in the queue, by when they said it."""

    __tablename__ = "seat"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "gathering"], ["gathering.workspace", "gathering.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        CheckConstraint(one_of("state", get_args(SeatState)), name="state"),
        CheckConstraint(one_of("said", get_args(Said)), name="said"),
        Index("seat_queue", "workspace", "gathering", "state", "number"),
        Index("seat_stage", "workspace", "gathering", "state", "stage"),
        Index("seat_person", "workspace", "person", "state"),
    )

    workspace: Mapped[WorkspaceKey]
    gathering: Mapped[Id]
    person: Mapped[Id]
    state: Mapped[SeatState] = mapped_column(String(8))
    number: Mapped[int] = mapped_column(default=0)  # 0: they do not come
    told: Mapped[int] = mapped_column(default=0)  # the last change that they know
    stage: Mapped[int] = mapped_column(default=0)  # 1: their reminders are queued; 2: they were asked how it was
    said: Mapped[Said] = mapped_column(String(8), default="")
    at: Mapped[When]  # when they answered
    said_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Organiser(Base):
    """Somebody who may organise events without being a champion."""

    __tablename__ = "organiser"
    __table_args__ = (ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),)

    workspace: Mapped[WorkspaceKey]
    person: Mapped[Id]
    named_by: Mapped[Ref]
    at: Mapped[When]
