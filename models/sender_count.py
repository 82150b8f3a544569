"""How often somebody did what sends messages to colleagues, by day."""

from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, WorkspaceKey, one_of

Sending = Literal["invite", "suggest", "thought", "answer", "thank", "ask"]


class SenderCount(Base):
    """One kind of sending on one local day. Rows of more than a week ago are deleted when the person sends again."""

    __tablename__ = "sender_count"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        CheckConstraint(one_of("kind", get_args(Sending)), name="kind"),
        CheckConstraint("times >= 0", name="times"),
    )

    workspace: Mapped[WorkspaceKey]
    person: Mapped[Id]
    kind: Mapped[Sending] = mapped_column(String(8), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)  # 2026-03-04
    times: Mapped[int] = mapped_column(default=0)
