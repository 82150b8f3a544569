"""The groups of people that content can be for, and their sizes as champions may read them."""

from typing import get_args

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, WorkspaceKey, one_of
from models.content import FactKind


class GroupSize(Base):
    """How many people a group had when it was last told, in steps of k. `people` is 0 once it has fewer than k."""

    __tablename__ = "group_size"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        CheckConstraint(one_of("kind", get_args(FactKind)), name="kind"),
    )

    workspace: Mapped[WorkspaceKey]
    kind: Mapped[FactKind] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(80), primary_key=True)  # as people are compared: handlers/content/facts
    label: Mapped[str] = mapped_column(String(80))  # as most people write it
    people: Mapped[int]  # told
    counted: Mapped[int]  # at the count from which that follows; told to nobody
