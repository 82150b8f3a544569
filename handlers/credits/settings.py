"""Whether a person is named with what they suggested: a field in *Settings*, and a switch in *My data*."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.forms import Flag, Submitted
from handlers.core.interaction import Input
from handlers.core.language import mark
from handlers.core.people import NameWithdrawn, words_of
from handlers.members import agreements
from handlers.members.council import is_on
from handlers.members.credits import agree_to_credit
from handlers.registry.events import happened
from handlers.registry.surfaces import Switch, settings_fields
from models import Person


class Credit(Submitted):
    """The submitted field; None where a form did not have it."""

    credited: Flag | None = None


def _inputs(session: Session, person: Person, _: datetime) -> Sequence[Input]:
    """Nothing in works-council mode, where nobody is named."""
    if is_on(session, person.workspace):
        return ()
    label, value = words_of(person).t(agreements.asked_words("credited")), "yes" if person.credited else ""
    return (Input(name="credited", label=label, kind="flag", value=value),)


def _write(session: Session, person: Person, form: Credit, now: datetime) -> Mapping[str, str]:
    if form.credited:
        agree_to_credit(session, person, now)
    elif form.credited is not None and person.credited:
        agreements.record(session, person, "credited", False, now)
        _withdraw(session, person, now)
    return {}


def _rows(session: Session, person: Person) -> Sequence[tuple[str, str]]:
    t = words_of(person).t
    return ((t("With what you suggested"), t("by name") if person.credited else t("not by name")),)


def _withdraw(session: Session, person: Person, now: datetime) -> None:
    person.credited = False
    happened(session, NameWithdrawn(person), now)


CREDIT_SETTINGS = settings_fields(Credit, forms=("settings",), inputs=_inputs, write=_write, rows=_rows)
CREDIT_SWITCH = Switch("credited", mark("My name with what I suggested"), _withdraw)
