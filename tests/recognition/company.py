"""A small company for the tests: who works there, and what they do, in few words."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from handlers.core.interaction import Actor, Buttons, Card, Interaction, Items, Part, Picture, Text
from handlers.recognition import points
from handlers.recognition.cards import Recognition
from models import Content, Nudge, Person, Share, Thanks, Workspace
from models.share import Evidence

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)  # the Monday of 2026-W10
DAY, WEEK = timedelta(days=1), timedelta(days=7)
LONG_AGO = MONDAY - 60 * WEEK


def found(session: Session, workspace: str = "acme", *people: str, named: bool = True) -> None:
    """A workspace with advocates, and content by Ann that can be shared any number of times."""
    session.add(Workspace(workspace=workspace, platform="web", created_at=LONG_AGO))
    session.flush()
    for name in ("ann", *people):
        hire(session, name, workspace, named=named)


def hire(
    session: Session,
    name: str,
    workspace: str = "acme",
    *,
    named: bool = True,
    joined: datetime | None = LONG_AGO,
    role: str = "employee",
    locale: str = "en",
) -> Person:
    person = Person(
        workspace=workspace,
        person=name,
        name=name.capitalize(),
        locale=locale,
        timezone="Europe/Amsterdam",
        role=role,
        joined_at=joined,
        named=named,
        met_at=LONG_AGO,
    )
    session.add(person)
    session.flush()
    return person


def content(
    session: Session, name: str, workspace: str = "acme", author: str = "ann", state: str = "running"
) -> Content:
    made = Content(
        workspace=workspace,
        id=name,
        url="https://acme.example/story",
        title=f"Story {name}",
        state=state,
        author=author,
        starts_at=LONG_AGO,
        created_at=LONG_AGO,
    )
    session.add(made)
    session.flush()
    return made


def begin(session: Session, person: str, name: str, network: str = "linkedin", workspace: str = "acme") -> Share:
    """Start a share, of its own piece of content."""
    content(session, name, workspace)
    session.add(Nudge(workspace=workspace, id=name, person=person, content=name, planned_at=LONG_AGO))
    session.flush()
    keys = {"workspace": workspace, "id": name, "nudge": name, "content": name, "person": person}
    share = Share(**keys, network=network, text="Look!", revision=0, started_at=LONG_AGO)
    session.add(share)
    session.flush()
    return share


def post(session: Session, share: Share, at: datetime, evidence: Evidence = "claimed") -> Recognition:
    share.state, share.posted_at = "posted", at
    raise_to(share, evidence)
    session.flush()
    return points.share_posted(session, share, at)


def shares(
    session: Session, person: str, name: str, at: datetime, evidence: Evidence = "claimed", network: str = "linkedin"
) -> Recognition:
    return post(session, begin(session, person, name, network), at, evidence)


def raise_to(share: Share, evidence: Evidence) -> None:
    share.evidence = evidence
    share.address = "https://linkedin.com/posts/1" if evidence == "address" else ""


def undo(session: Session, share: Share, at: datetime) -> Recognition:
    """Undo as the button does."""
    back = points.share_undone(session, share, at)
    share.revision += 1
    share.state, share.posted_at = "dropped", None
    session.flush()
    return back


def approve(session: Session, suggestion: Content, at: datetime, by: str) -> Recognition:
    suggestion.state, suggestion.decided_by = "running", by
    session.flush()
    return points.suggestion_approved(session, suggestion, at)


def thank(session: Session, giver: str, receiver: str, name: str, at: datetime, workspace: str = "acme") -> Recognition:
    thanks = Thanks(workspace=workspace, id=name, giver=giver, receiver=receiver, text="", at=at)
    session.add(thanks)
    session.flush()
    return points.thanked(session, thanks, at)


def press(person: str, action: str, text: str | None = None, **more: object) -> Interaction:
    values = {} if text is None else {"text": text}
    actor = Actor(workspace="acme", person=person)
    return Interaction.model_validate({"key": "k", "actor": actor, "action": action, "values": values, **more})


def said(card: object) -> str:
    """The text of a card, one line for each part."""
    assert isinstance(card, Card)
    return "\n".join([card.title, *(line for part in card.parts for line in _lines(part))])


def _lines(part: Part) -> list[str]:
    match part:
        case Text():
            return [part.text]
        case Items():
            return list(part.items)
        case Buttons():
            return [str(part.every)]
        case Picture():
            return [part.path, part.alt]
        case _:
            return [str(value) for _, value in part]
