"""A rough thought that somebody told the bot, and the text that a champion wrote from it."""

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Ref, UtcDateTime, When, WorkspaceKey, one_of

ThoughtState = Literal["rough", "written", "posted", "dropped"]


class Thought(Base):
    """rough → written (a champion wrote a text) → posted by the person whose thought it is, or dropped by them."""

    __tablename__ = "thought"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        CheckConstraint(one_of("state", get_args(ThoughtState)), name="state"),
        CheckConstraint("state NOT IN ('written', 'posted') OR (champion <> '' AND text <> '')", name="written"),
        Index("thought_state", "workspace", "state"),
        Index("thought_person", "workspace", "person"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    person: Mapped[Ref]
    rough: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text, default="")
    champion: Mapped[str] = mapped_column(String(255), default="")
    state: Mapped[ThoughtState] = mapped_column(String(8), default="rough")
    created_at: Mapped[When]
    written_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    posted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
