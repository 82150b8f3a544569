"""The address of a person's page: signed, for a month, and for as long as they take part."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from handlers.encryption.signatures import seal_briefly, unseal_in_time
from models import Person

PURPOSE = "gallery"  # the purpose the address is signed for
LASTS = timedelta(days=30)


def gallery_path(session: Session, person: Person, now: datetime) -> tuple[str, datetime]:
    """The path of the page, and until when it works. Anybody who has it counts as the person."""
    token, until = seal_briefly(session, PURPOSE, now, person.workspace, person.person, _since(person), lasts=LASTS)
    return f"/browse/{token}", until


def person_of(session: Session, token: str, now: datetime) -> Person | None:
    """Whose page it is; None if it was forged, has run out, or they left or joined again since."""
    match unseal_in_time(session, PURPOSE, token, now, LASTS):
        case (workspace, who, since):
            person = session.get(Person, (workspace, who))
            return person if person and person.joined and _since(person) == since else None
        case _:
            return None


def _since(person: Person) -> str:
    return person.joined_at.astimezone(UTC).isoformat() if person.joined_at else ""
