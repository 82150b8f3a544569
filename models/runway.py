"""How long content lasts: once a day, for everybody together, each language and each topic."""

from datetime import date
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, Date, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, WorkspaceKey, one_of

StockKind = Literal["all", "language", "topic"]


class Stock(Base):
    """What a group of readers has left to see, as it was on a day. No group is smaller than k people."""

    __tablename__ = "stock"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        CheckConstraint(one_of("kind", get_args(StockKind)), name="kind"),
    )

    workspace: Mapped[WorkspaceKey]
    kind: Mapped[StockKind] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(80), primary_key=True)  # of the language or the topic
    day: Mapped[date] = mapped_column(Date)  # of the figures
    items: Mapped[int]  # content for them that runs or will run
    dry_on: Mapped[date | None] = mapped_column(Date)  # half of them have seen everything; None: not within two weeks
    warned_on: Mapped[date | None] = mapped_column(Date)  # champions were warned of this dry spell
