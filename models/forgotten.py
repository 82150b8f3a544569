"""The list of the forgotten: marks that say nothing by themselves, so that a restored backup forgets them again."""

from sqlalchemy import ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, When, WorkspaceKey


class ForgottenMark(Base):
    """A keyed hash of a person's id, with a key of its own, and when they were forgotten. Holds no id."""

    __tablename__ = "forgotten_mark"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    at: Mapped[When]
    scrubbed: Mapped[bool] = mapped_column(default=False)  # whether the store's files have been cleaned since
