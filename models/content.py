"""What people may share: content, its suggested texts, and who it is for."""

from datetime import date, datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, Date, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, UtcDateTime, When, WorkspaceKey, one_of, partial_index

ContentState = Literal["draft", "proposed", "running", "stopped", "declined"]
WayName = Literal["share", "react", "create"]  # share it, react to it, or create a text
FactKind = Literal["team", "place", "country", "role"]  # of a person's row; what people do is never one
TagKind = Literal["network", "topic", "language", FactKind]
Who = Literal["nobody", "me", "others"]


class Content(Base):
    """Something worth sharing. Offered only while running and between its dates."""

    __tablename__ = "content"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "author"], ["person.workspace", "person.person"]),
        CheckConstraint(one_of("state", get_args(ContentState)), name="state"),
        CheckConstraint(one_of("way", get_args(WayName)), name="way"),
        CheckConstraint("(urgent_at IS NULL) = (urgent_by = '')", name="urgent"),
        CheckConstraint("ends_at IS NULL OR starts_at < ends_at", name="dates"),
        CheckConstraint("rests >= 0", name="rests"),
        CheckConstraint("hold_out BETWEEN 0 AND 50", name="hold_out"),
        CheckConstraint("state <> 'declined' OR decided_by IS NOT NULL", name="declined"),
        Index("content_state", "workspace", "state"),
        partial_index("content_again", "workspace", "again_of", where="again_of <> ''"),
        Index("content_author", "workspace", "author"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    url: Mapped[str] = mapped_column(String(2000))
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(String(600), default="")
    image: Mapped[str] = mapped_column(String(2000), default="")
    site: Mapped[str] = mapped_column(String(300), default="")
    why: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[ContentState] = mapped_column(String(16))
    author: Mapped[str] = mapped_column(String(255))
    starts_at: Mapped[When]
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The days that a champion chose, and the zone in which they begin: the two moments above follow from them.
    first_day: Mapped[date | None] = mapped_column(Date)
    last_day: Mapped[date | None] = mapped_column(Date)  # included
    first_time: Mapped[int | None]  # minutes past midnight of the first day; None: it begins with the day
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    stopped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None for drafts that were discarded
    too_few: Mapped[bool] = mapped_column(default=False)  # its groups have fewer than k people: it is offered to nobody
    turn: Mapped[int] = mapped_column(default=0)  # the suggested text for the next person, modulo how many there are
    way: Mapped[WayName] = mapped_column(String(8), default="share")
    own: Mapped[bool] = mapped_column(default=False)  # a photo or a story of one's own, which has no address
    official: Mapped[bool] = mapped_column(default=False)  # it speaks in the name of the organisation
    important: Mapped[bool] = mapped_column(default=False)  # ranked before other content
    campaign: Mapped[str] = mapped_column(String(80), default="")  # the id of the one it belongs to; empty: none
    hold_out: Mapped[int] = mapped_column(default=0)  # per cent of those it fits who are not nudged, for comparison
    urgent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when it was put above all attention budgets
    urgent_by: Mapped[str] = mapped_column(String(255), default="")
    # A champion asked to put it there, and another has to confirm.
    urgent_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    urgent_asked_by: Mapped[str] = mapped_column(String(255), default="")
    rests: Mapped[int] = mapped_column(default=0)  # days after its last one until it comes back; 0: it does not
    again_of: Mapped[str] = mapped_column(String(255), default="")  # the id of its first round, if this is a later one
    returned_as: Mapped[str] = mapped_column(String(255), default="")  # the id of its next round
    suggested_by: Mapped[str] = mapped_column(String(255), default="")  # named only if they agree: members/credits.py
    decided_by: Mapped[str | None] = mapped_column(String(255))
    reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[When]


class ContentTag(Base):
    """Who content is for: a topic, a network, a language, a team, a place, … No tag of a kind: everybody."""

    __tablename__ = "content_tag"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"], ondelete="CASCADE"),
        CheckConstraint(one_of("kind", get_args(TagKind)), name="kind"),
        Index("content_tag_kind", "workspace", "kind"),  # whether any content asks for teams, places, …
    )

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    kind: Mapped[TagKind] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(80), primary_key=True)


class SuggestedText(Base):
    """One of the texts that a colleague may start from."""

    __tablename__ = "suggested_text"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"], ondelete="CASCADE"),
    )

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class Pictured(Base):
    """Who is in the picture of content without an address, and who said so. Other people agreed, or it is refused."""

    __tablename__ = "pictured"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["workspace", "said_by"], ["person.workspace", "person.person"]),
        CheckConstraint(one_of("who", get_args(Who)), name="who"),
        CheckConstraint("who = 'others' OR names = ''", name="names"),
        Index("pictured_said_by", "workspace", "said_by"),
    )

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    who: Mapped[Who] = mapped_column(String(8))
    names: Mapped[str] = mapped_column(String(300), default="")  # of the other people, as they were typed
    said_by: Mapped[str] = mapped_column(String(255))
    said_at: Mapped[When]


class Topic(Base):
    """A subject that people follow and content is about; created when a champion first uses it."""

    __tablename__ = "topic"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    name: Mapped[str] = mapped_column(String(80), primary_key=True)


class Handout(Base):
    """How many people in a team were offered some content in a week, so that teammates start from different texts."""

    __tablename__ = "handout"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"], ondelete="CASCADE"),
    )

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    team: Mapped[str] = mapped_column(String(80), primary_key=True)
    week: Mapped[str] = mapped_column(String(8), primary_key=True)  # 2026-W10
    taken: Mapped[int] = mapped_column(default=0)
    last_day: Mapped[str] = mapped_column(String(10), default="")  # 2026-03-04, the last day on which somebody was
