"""`/heraut disclosure`: the name by which readers know the organisation, and its sites."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from handlers.core.addresses import clean_address, host_of
from handlers.core.audit import audit
from handlers.core.forms import Line, Submitted, check
from handlers.core.interaction import Card, Form, Input, Interaction, Invalid, Reply, Text
from handlers.core.language import Words
from handlers.core.people import manager, meet, words_of
from models import Person, Workspace
from models.audit import Detail


class Disclosure(Submitted):
    """The submitted form."""

    company: Annotated[str, StringConstraints(max_length=80)] = ""
    sites: Line = ""


def disclosure(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask for the name and the sites, and keep them. Without a name, no line is offered."""
    person = manager(meet(session, interaction.actor, now))
    words, workspace = words_of(person), session.get_one(Workspace, person.workspace)
    if "company" not in interaction.values:
        return _form(words, workspace.company, workspace.company_sites)
    wishes = check(Disclosure, interaction, words)
    after = (" ".join(wishes.company.split()), _hosts(words, wishes.sites))
    _record(session, person, (workspace.company, workspace.company_sites), after, now)
    workspace.company, workspace.company_sites = after
    return _saved(words, workspace.company)


def _record(session: Session, person: Person, before: Sequence[str], after: Sequence[str], now: datetime) -> None:
    fields: tuple[Detail, ...] = ("company", "sites")
    if changed := [field for field, old, new in zip(fields, before, after, strict=True) if old != new]:
        audit(session, person, "disclosure_changed", "", now, *changed)


def _hosts(words: Words, typed: str) -> str:
    """The hosts of the sites, however they were typed. Raises Invalid."""
    found = [clean_address(site) for site in typed.replace(",", " ").split()]
    if None in found:
        sentence = words.t("These should look like example.com, separated by spaces.")
        raise Invalid({"sites": sentence})
    return " ".join(dict.fromkeys(host_of(address) for address in found if address))


def _form(words: Words, company: str, sites: str) -> Form:
    t = words.t
    name = Input(
        name="company",
        label=t("Name of the organisation"),
        hint=t("As readers know it. Texts then begin with a line such as “I work at …”."),
        value=company,
        longest=80,
    )
    where = Input(
        name="sites",
        label=t("Your own sites"),
        hint=t("Such as example.com. Content from elsewhere gets no line. Empty: all content does."),
        value=sites,
        longest=300,
    )
    return Form(
        action="disclosure",
        title=t("Who speaks"),
        intro=t("Readers should see that colleagues speak about their own organisation. Nobody is held to the line."),
        submit=t("Save"),
        cancel=t("Cancel"),
        inputs=(name, where),
    )


def _saved(words: Words, company: str) -> Card:
    t = words.t
    said = (
        t("Texts now begin by saying who speaks. Everybody can reword it.")
        if company
        else t("Texts no longer say who speaks.")
    )
    return Card(title=t("Who speaks"), summary=said, parts=(Text(text=said),))


def advice(words: Words, company: str) -> str:
    """One friendly sentence for a text that does not say who speaks."""
    return words.t(
        "Tip: say that you work at {company}, and nobody can call it hidden advertising. It goes as you wrote it.",
        company=company,
    )
