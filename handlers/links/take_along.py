"""A link and a QR code to take elsewhere, and what a programme wants of its links."""

from datetime import datetime

from sqlalchemy.orm import Session
from yarl import URL

from handlers.core.forms import Address, Line, Submitted, check
from handlers.core.interaction import Card, FormErrors, Interaction, Refused, Reply
from handlers.core.language import Words
from handlers.core.people import champion, manager, meet, words_of
from handlers.links import cards, links
from handlers.links.utm import is_rule
from handlers.recognition import threshold
from handlers.sharing.sharing import begun
from models import Content, Workspace
from models.share import LEVELS, Evidence


class Wishes(Submitted):
    """The form for links."""

    link_base: Address = ""
    utm: Line = ""
    evidence: Evidence = LEVELS[0]


def link(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The person's own link to what they share: for a newsletter, a talk, wherever there is no button for."""
    person, share, content = begun(session, interaction, now)
    own = links.own(session, share)
    if own is None:
        raise Refused("Heraut has no public address here, so there are no links of its own.")
    return cards.own(words_of(person), content.title, own.address, f"/l/{own.token}.png")


def content_link(session: Session, interaction: Interaction, now: datetime) -> Card:
    """A link and a code that are nobody's own: for a poster, a slide, a screen in the canteen."""
    person = champion(meet(session, interaction.actor, now))
    content = session.get(Content, (person.workspace, interaction.target))
    if content is None or not content.url:
        raise Refused("This card has expired. See what is new: /heraut next")
    plain, code = (links.of_content(session, content, kind, now) for kind in ("plain", "qr"))
    if plain is None or code is None:
        raise Refused("Heraut has no public address here, so there are no links of its own.")
    return cards.common(words_of(person), content.title, plain.address, f"/l/{code.token}.png")


def links_(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """`/heraut links`: where links live, what they add, and from which evidence on shares count."""
    person = manager(meet(session, interaction.actor, now))
    words, workspace = words_of(person), session.get_one(Workspace, person.workspace)
    if "utm" not in interaction.values:
        asked = threshold.holds(session, person.workspace)
        return cards.links_form(words, workspace.link_base, workspace.address, workspace.utm, asked)
    wishes = check(Wishes, interaction, words)
    wrong = wishes if isinstance(wishes, FormErrors) else _wrong(words, wishes)
    if isinstance(wishes, FormErrors) or wrong:
        return wrong or FormErrors(errors={})
    workspace.link_base, workspace.utm = wishes.link_base.rstrip("/"), wishes.utm
    threshold.choose(session, person, wishes.evidence, now)
    return cards.saved(words, workspace.link_base or workspace.address, workspace.utm, wishes.evidence)


def _wrong(words: Words, wishes: Wishes) -> FormErrors | None:
    errors = {}
    if wishes.link_base and URL(wishes.link_base) != URL(wishes.link_base).origin().with_path("/"):
        errors["link_base"] = words.t("Only the beginning of an address, like https://go.example.com.")
    if not is_rule(wishes.utm):
        errors["utm"] = words.t("This should look like utm_source={network}&utm_medium=social.", network="{network}")
    return FormErrors(errors=errors) if errors else None
