"""Campaigns: content that belongs together, with a goal and a period."""

from datetime import date, datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, Date, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, UtcDateTime, When, WorkspaceKey, one_of
from models.content import TagKind

# draft: nobody started it; active: it runs between its two moments; ended: over, by its last day or by a champion
CampaignState = Literal["draft", "active", "ended"]
CampaignCount = Literal["", "shares", "clicks"]  # what is counted for its goal


class Campaign(Base):
    """What content may belong to. Its days are kept as days; the two moments follow from them, in its own zone."""

    __tablename__ = "campaign"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "run_by"], ["person.workspace", "person.person"]),
        CheckConstraint(one_of("state", get_args(CampaignState)), name="state"),
        CheckConstraint(one_of("counts", get_args(CampaignCount)), name="counts"),
        CheckConstraint("ends_at IS NULL OR starts_at < ends_at", name="dates"),
        CheckConstraint("(target = 0) = (counts = '')", name="target"),
        Index("campaign_called", "workspace", "called", unique=True),
        Index("campaign_state", "state", "ends_at"),
        Index("campaign_run_by", "workspace", "run_by"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(80))
    called: Mapped[str] = mapped_column(String(240))  # the name, without differences of capitals
    goal: Mapped[str] = mapped_column(Text, default="")
    counts: Mapped[CampaignCount] = mapped_column(String(8), default="")
    target: Mapped[int] = mapped_column(default=0)  # how many of them; 0: nothing is counted
    image: Mapped[str] = mapped_column(String(2000), default="")
    state: Mapped[CampaignState] = mapped_column(String(8))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date | None] = mapped_column(Date)  # included; None: until somebody ends it
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    starts_at: Mapped[When]
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # earlier than the last day if a champion ended it
    run_by: Mapped[str] = mapped_column(String(255))
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when its result was told
    version: Mapped[int] = mapped_column(default=0)  # how often it was changed
    created_at: Mapped[When]


class CampaignTag(Base):
    """Who a campaign is for. New content of the campaign starts with these tags. No tag of a kind means everybody."""

    __tablename__ = "campaign_tag"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "campaign"], ["campaign.workspace", "campaign.id"], ondelete="CASCADE"),
        CheckConstraint(one_of("kind", get_args(TagKind)), name="kind"),
    )

    workspace: Mapped[WorkspaceKey]
    campaign: Mapped[Id]
    kind: Mapped[TagKind] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(80), primary_key=True)
