"""Questions that champions ask: anybody can answer, in a post of their own or as material for the champions."""

from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.content.days import over_for
from handlers.content.offers import offered
from handlers.content.ways import SUPPORT, ways_of
from handlers.contributions import question_cards as cards
from handlers.core.forms import Long, Submitted, check
from handlers.core.interaction import Card, Interaction, Invalid, Refused, Reply
from handlers.core.people import advocate, meet, words_of
from handlers.members.limits import check_limit, count_sending
from handlers.publishing import suggestions
from handlers.sharing import sharing
from models import Content

MOST = 8  # on one card
GONE = "This question is closed. See the current ones: /heraut questions"


class Answer(Submitted):
    """The submitted answer. `how` is empty for people who have not joined: their answer is material."""

    text: Long
    how: Literal["", cards.How] = ""


def questions(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut questions`: the current questions, for anybody who likes to answer."""
    person = meet(session, interaction.actor, now)
    asked = select(Content).where(
        Content.workspace == person.workspace,
        Content.way == "create",
        Content.state == "running",
        Content.starts_at <= now,
        ~over_for(now, person.timezone),
    )
    rows = session.scalars(asked.order_by(Content.starts_at.desc(), Content.id).limit(MOST)).all()
    return cards.questions_card(words_of(person), [(row.id, row.title, row.why) for row in rows])


def answer_question(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask for the answer; then begin a share with it, or hand it to the champions."""
    person = meet(session, interaction.actor, now)
    words = words_of(person)
    content = session.get(Content, (person.workspace, interaction.target))
    open_ = content is not None and offered(content, now, person.timezone) and content.starts_at <= now
    asked = content is not None and content.way == "create" and open_
    if "text" not in interaction.values:
        if content is None or not asked:
            raise Refused(GONE)
        check_limit(session, person, "answer", now)
        how: cards.How = "post" if person.joined and SUPPORT not in ways_of(session, person) else "material"
        return cards.answer_form(words, content.id, content.title, how, may_post=person.joined)
    form = check(Answer, interaction, words)
    if content is None or not asked:  # shown beside the text, so that it is not lost
        raise Invalid({"text": words.t("This question is closed. See the current ones: /heraut questions")})
    if not form.text:
        raise Invalid({"text": words.t("Please fill this in.")})
    count_sending(session, person, "answer", now)
    if form.how != "post":
        return suggestions.hand_in(session, person, content.title, form.text, now)
    return sharing.start(
        session, person, sharing.taken_up(session, advocate(person), content, now), content, now, form.text
    )
