"""Each person's own switch for what goes above their number a week in an emergency."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.forms import Flag, Submitted
from handlers.core.interaction import Input
from handlers.core.language import mark
from handlers.core.people import words_of
from handlers.members import agreements
from handlers.registry.surfaces import Switch, settings_fields
from models import Person


class Urgent(Submitted):
    """The submitted field; None where a form did not have it."""

    urgent: Flag | None = None


def _inputs(_: Session, person: Person, __: datetime) -> Sequence[Input]:
    t = words_of(person).t
    hint = t("If two champions agree, twice a month at most. Never outside your hours or in a break.")
    value = "yes" if person.urgent else ""
    return (Input(name="urgent", label=t(agreements.asked_words("urgent")), hint=hint, kind="flag", value=value),)


def _write(session: Session, person: Person, form: Urgent, now: datetime) -> Mapping[str, str]:
    if form.urgent is not None:
        person.urgent = form.urgent
        agreements.record(session, person, "urgent", form.urgent, now)
    return {}


def _rows(_: Session, person: Person) -> Sequence[tuple[str, str]]:
    t = words_of(person).t
    return ((t("In emergencies"), t("also above that number") if person.urgent else t("not above that number")),)


def _withdraw(_: Session, person: Person, __: datetime) -> None:
    person.urgent = False


URGENT_SETTINGS = settings_fields(Urgent, forms=("join", "settings"), inputs=_inputs, write=_write, rows=_rows)
URGENT_SWITCH = Switch("urgent", mark("Emergencies above my weekly number"), _withdraw)
