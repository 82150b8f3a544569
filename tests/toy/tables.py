"""What the toy keeps: who was cheered for which share, and who wants no cheers."""

from datetime import datetime

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from models.base import UtcDateTime


class ToyBase(DeclarativeBase):
    """Tables of its own, made by the tests: those of Heraut are made by migrations."""


class Cheer(ToyBase):
    """Somebody was cheered for a share."""

    __tablename__ = "toy_cheer"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    share: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered: Mapped[bool] = mapped_column(default=False)


class Quiet(ToyBase):
    """Somebody who wants no cheers."""

    __tablename__ = "toy_quiet"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
