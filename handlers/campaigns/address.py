"""The address of a campaign's page: signed for one person, for a month."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.encryption.signatures import seal_briefly, unseal_in_time
from models import Campaign, Person, Workspace

PURPOSE = "campaign"  # the purpose the address is signed for
LASTS = timedelta(days=30)


def campaign_path(session: Session, person: Person, its: Campaign, now: datetime) -> str:
    """The path of the page; empty where Heraut has no public address."""
    if not session.get_one(Workspace, person.workspace).address:
        return ""
    token, _ = seal_briefly(session, PURPOSE, now, person.workspace, person.person, its.id, lasts=LASTS)
    return f"/campaigns/{token}"


def reader_and_campaign(session: Session, token: str, now: datetime) -> tuple[Person, Campaign] | None:
    """Who reads about which campaign; None if the address is not valid now, or they do not take part any more."""
    match unseal_in_time(session, PURPOSE, token, now, LASTS):
        case (workspace, who, about):
            person, its = session.get(Person, (workspace, who)), session.get(Campaign, (workspace, about))
            if person is None or its is None or not (person.joined or person.champion):
                return None
            return None if its.state == "draft" and not person.champion else (person, its)
        case _:
            return None
