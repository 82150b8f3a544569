"""What is not needed any more is not kept."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from handlers.links import clicks
from models import Seen

REPEATS = timedelta(days=2)  # Slack repeats an event within minutes, a person a press within hours


def tidy(session: Session, now: datetime) -> None:
    """Forget events that no platform will repeat, and who was at a link on days that are over."""
    clicks.forget(session, now)
    session.execute(delete(Seen).where(Seen.at < now - REPEATS))
