"""A course card by card: on, back, an answer, and later."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.academy import cards
from handlers.academy.cards import Reading
from handlers.academy.course_text import CourseCard
from handlers.academy.editions import CourseHead, cards_of, head_of_course
from handlers.academy.progress import begun, do_card, done_in, left_of, place_after, place_now, progress_of
from handlers.academy.targets import OnCard, read_card, read_place
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import meet, words_of
from models import Person


def course(session: Session, interaction: Interaction, now: datetime) -> Card:
    """A card of a course: at a place, or where the person stopped."""
    person, at = meet(session, interaction.actor, now), read_place(interaction.target)
    return opened(session, person, _head(session, person, at.course, now), at.place)


def opened(session: Session, person: Person, head: CourseHead, place: int | None = None) -> Card:
    """A card of a course. None: where the person stopped."""
    its = cards_of(session, person.workspace, head)
    at = place_now(its, progress_of(session, person, head.course)) if place is None else min(place, len(its) - 1)
    return cards.course_card(words_of(person), _reading(session, person, head, its, at))


def read_course(session: Session, interaction: Interaction, now: datetime) -> Card:
    """A card was read: the next one, or the end."""
    person, on = meet(session, interaction.actor, now), read_card(interaction.target)
    head, its, place = _found(session, person, on, now)
    if place is None:  # the card changed meanwhile
        return opened(session, person, head)
    done = None if its[place].answers else do_card(session, person, head, its, on.key, now)
    onward = place_after(its, progress_of(session, person, head.course), place)
    if done or onward is None:
        return cards.finished_card(words_of(person), head, done)
    return cards.course_card(words_of(person), _reading(session, person, head, its, onward))


def answer_course(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The answer to a question. One that fits is a card that is done; another leaves no trace."""
    person, on = meet(session, interaction.actor, now), read_card(interaction.target)
    head, its, place = _found(session, person, on, now)
    if place is None or on.choice is None:
        return opened(session, person, head)
    words = words_of(person)
    if on.choice != its[place].right:
        return cards.not_quite_card(words, _reading(session, person, head, its, place), on.choice)
    done = do_card(session, person, head, its, on.key, now)
    return cards.fits_card(words, _reading(session, person, head, its, place), done)


def later_course(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Offer it again in a nudge."""
    person = meet(session, interaction.actor, now)
    head = _head(session, person, interaction.target, now)
    row = begun(session, person, head.course, now)
    row.wanted, row.at = True, now
    return cards.later_card(words_of(person), head)


def _head(session: Session, person: Person, course: str, now: datetime) -> CourseHead:
    found = head_of_course(session, person, course, now)
    if found is None:
        raise Refused("This course is not there any more. See all courses: /heraut learn")
    return found


def _found(
    session: Session, person: Person, on: OnCard, now: datetime
) -> tuple[CourseHead, Sequence[CourseCard], int | None]:
    """The course, its cards, and the place of the one that is in front of the person. None: it has changed."""
    head = _head(session, person, on.course, now)
    its = cards_of(session, person.workspace, head)
    return head, its, next((place for place, one in enumerate(its) if one.key == on.key), None)


def _reading(session: Session, person: Person, head: CourseHead, its: Sequence[CourseCard], place: int) -> Reading:
    progress = progress_of(session, person, head.course)
    changed = bool(progress and progress.finished) and place in left_of(its, done_in(progress))
    return Reading(head, its, place, place_after(its, progress, place), changed, person.champion)
