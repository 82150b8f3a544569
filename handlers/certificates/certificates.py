"""`/heraut certificates`: certificates of courses that a person finished, at their own wish."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.academy.editions import CourseHead, head_of_course, heads_for
from handlers.academy.events import CourseFinished
from handlers.academy.progress import all_progress, progress_of
from handlers.certificates import cards
from handlers.certificates.credential import Issuer, issuer_of
from handlers.certificates.validity import LASTS, SOON
from handlers.core.forms import Submitted, check
from handlers.core.interaction import Card, Interaction, Refused, Reply
from handlers.core.people import meet, words_of
from models import Certificate, Person, Workspace


class NameForm(Submitted):
    """The submitted form."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=cards.LONGEST_NAME)]


def certificates(session: Session, interaction: Interaction, now: datetime) -> Card:
    """What the person has, and what they could have."""
    person = meet(session, interaction.actor, now)
    _check_address(session, person)
    mine = own(session, person)
    has = {one.course for one in mine}
    titles = {one.course: one.title for one in heads_for(session, person, now)}
    finished = finished_courses(session, person)
    open_to = [(one, titles[one]) for one in finished if one in titles and one not in has]
    return cards.certificates_card(words_of(person), mine, open_to, now)


def certificate(session: Session, interaction: Interaction, now: datetime) -> Card:
    """One's own certificate."""
    person = meet(session, interaction.actor, now)
    its = _mine(session, person, interaction.target)
    issuer = _check_address(session, person)
    return cards.certificate_card(words_of(person), its, issuer, now, instead=bool(interaction.target))


def certify(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Make a certificate of a course that the person finished, or renew theirs. Asks for their name first."""
    person = meet(session, interaction.actor, now)
    words, issuer, key = words_of(person), _check_address(session, person), interaction.target
    done, course = progress_of(session, person, key), head_of_course(session, person, key, now)
    if done is None or not done.finished or course is None:
        raise Refused("A certificate is for a course that you finished. See them: /heraut learn")
    before = next((one for one in own(session, person) if one.course == key), None)
    if "name" not in interaction.values:
        return cards.name_form(words, key, course.title, before.name if before else person.name)
    name = check(NameForm, interaction, words).name
    its = _written(session, person, course, before, now)
    if before is None or _ends_soon(before, now):
        if before and done.finished < course.edition:
            raise Refused("The course has changed. See what is new, and your certificate is renewed: /heraut learn")
        _valid_from(its, done.finished, now)
    its.name = name
    session.add(its)
    session.flush()
    return cards.certificate_card(words, its, issuer, now, instead=False)


def drop_certificate(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Take it back: its address says that it is not valid, and no name is left."""
    person = meet(session, interaction.actor, now)
    withdraw_certificate(_mine(session, person, interaction.target))
    return cards.withdrawn_card(words_of(person))


def renewed(session: Session, event: CourseFinished, now: datetime) -> None:
    """Somebody who has a certificate and finished the course again, as it is now, has another year."""
    for its in own(session, event.person):
        if its.course == event.course:
            _valid_from(its, event.edition, event.at)


def own(session: Session, person: Person) -> Sequence[Certificate]:
    """The certificates of a person, the newest first."""
    its = (Certificate.workspace == person.workspace, Certificate.person == person.person, Certificate.name != "")
    return session.scalars(select(Certificate).where(*its).order_by(Certificate.issued_at.desc())).all()


def withdraw_certificate(its: Certificate) -> None:
    """Nothing is left but that there was one."""
    its.name = its.title = its.about = its.person = ""


def _valid_from(its: Certificate, edition: int, now: datetime) -> None:
    its.edition, its.issued_at, its.ends_at = edition, now, now + LASTS


def _ends_soon(its: Certificate, now: datetime) -> bool:
    return now >= its.ends_at - SOON


def _written(
    session: Session, person: Person, course: CourseHead, before: Certificate | None, now: datetime
) -> Certificate:
    """A certificate that says what the course says now, and that the newest key signs."""
    from handlers.certificates.signatures import signing_key

    its = before or Certificate(
        workspace=person.workspace, id=secrets.token_hex(16), person=person.person, course=course.course
    )
    its.key = signing_key(session, person.workspace, now).id
    its.title, its.about, its.language = course.title, course.about, course.language
    return its


def _mine(session: Session, person: Person, which: str) -> Certificate:
    its = session.get(Certificate, (person.workspace, which))
    if its is None or its.person != person.person or not its.name:
        raise Refused("This certificate is not there any more. See yours: /heraut certificates")
    return its


def _check_address(session: Session, person: Person) -> Issuer:
    """Raises `Refused` where nobody could check a certificate."""
    workspace = session.get_one(Workspace, person.workspace)
    if not workspace.address:
        raise Refused("Heraut has no public address here, so nobody could check a certificate.")
    return issuer_of(workspace)


def finished_courses(session: Session, person: Person) -> Sequence[str]:
    """The keys of the courses that the person finished."""
    return [course for course, progress in all_progress(session, person).items() if progress.finished]
