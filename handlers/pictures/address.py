"""The address at which a person sends the photo for one piece of content: signed, for a day."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from handlers.core.interaction import Button, Buttons, Card
from handlers.core.people import words_of
from handlers.encryption.signatures import seal_briefly, unseal_in_time
from models import Content, Person, Workspace

PURPOSE = "upload"  # the purpose the address is signed for
LASTS = timedelta(days=1)


def upload_buttons(session: Session, person: Person, content: Content, now: datetime) -> tuple[Button, ...]:
    """The way to the page; nothing for content with an address, or where Heraut has no public address."""
    if not open_to(person, content) or not session.get_one(Workspace, person.workspace).address:
        return ()
    token, _ = seal_briefly(
        session, PURPOSE, now, person.workspace, person.person, member_since(person), content.id, lasts=LASTS
    )
    label = words_of(person).t("Add a photo from your phone")
    return (Button(label=label, action="", link=f"/upload/{token}"),)


def with_way(session: Session, person: Person, content: Content, card: Card, now: datetime) -> Card:
    """The card, with the way to send a photo if there is no picture yet."""
    ways = () if content.image else upload_buttons(session, person, content, now)
    return card.model_copy(update={"parts": (*card.parts, Buttons(buttons=ways))}) if ways else card


def uploader(session: Session, token: str, now: datetime) -> tuple[Person, Content] | None:
    """Who sends a photo for what. None if the address is not valid now, or they may not any more."""
    match unseal_in_time(session, PURPOSE, token, now, LASTS):
        case (workspace, who, when, about):
            person = session.get(Person, (workspace, who))
            content = session.get(Content, (workspace, about))
            right = person and content and member_since(person) == when and open_to(person, content)
            return (person, content) if person and content and right else None
        case _:
            return None


def open_to(person: Person, content: Content) -> bool:
    """Whether they may choose its picture: their own suggestion, or a champion who works on it, until it is decided."""
    if not content.own or content.url or content.state not in ("draft", "proposed"):
        return False
    return person.champion or (content.author == person.person and content.state == "proposed")


def member_since(person: Person) -> str:
    """When they joined and left: an address that carries it ends when they do either."""
    moments = (person.joined_at, person.left_at)
    return "/".join(at.astimezone(UTC).isoformat() if at else "" for at in moments)
