"""Private addresses for a file: where its person sends it, for a day, and where a champion opens it."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.core.interaction import Button
from handlers.core.people import words_of
from handlers.encryption.signatures import seal_briefly, unseal_in_time
from handlers.pictures.address import member_since
from models import Content, Person, Workspace

SEND, LOOK = "attach", "attached"  # what the addresses are signed for
SENDING = timedelta(days=1)
KEPT = timedelta(days=30)  # a file, and the address at which champions open it


def can_attach(session: Session, person: Person) -> bool:
    """Whether there is a page to send a file: Heraut needs a public address."""
    return bool(session.get_one(Workspace, person.workspace).address)


def send_button(session: Session, person: Person, content: Content, now: datetime) -> tuple[Button, ...]:
    """The way to the page where the file is sent; nothing where Heraut has no public address."""
    if not can_attach(session, person):
        return ()
    about = (person.workspace, person.person, member_since(person), content.id)
    token, _ = seal_briefly(session, SEND, now, *about, lasts=SENDING)
    return (Button(label=words_of(person).t("Send a file"), action="", link=f"/attach/{token}"),)


def look_button(session: Session, judge: Person, content: Content, now: datetime) -> Button:
    """The way to the file for one champion."""
    about = (judge.workspace, judge.person, member_since(judge), content.id)
    token, _ = seal_briefly(session, LOOK, now, *about, lasts=KEPT)
    return Button(label=words_of(judge).t("Download the file"), action="", link=f"/attached/{token}")


def sender(session: Session, token: str, now: datetime) -> tuple[Person, Content] | None:
    """Who sends a file for what, decided or not. None if the address is not valid now, or they left since."""
    found = _about(session, SEND, token, now, SENDING)
    return found if found and found[1].author == found[0].person else None


def looker(session: Session, token: str, now: datetime) -> Content | None:
    """The suggestion whose file a champion opens. None if the address is not valid now, or it has been decided."""
    found = _about(session, LOOK, token, now, KEPT)
    return found[1] if found and found[0].champion and found[1].state == "proposed" else None


def _about(
    session: Session, purpose: str, token: str, now: datetime, lasts: timedelta
) -> tuple[Person, Content] | None:
    match unseal_in_time(session, purpose, token, now, lasts):
        case (workspace, who, when, about):
            person, content = session.get(Person, (workspace, who)), session.get(Content, (workspace, about))
            return (person, content) if person and content and member_since(person) == when else None
        case _:
            return None
