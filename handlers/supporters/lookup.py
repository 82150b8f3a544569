"""`/heraut find`: what colleagues answered before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from handlers.core.commands import argument
from handlers.core.forms import Submitted, check
from handlers.core.interaction import Form, Input, Interaction, Reply
from handlers.core.people import meet, words_of
from handlers.members.council import is_on
from handlers.supporters import cards
from handlers.supporters.cards import KnownAnswer
from handlers.supporters.search import found_answers
from models import ColleagueQuestion, Person

MOST = 4


class Searching(Submitted):
    """The submitted form."""

    text: Annotated[str, StringConstraints(min_length=2, max_length=200)]


def find_answers(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask for words, and show the answers that have them."""
    person = meet(session, interaction.actor, now)
    words = words_of(person)
    if not interaction.values.get("text"):
        field = Input(name="text", label=words.t("What are you looking for?"), required=True, longest=200)
        title, submit, cancel = words.t("Search answers"), words.t("Search"), words.t("Cancel")
        return Form(action="find_answers", title=title, inputs=(field,), submit=submit, cancel=cancel)
    asked = (argument(interaction) or check(Searching, interaction, words).text)[:200]
    return cards.found_card(words, asked, answers_for(session, person, asked, MOST))


def answers_for(session: Session, person: Person, asked: str, most: int) -> Sequence[KnownAnswer]:
    """The answers that fit best, with the names of those who agreed to it."""
    named = not is_on(session, person.workspace)
    rows = found_answers(session, person.workspace, asked, most)
    return [KnownAnswer(row.question, row.answer, _name(session, row) if named and row.by_name else "") for row in rows]


def _name(session: Session, row: ColleagueQuestion) -> str:
    """Empty for somebody who left."""
    found = session.get(Person, (row.workspace, row.answered_by))
    return found.name if found and found.left_at is None else ""
