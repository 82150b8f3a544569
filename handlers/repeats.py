"""Handles repeated events once: each event's key is kept as long as the platform may repeat it."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from handlers.core.interaction import Interaction
from handlers.registry.feature import Feature
from handlers.registry.surfaces import Round, one_piece
from models import Seen
from models.engine import insert_new

KEPT = timedelta(days=2)  # Slack repeats an event within minutes, a person a press within hours


def is_new(session: Session, interaction: Interaction, now: datetime) -> bool:
    """Whether the interaction comes for the first time. Its key is stored."""
    row = {"workspace": interaction.actor.workspace, "key": interaction.key, "at": now}
    return bool(insert_new(session, Seen, [row]))


def tidy(session: Session, now: datetime) -> None:
    """Delete the keys of events that no platform will repeat any more."""
    session.execute(delete(Seen).where(Seen.at < now - KEPT))


FEATURE = Feature(name="repeats", rounds={"tidy": Round(3600, one_piece(tidy), 60)})
