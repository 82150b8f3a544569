"""What forecasts of one day are made from, so that no press of that day can be read off them."""

from sqlalchemy import ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, When, WorkspaceKey


class ForecastDay(Base):
    """People's settings as they were at the first forecast of a day, without ids or names.

    Teams, places, countries and roles are those of k people or more.
    """

    __tablename__ = "forecast_day"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    day: Mapped[str] = mapped_column(String(10), primary_key=True)  # 2026-03-04, in the workspace's time zone
    at: Mapped[When]
    each: Mapped[int]  # people for each reader
    readers: Mapped[str] = mapped_column(Text)  # as JSON
    shares: Mapped[str] = mapped_column(Text)
