"""Those who were named for something, such as answering questions, and are taken off again."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.audit import audit
from models import GuideHelper, Organiser, Person
from models.audit import Act


def take_off(
    session: Session, by: Person, table: type[GuideHelper] | type[Organiser], who: str, act: Act, now: datetime
) -> bool:
    """They are named no longer, and the audit trail has the act. False if they were not named."""
    row = session.get(table, (by.workspace, who))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    audit(session, by, act, who, now)
    return True
