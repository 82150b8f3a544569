"""Feeds that champions follow, and the entries that were found in them."""

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Ref, UtcDateTime, When, WorkspaceKey, one_of

FeedState = Literal["active", "paused", "ended"]  # ended: its server or the feed itself says that it is over
# Why it cannot be read: it is gone for good; nothing is there; its server refuses, fails or does not answer; it is a
# page, or no feed at all.
FeedProblem = Literal["", "gone", "missing", "refused", "failing", "away", "page", "no_feed"]
# new → draft (on the champions' card), or left out: it was there before, is a twin of content, or there was no room.
EntryState = Literal["new", "draft", "old", "twin", "beyond"]


class Feed(Base):
    """A feed, and when it is read again."""

    __tablename__ = "feed"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        CheckConstraint(one_of("state", get_args(FeedState)), name="state"),
        CheckConstraint(one_of("problem", get_args(FeedProblem)), name="problem"),
        CheckConstraint("(problem = '') = (failing_since IS NULL)", name="failing"),
        CheckConstraint("(state = 'active') = (next_at IS NOT NULL)", name="next"),
        Index("feed_address", "workspace", "address", unique=True),
        Index("feed_next", "next_at"),
        Index("feed_added_by", "workspace", "added_by"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    address: Mapped[str] = mapped_column(String(2000))
    title: Mapped[str] = mapped_column(String(300), default="")
    added_by: Mapped[Ref]  # the champion whose drafts its entries become
    added_at: Mapped[When]
    state: Mapped[FeedState] = mapped_column(String(8), default="active")
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pace: Mapped[int] = mapped_column(default=60)  # minutes between two readings
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when it was last read without a problem
    etag: Mapped[str] = mapped_column(String(300), default="")
    modified: Mapped[str] = mapped_column(String(100), default="")
    digest: Mapped[str] = mapped_column(String(64), default="")  # of its text, for servers that always send all
    problem: Mapped[FeedProblem] = mapped_column(String(8), default="")
    failing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failures: Mapped[int] = mapped_column(default=0)
    cut: Mapped[bool] = mapped_column(default=False)  # it is so long that only its beginning is read
    offer: Mapped[str] = mapped_column(String(2000), default="")  # the feed that the page at this address has


class FeedEntry(Base):
    """An entry that was seen, so that it is offered once."""

    __tablename__ = "feed_entry"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "feed"], ["feed.workspace", "feed.id"], ondelete="CASCADE"),
        CheckConstraint(one_of("state", get_args(EntryState)), name="state"),
        CheckConstraint("(state = 'draft') = (content <> '')", name="draft"),
        Index("feed_entry_state", "workspace", "state", "batch"),
    )

    workspace: Mapped[WorkspaceKey]
    feed: Mapped[Id]
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)  # of its id, or of its page
    state: Mapped[EntryState] = mapped_column(String(8))
    seen_at: Mapped[When]  # when it was last in the feed
    found_at: Mapped[When]
    address: Mapped[str] = mapped_column(String(2000), default="")  # this and what follows: as long as it is new
    title: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(35), default="")
    moment: Mapped[datetime | None] = mapped_column(UtcDateTime)
    content: Mapped[str] = mapped_column(String(255), default="")  # its draft
    batch: Mapped[str] = mapped_column(String(10), default="")  # the day of the card that it is on, such as 2026-12-02
