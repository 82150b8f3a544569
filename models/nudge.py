"""One piece of content offered to one advocate, and what they answered."""

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Ref, UtcDateTime, When, WorkspaceKey, one_of, partial_index

NudgeAnswer = Literal["share", "react", "skip", "later"]
SkipReason = Literal["topic", "salesy", "time", "shared", "uneasy"]
SKIP_REASONS: tuple[SkipReason, ...] = get_args(SkipReason)
Reaction = Literal["like", "comment", "congratulate"]


class Nudge(Base):
    """Content is offered to each person once. Later shows that nudge again."""

    __tablename__ = "nudge"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"]),
        UniqueConstraint("workspace", "person", "content", name="nudge_once"),
        CheckConstraint(one_of("answer", get_args(NudgeAnswer)), name="answer"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        CheckConstraint("(answer = 'later') = (later_until IS NOT NULL) OR answer IS NULL", name="later"),
        partial_index("nudge_digest", "workspace", "digest", where="digest <> ''"),
        Index("nudge_planned", "workspace", "person", "planned_at"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    person: Mapped[Ref]
    content: Mapped[Ref]
    text: Mapped[int] = mapped_column(default=0)  # the suggested text, modulo how many there are; -1: a question
    asked: Mapped[bool] = mapped_column(default=False)  # the person asked for it: outside the budget
    round: Mapped[int] = mapped_column(default=1)  # how often it is shown: Later makes it one more
    planned_at: Mapped[When]
    digest: Mapped[str] = mapped_column(String(255), default="")  # nudges that go out in one message share it
    because: Mapped[str] = mapped_column(Text, default="")  # why this and now, as JSON: what "Why now?" says
    answer: Mapped[NudgeAnswer | None] = mapped_column(String(8))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[SkipReason | Reaction | None] = mapped_column(String(24))  # of a skip, if given; or what they did
    later_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    week: Mapped[str] = mapped_column(String(8), default="")  # 2026-W10, in which it went out, for the totals
    team: Mapped[str] = mapped_column(String(80), default="")  # of the person in that week
