"""What a champion reads once content is saved: its preview, or what the change does."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.approval.cards import approval_asked_card
from handlers.approval.requests import needs_asking, waits
from handlers.audience.choice import told_choice
from handlers.content.offers import tags_of
from handlers.core.interaction import Card, Text
from handlers.core.people import words_of
from handlers.forecast import cards as forecast_cards
from handlers.forecast.today import foretold
from handlers.pictures.pictured import told_lines
from handlers.publishing import cards
from models import Content, Person


def saved_card(
    session: Session, person: Person, content: Content, texts: Sequence[str], told: Sequence[str], now: datetime
) -> Card:
    """What publishing would do, what the change does, or that what ran waits for another champion."""
    words, zone, runs = words_of(person), person.timezone, content.state == "running"
    if waits(session, content):
        return approval_asked_card(words, content)
    foreseen = forecast_cards.parts(words, foretold(session, content, now, zone), zone, runs=runs)
    only = told_choice(session, words, tags_of(session, content), content.workspace, now)
    if runs:
        return cards.changed(words, content.title, (*only, *foreseen))
    later = cards.start_lines(words, content, zone, now)
    people = (Text(text=sentence, style="quiet") for sentence in told_lines(session, words, content))
    parts = (*later, *people, *only, *foreseen)
    return cards.draft_saved_card(words, content, texts, told, parts, asks=needs_asking(session, content))
