"""What a click is worth: nothing, until a programme manager makes an assumption in their own name."""

import re
from datetime import datetime

from babel.numbers import list_currencies
from sqlalchemy.orm import Session

from handlers.core.audit import audit
from handlers.core.commands import argument
from handlers.core.interaction import Interaction, Notice, Refused
from handlers.core.people import manager, meet, words_of
from handlers.members.council import on
from handlers.results.cards import Worth
from models import Person, Workspace

AMOUNT = re.compile(
    r"(?P<before>[€$£]|[a-z]+)?\s*(?P<whole>\d{1,6})(?:[.,](?P<part>\d{1,2}))?\s*(?P<after>[€$£]|[a-z]+)?",
    re.IGNORECASE,
)
NAMES = {"€": "EUR", "EURO": "EUR", "$": "USD", "£": "GBP"}
OFF = ("off", "uit", "none", "geen", "0")


def value(session: Session, interaction: Interaction, now: datetime) -> Notice:
    """`/heraut value 3.50 EUR a click` sets the assumption, `off` removes it. Refused if the amount is unclear."""
    person = manager(meet(session, interaction.actor, now))
    words, typed = words_of(person), (argument(interaction) or "").strip()
    workspace = session.get_one(Workspace, person.workspace)
    if typed.lower() in OFF:
        workspace.worth, workspace.worth_currency, workspace.worth_by, workspace.worth_at = 0, "", "", None
        audit(session, person, "value_changed", "", now, "off")
        return Notice(text=words.t("Results are no longer shown in money."))
    assumed = read(typed)
    if assumed is None:
        raise Refused(
            "Write what you think a click is worth, such as: /heraut value 3.50 EUR a click. Or: /heraut value off"
        )
    workspace.worth, workspace.worth_currency = assumed
    workspace.worth_by, workspace.worth_at = person.person, now
    audit(session, person, "value_changed", "", now, "on")
    said = words.money(*assumed)
    return Notice(
        text=words.t("From now on results are also shown in money, at {each} a click, as your assumption.", each=said)
    )


def read(typed: str) -> tuple[int, str] | None:
    """Hundredths and a currency code, from a typed amount. None if it is not understood, or zero."""
    found = AMOUNT.match(typed)
    if found is None:
        return None
    named = found["before"] or found["after"] or ""
    currency = NAMES.get(named.upper(), named.upper())
    hundredths = int(found["whole"]) * 100 + int((found["part"] or "0").ljust(2, "0"))
    return (hundredths, currency) if hundredths and currency in list_currencies() else None


def worth_of(session: Session, workspace: str) -> Worth | None:
    """The manager's assumption; None if there is none. Without a name in works-council mode."""
    row = session.get_one(Workspace, workspace)
    if row.worth_at is None:
        return None
    person = session.get(Person, (workspace, row.worth_by))
    name = "" if on(row) else person.name if person else row.worth_by
    return Worth(hundredths=row.worth, currency=row.worth_currency, name=name, at=row.worth_at)
