"""Photos that people uploaded for content of their own: one for each piece, the last."""

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, When, WorkspaceKey


class Upload(Base):
    """A photo as a JPEG, without the place and the camera."""

    __tablename__ = "upload"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        Index("upload_key", "key", unique=True),
        Index("upload_person", "workspace", "person"),
    )

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    key: Mapped[str] = mapped_column(String(64))  # the secret part of its address
    address: Mapped[str] = mapped_column(String(2000))
    person: Mapped[str] = mapped_column(String(255))
    photo: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[When]
