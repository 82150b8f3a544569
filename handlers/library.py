"""The content that runs now, with its texts and whom it is for."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from models import Content, ContentTag, SuggestedText

# Built once: that takes longer than running them.
TEXTS = (
    select(SuggestedText.text)
    .where(SuggestedText.workspace == bindparam("workspace"), SuggestedText.content == bindparam("content"))
    .order_by(SuggestedText.position)
)
TAGS = (
    select(ContentTag.kind, ContentTag.value)
    .where(ContentTag.workspace == bindparam("workspace"), ContentTag.content == bindparam("content"))
    .order_by(ContentTag.kind, ContentTag.value)
)
LIVE = (
    select(Content)
    .where(
        Content.workspace == bindparam("workspace"),
        Content.state == "running",
        Content.starts_at <= bindparam("now"),
        or_(Content.ends_at.is_(None), Content.ends_at > bindparam("now")),
    )
    .order_by(Content.starts_at.desc(), Content.id.desc())
)
LIVE_TAGS = select(ContentTag.content, ContentTag.kind, ContentTag.value).where(
    ContentTag.workspace == bindparam("workspace"), ContentTag.content.in_(bindparam("contents", expanding=True))
)


@dataclass(frozen=True)
class Offer:
    """Content and, by kind, the values it is meant for."""

    content: Content
    tags: Mapping[str, AbstractSet[str]]

    def fits(self, wishes: Mapping[str, AbstractSet[str]]) -> bool:
        """Nothing stands against it: where both sides say something of a kind, they have one in common."""
        return all(not wishes.get(kind) or values & wishes[kind] for kind, values in self.tags.items())

    def next_text(self) -> int:
        """Which suggested text is next, counted round: in turn, so that not everybody starts from the same one."""
        self.content.turn += 1
        return self.content.turn - 1


def running(session: Session, now: datetime, workspace: str) -> list[Offer]:
    """What may be offered in a workspace now, the newest first."""
    live = session.scalars(LIVE, {"workspace": workspace, "now": now}).all()
    tags: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    wanted = {"workspace": workspace, "contents": [content.id for content in live]}
    for content, kind, value in session.execute(LIVE_TAGS, wanted) if live else ():
        tags[content][kind].add(value)
    return [Offer(content, tags[content.id]) for content in live]


def texts_of(session: Session, content: Content) -> tuple[str, ...]:
    """The suggested texts, in order."""
    return tuple(session.scalars(TEXTS, {"workspace": content.workspace, "content": content.id}))


def tags_of(session: Session, content: Content) -> list[tuple[str, str]]:
    """(kind, value) of whom it is for."""
    found = session.execute(TAGS, {"workspace": content.workspace, "content": content.id})
    return [(kind, value) for kind, value in found]


def offered(content: Content, now: datetime) -> bool:
    """Whether it may still be shared from here."""
    return content.state == "running" and (content.ends_at is None or content.ends_at > now)
