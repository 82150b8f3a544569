"""`/heraut certified`: the certificate that colleagues need before they speak in the organisation's name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.academy.editions import CourseHead, head_of_course, heads_for
from handlers.certificates import company_cards as cards
from handlers.certificates.certificates import finished_courses, own
from handlers.certificates.validity import validity
from handlers.core.audit import audit
from handlers.core.forms import Submitted, check
from handlers.core.interaction import Choice, Interaction, Invalid, RefusedWithChoices, Reply
from handlers.core.language import mark
from handlers.core.people import manager, meet, words_of
from handlers.sharing.events import SpeaksForCompany
from models import Person, Workspace


class CourseForm(Submitted):
    """The submitted form."""

    course: str = ""


def certified(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask a manager which course it is, and keep it. Without a course, nobody needs a certificate."""
    person = manager(meet(session, interaction.actor, now))
    words, workspace = words_of(person), session.get_one(Workspace, person.workspace)
    heads = heads_for(session, person, now)
    if "course" not in interaction.values:
        return cards.course_form(words, heads, workspace.certified, public=bool(workspace.address))
    key = _chosen(check(CourseForm, interaction, words).course)
    head = _known(heads, key)
    if key and (head is None or not workspace.address):
        raise Invalid({"course": words.t("Nobody can have a certificate of this at the moment.")})
    if workspace.certified != key:
        workspace.certified = key
        audit(session, person, "certified_changed", "", now, "on" if key else "off")
    return cards.certified_card(words, head.title if head else "")


def check_certificate(session: Session, event: SpeaksForCompany, now: datetime) -> None:
    """Raises `Refused`, with the way there, without a valid certificate. Asks only for one that can be had."""
    person, workspace = event.person, session.get_one(Workspace, event.person.workspace)
    if not workspace.certified or not workspace.address or _has_valid(session, person, workspace.certified, now):
        return
    head = head_of_course(session, person, workspace.certified, now)
    if head is not None:
        title, said = (
            mark("First a certificate"),
            mark(
                "This speaks in the name of the organisation. “{course}” takes a few minutes, and its certificate "
                "comes first."
            ),
        )
        raise RefusedWithChoices(title, said, _ways(session, person, head), course=head.title)


def _ways(session: Session, person: Person, head: CourseHead) -> Sequence[Choice]:
    """To the course and to the certificate, the next step first."""
    course = Choice("course", mark("To the course"), head.course)
    if head.course in finished_courses(session, person):
        return Choice("certify", mark("Make the certificate"), head.course), course
    return course, Choice("certificates", mark("Certificates"))


def _has_valid(session: Session, person: Person, course: str, now: datetime) -> bool:
    return any(its.course == course and validity(its, now) == "valid" for its in own(session, person))


def _chosen(value: str) -> str:
    return "" if value == cards.NONE else value


def _known(heads: Sequence[CourseHead], key: str) -> CourseHead | None:
    return next((one for one in heads if one.course == key), None)
