"""`/heraut events`: what is coming, what is over, and one event."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Interaction
from handlers.core.people import meet, words_of
from handlers.core.targets import BAR, read_page
from handlers.gatherings import cards
from handlers.gatherings.files import file_path
from handlers.gatherings.organisers import organises
from handlers.gatherings.reads import gathering_of, names_of, own_answers, past, seat_of, to_come
from models import Gathering, Person

PAGE = 4  # in the list
NAMES = 40  # of those who come, on a card


def gatherings(session: Session, interaction: Interaction, now: datetime) -> Card:
    """What is coming. The target is the page."""
    person = meet(session, interaction.actor, now)
    page = read_page(interaction.target) or 0
    rows = to_come(session, person, now, page * PAGE, PAGE + 1)
    shown = cards.GatheringList(rows[:PAGE], own_answers(session, person, rows), page, older=len(rows) > PAGE)
    return cards.gatherings_card(words_of(person), shown, person.timezone, organises=organises(session, person))


def past_gatherings(session: Session, interaction: Interaction, now: datetime) -> Card:
    """What is over, with its recording. The target is the page."""
    person = meet(session, interaction.actor, now)
    page = read_page(interaction.target) or 0
    rows = past(session, person, now, page * PAGE, PAGE + 1)
    shown = cards.GatheringList(rows[:PAGE], own_answers(session, person, rows), page, older=len(rows) > PAGE)
    return cards.past_card(words_of(person), shown, person.timezone)


def gathering(session: Session, interaction: Interaction, now: datetime) -> Card:
    """One event. The target is its id, and for organisers perhaps a page of those who come."""
    person = meet(session, interaction.actor, now)
    about, _, page = interaction.target.partition(BAR)
    return shown_gathering(session, person, gathering_of(session, person, about), now, read_page(page) or 0)


def shown_gathering(session: Session, person: Person, its: Gathering, now: datetime, page: int = 0) -> Card:
    """The event as this person may see it: only organisers see who comes, and nobody sees who does not."""
    session.flush()
    seat, runs = seat_of(session, person, its), organises(session, person)
    names = names_of(session, its, "seated", page * NAMES, NAMES + 1) if runs else ()
    waiting = names_of(session, its, "waiting", 0, NAMES) if runs else ()
    people = cards.Guests(names[:NAMES], waiting, page, more=len(names) > NAMES) if runs else None
    shown = cards.ShownGathering(its, seat, now, person.timezone, file_path(session, person, its, now), people)
    return cards.gathering_card(words_of(person), shown)
