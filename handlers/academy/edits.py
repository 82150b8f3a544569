"""Champions write and change courses, each in one language at a time."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from handlers.academy import edit_cards
from handlers.academy.course_text import LONGEST_ABOUT, LONGEST_TITLE, MOST_CARDS, CourseCard, CourseText
from handlers.academy.edit_texts import Unfit, card_in_field
from handlers.academy.editions import cards_of, head_of_course, heads_for, live_rows, put_course, text_in
from handlers.academy.files import MOST
from handlers.core.audit import audit
from handlers.core.forms import Flag, Long, Submitted, check
from handlers.core.interaction import Card, Interaction, Invalid, Refused, Reply
from handlers.core.language import Words, language_of
from handlers.core.people import champion, meet, words_of
from handlers.core.targets import BAR
from models import Course, Person

PLACE = 100  # of a new course in the list: after ours


class EditedCourse(Submitted):
    """The submitted form."""

    language: Literal["en", "nl"]
    title: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TITLE)]
    about: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ABOUT)]
    card_1: Long = ""
    card_2: Long = ""
    card_3: Long = ""
    card_4: Long = ""
    card_5: Long = ""
    card_6: Long = ""
    card_7: Long = ""
    gone: Flag = False

    @property
    def written(self) -> Mapping[str, str]:
        """The cards that something was written for, by their field."""
        names = [f"card_{number}" for number in range(1, MOST_CARDS + 1)]
        return {name: text for name in names if (text := str(getattr(self, name)))}


def edit_course(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Show the form of a course, or of a new one, and make its next edition."""
    person = champion(meet(session, interaction.actor, now))
    words, (name, _, edition) = words_of(person), interaction.target.partition(BAR)
    head = head_of_course(session, person, name, now)
    if name and head is None:
        raise Refused("This course is not there any more. See all courses: /heraut learn")
    if "title" not in interaction.values:
        cards = cards_of(session, person.workspace, head) if head else ()
        texts = (head.language, PLACE, head.title, head.about) if head else (language_of(person.locale), PLACE, "", "")
        return edit_cards.edit_form(words, CourseText(name, *texts, tuple(cards)), head.edition if head else 0)
    form = check(EditedCourse, interaction, words)
    if head and edition != f"{head.edition}":
        said = words.t("A colleague changed this course while you were writing. Copy your text, and open it again.")
        raise Invalid({"title": said})
    if not head and len(heads_for(session, person, now)) >= MOST:
        raise Invalid({"title": words.t("There are {n} courses already. Take one out first.", n=MOST)})
    return _kept(session, person, form, live_rows(session, person.workspace, name) if name else [], now)


def _kept(session: Session, person: Person, form: EditedCourse, rows: Sequence[Course], now: datetime) -> Card:
    words, name = words_of(person), rows[0].course if rows else f"w{secrets.token_hex(6)}"
    if form.gone:
        put_course(session, person.workspace, [text_in(row) for row in rows], person.person, now, gone=True)
        audit(session, person, "course_removed", name, now)
        return edit_cards.course_saved_card(words, form.title, name, gone=True)
    place = rows[0].place if rows else PLACE
    mine = CourseText(name, form.language, place, form.title, form.about, _cards(form, words))
    put_course(session, person.workspace, [mine], person.person, now)
    audit(session, person, "course_written", name, now)
    return edit_cards.course_saved_card(words, form.title, name, gone=False)


def _cards(form: EditedCourse, words: Words) -> tuple[CourseCard, ...]:
    """The cards. Raises Invalid with what is wrong, by field."""
    cards, errors = list[CourseCard](), dict[str, str]()
    for field, text in form.written.items():
        try:
            card = card_in_field(text, words)
        except Unfit as problem:
            errors[field] = str(problem)
            continue
        if card in cards:
            errors[field] = words.t("This card is there twice.")
        cards.append(card)
    for number in range(1, edit_cards.IN_SIGHT + 1):
        if f"card_{number}" not in form.written and len(form.written) < edit_cards.IN_SIGHT:
            errors[f"card_{number}"] = words.t("Please fill this in.")
    if errors:
        raise Invalid(errors)
    return tuple(cards)
