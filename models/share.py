"""A share, from the first press to the post, and how we know."""

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Ref, UtcDateTime, When, WorkspaceKey, one_of, partial_index

ShareState = Literal["started", "posted", "dropped"]

# How we know: the person said so; they left through our link to the composer; they gave the post's address; the network
# itself fetched this very link; a person who is not the author followed it; the post can be read in public.
Act = Literal["claimed", "opened", "address"]  # what the person does
Found = Literal["previewed", "clicked", "verified"]  # what Heraut finds out
Evidence = Literal[Act, Found]
ACTS: tuple[Act, ...] = get_args(Act)
FOUND: tuple[Found, ...] = get_args(Found)
LEVELS: tuple[Evidence, ...] = (*ACTS, *FOUND)


class Share(Base):
    """Evidence is the strongest of LEVELS that holds; it implies weaker ones.

    `id` alone opens no page: the address of the share page also has a stamp, made with the workspace's secret.
    """

    __tablename__ = "share"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "nudge"], ["nudge.workspace", "nudge.id"]),
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"]),
        CheckConstraint(one_of("state", get_args(ShareState)), name="state"),
        CheckConstraint(one_of("evidence", LEVELS), name="evidence"),
        CheckConstraint("(state = 'posted') = (posted_at IS NOT NULL)", name="posted"),
        CheckConstraint("evidence NOT IN ('address', 'verified') OR address <> ''", name="address"),
        Index("share_token", "id", unique=True),
        Index("share_nudge", "workspace", "nudge"),
        Index("share_content", "workspace", "content"),
        Index("share_posted", "workspace", "posted_at"),
        partial_index("share_look", "look_at", where="look_at IS NOT NULL"),
        # Posting something twice on one network is one share.
        partial_index("share_once", "workspace", "person", "content", "network", where="state = 'posted'", unique=True),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    person: Mapped[Ref]
    nudge: Mapped[Ref]
    content: Mapped[Ref]
    network: Mapped[str] = mapped_column(String(16), default="")
    text: Mapped[str] = mapped_column(Text)
    offered: Mapped[str] = mapped_column(Text, default="")  # the text as it was offered
    # Whether the text that left said that the person works there; None while it has not left, or need not say so.
    disclosed: Mapped[bool | None]
    own_words: Mapped[bool] = mapped_column(default=False)  # the person wrote or changed the text
    state: Mapped[ShareState] = mapped_column(String(8), default="started")
    evidence: Mapped[Evidence] = mapped_column(String(12), default="claimed")
    address: Mapped[str] = mapped_column(String(2000), default="")  # of the post itself, if given
    revision: Mapped[int] = mapped_column(default=0)  # goes up with each undo, so that the ledger can tell
    started_at: Mapped[When]
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    posted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # When to check next whether the post can be read.
    verify_at: Mapped[datetime | None] = mapped_column("look_at", UtcDateTime)
    checks: Mapped[int] = mapped_column("looks", default=0)  # how many checks were made
