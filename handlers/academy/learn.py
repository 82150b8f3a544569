"""`/heraut learn`: the list of courses, those that were begun first."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.academy.editions import CourseHead, cards_of, heads_for
from handlers.academy.list_cards import ORDER, PAGE, CourseList, ListedCourse, courses_card
from handlers.academy.progress import all_progress, done_in, left_of
from handlers.academy.steps import opened
from handlers.core.commands import argument
from handlers.core.interaction import Card, Interaction
from handlers.core.people import meet, words_of
from handlers.core.targets import read_page
from models import CourseProgress, Person


def learn_courses(session: Session, interaction: Interaction, now: datetime) -> Card:
    """A page of the list; or, with words after it, the course of that name, or those that have these words."""
    person = meet(session, interaction.actor, now)
    heads, asked = heads_for(session, person, now), argument(interaction) or ""
    found = courses_named(heads, asked)
    if asked and len(found) == 1:
        return opened(session, person, found[0]).model_copy(update={"instead": False})
    page = read_page(interaction.target) or 0
    shown = _page(session, person, found, page, asked[:80])
    card = courses_card(words_of(person), shown, writes=person.champion, manages=person.manages)
    return card.model_copy(update={"instead": bool(interaction.target)})


def courses_named(heads: Sequence[CourseHead], asked: str) -> Sequence[CourseHead]:
    """The course of this name, or those that have all these words; all for no words."""
    typed = asked.casefold().split()
    named = [one for one in heads if " ".join(typed) in (one.title.casefold(), one.course)]
    return named or [one for one in heads if all(word in f"{one.title} {one.about}".casefold() for word in typed)]


def _page(session: Session, person: Person, heads: Sequence[CourseHead], page: int, said: str) -> CourseList:
    progress = all_progress(session, person)
    begun = {one.course: _listed(session, person, one, progress[one.course]) for one in heads if one.course in progress}
    in_turn = sorted(heads, key=lambda one: ORDER.index(begun[one.course].state if one.course in begun else "new"))
    its = in_turn[page * PAGE : (page + 1) * PAGE]
    shown = [begun.get(one.course) or _listed(session, person, one, None) for one in its]
    return CourseList(shown, page, len(in_turn) > (page + 1) * PAGE, said)


def _listed(session: Session, person: Person, head: CourseHead, progress: CourseProgress | None) -> ListedCourse:
    cards = cards_of(session, person.workspace, head)
    left = len(left_of(cards, done_in(progress)))
    if progress is None or (left == len(cards) and not progress.finished and not progress.wanted):
        return ListedCourse(head, "new", left, len(cards))
    if not left:
        return ListedCourse(head, "done", 0, len(cards))
    return ListedCourse(head, "changed" if progress.finished else "begun", left, len(cards))
