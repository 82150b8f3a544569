"""The audit trail: who changed content, roles and settings, and who looked at figures. Ids, never texts."""

from typing import Literal

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Ref, When, WorkspaceKey
from models.share import Evidence

ContentAct = Literal[
    "edited",
    "published",
    "published_again",
    "unplanned",
    "stopped",
    "stop_undone",
    "recalled",
    "approved",
    "declined",
    "discarded",
]
CampaignAct = Literal["campaign_started", "campaign_changed", "campaign_ended", "campaign_reopened"]
OverrideAct = Literal["override_asked", "override_confirmed", "override_declined"]
SecondAct = Literal["second_asked", "second_approved", "second_sent_back"]
RoleAct = Literal["role_offered", "role_accepted", "role_declined", "role_ended"]
FiguresAct = Literal["looked_at_figures", "exported"]
CouncilAct = Literal["council_on", "council_off_asked", "council_off"]
SettingAct = Literal[
    "threshold_changed",
    "links_changed",
    "value_changed",
    "retention_changed",
    "guests_switched",
    "disclosure_changed",
    "second_switched",
    "certified_changed",
    "keys_rotated",
    "channel_added",
    "channel_changed",
    "channel_removed",
    "paused_all",
    "resumed_all",
]
GuideAct = Literal["guide_written", "guide_removed", "guide_named", "guide_unnamed"]
EventAct = Literal["event_planned", "event_changed", "event_cancelled", "organiser_named", "organiser_unnamed"]
CourseAct = Literal["course_written", "course_removed"]
DataAct = Literal["exported_person", "forgot_person"]
Act = Literal[
    ContentAct,
    CampaignAct,
    OverrideAct,
    SecondAct,
    RoleAct,
    FiguresAct,
    CouncilAct,
    SettingAct,
    GuideAct,
    EventAct,
    CourseAct,
    DataAct,
]

# What an entry may say besides: names of fields, surfaces, formats, roles and levels. Never what somebody wrote.
Field = Literal[
    "address",
    "title",
    "description",
    "picture",
    "people",
    "why",
    "texts",
    "topics",
    "networks",
    "readers",
    "groups",
    "dates",
    "rest",
    "importance",
    "official",
    "campaign",
    "hold_out",
]
Surface = Literal["results", "content_results", "content_list"]
Format = Literal["csv", "xlsx", "json"]
Detail = Literal[
    Field,
    Surface,
    Format,
    Evidence,
    "champion",
    "manager",
    "on",
    "off",
    "ranking",
    "link_base",
    "parameters",
    "company",
    "sites",
]


class AuditEntry(Base):
    """One act. Entries are only ever added. They hold ids alone, so that what they are about can change or go.

    `person` is empty for an act of an administrator at the terminal.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        Index("audit_time", "workspace", "at"),
        Index("audit_person", "workspace", "person"),
        Index("audit_about", "workspace", "about"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    person: Mapped[Ref]
    act: Mapped[Act] = mapped_column(String(24))
    about: Mapped[Ref]  # the id of the content, person or channel; empty: the workspace
    details: Mapped[str] = mapped_column(String(160), default="")  # separated by commas
    at: Mapped[When]
