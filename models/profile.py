"""What people ticked off in the checklist for their own profile."""

from sqlalchemy import ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, When, WorkspaceKey


class ProfileTick(Base):
    """Something that is there in a person's profile on a network, as they say."""

    __tablename__ = "profile_tick"
    __table_args__ = (ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),)

    workspace: Mapped[WorkspaceKey]
    person: Mapped[Id]
    network: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    at: Mapped[When]
