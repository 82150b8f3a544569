"""A programme's settings for links, and for which shares count."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session
from yarl import URL

from handlers.core.audit import audit
from handlers.core.forms import Address, Line, Submitted, check
from handlers.core.interaction import Interaction, Invalid, Reply
from handlers.core.language import Words
from handlers.core.people import manager, meet, words_of
from handlers.links import cards
from handlers.links.utm import is_rule
from handlers.recognition import threshold
from models import Person, Workspace
from models.audit import Detail
from models.share import LEVELS, Evidence


class LinkSettings(Submitted):
    """The submitted form for links."""

    link_base: Address = ""
    utm: Line = ""
    evidence: Evidence = LEVELS[0]


def link_settings(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """`/heraut links`: a form for the host of links, their UTM parameters, and the weakest evidence that counts."""
    person = manager(meet(session, interaction.actor, now))
    words, workspace = words_of(person), session.get_one(Workspace, person.workspace)
    if "utm" not in interaction.values:
        asked = threshold.holds(session, person.workspace)
        return cards.links_form(words, workspace.link_base, workspace.address, workspace.utm, asked)
    wishes = check(LinkSettings, interaction, words)
    if wrong := _wrong(words, wishes):
        raise Invalid(wrong)
    after = (wishes.link_base.rstrip("/"), wishes.utm)
    _record(session, person, (workspace.link_base, workspace.utm), after, now)
    workspace.link_base, workspace.utm = after
    threshold.choose(session, person, wishes.evidence, now)
    return cards.links_saved_card(words, workspace.link_base or workspace.address, workspace.utm, wishes.evidence)


def _record(session: Session, person: Person, before: Sequence[str], after: Sequence[str], now: datetime) -> None:
    fields: tuple[Detail, ...] = ("link_base", "parameters")
    if changed := [field for field, old, new in zip(fields, before, after, strict=True) if old != new]:
        audit(session, person, "links_changed", "", now, *changed)


def _wrong(words: Words, wishes: LinkSettings) -> dict[str, str]:
    errors = {}
    if wishes.link_base and URL(wishes.link_base) != URL(wishes.link_base).origin().with_path("/"):
        errors["link_base"] = words.t("Only the beginning of an address, like https://go.example.com.")
    if not is_rule(wishes.utm):
        errors["utm"] = words.t("This should look like utm_source={network}&utm_medium=social.", network="{network}")
    return errors
