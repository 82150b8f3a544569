"""Files that people sent with a suggestion, for a champion to look at: one for each suggestion, the last."""

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, When, WorkspaceKey


class Attachment(Base):
    """A file as it was sent. It is never opened here, and goes when the suggestion is decided."""

    __tablename__ = "attachment"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        Index("attachment_person", "workspace", "person"),
    )

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    person: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(8))  # pdf, pptx, …: by what is in it
    size: Mapped[int]  # bytes
    body: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[When]
