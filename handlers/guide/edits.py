"""Champions write and change the cards of the guide, each in one language at a time."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from handlers.content.networks import NETWORKS
from handlers.core.audit import audit
from handlers.core.forms import Flag, Many, Submitted, check
from handlers.core.interaction import Card, Interaction, Invalid, Refused, Reply
from handlers.core.language import language_of
from handlers.core.people import champion, meet, words_of
from handlers.core.targets import BAR
from handlers.guide import edit_cards
from handlers.guide.editions import guide_of, live_cards, put_cards, words_in
from handlers.guide.files import LONGEST, LONGEST_TITLE, MOST, CardText
from models import GuideCard, Person
from models.guide import GuideKind

Title = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TITLE)]
Example = Annotated[str, StringConstraints(max_length=600)]


class Edited(Submitted):
    """The submitted form."""

    kind: GuideKind
    language: Literal["en", "nl"]
    title: Title
    text: Annotated[str, StringConstraints(max_length=LONGEST)] = ""
    good: Example = ""
    clumsy: Example = ""
    line: Annotated[str, StringConstraints(max_length=160)] = ""
    source: Annotated[str, StringConstraints(max_length=400)] = ""
    networks: Many = ()
    gone: Flag = False


def edit_guide(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Show the form of a card, or of a new one, and put it into the next edition of the guide."""
    person = champion(meet(session, interaction.actor, now))
    words, found = words_of(person), guide_of(session, person, now)
    name, _, edition = interaction.target.partition(BAR)
    card = next((one for one in found if one.card == name and not one.gone), None)
    if name and card is None:
        raise Refused("This card is not in the guide any more. See what is: /heraut guide")
    if "title" not in interaction.values:
        return edit_cards.edit_form(words, _written(card, language_of(person.locale)), card.edition if card else 0)
    form = check(Edited, interaction, words)
    everywhere = [one for one in live_cards(session, person.workspace) if one.card == name]
    if name and edition != f"{max(one.edition for one in everywhere)}":
        said = words.t("A colleague changed this card while you were writing. Copy your text, and open the card again.")
        raise Invalid({"title": said})
    _check_fits(person, form, found, new=card is None)
    return _kept(session, person, form, everywhere, now)


def _kept(session: Session, person: Person, form: Edited, everywhere: Sequence[GuideCard], now: datetime) -> Card:
    """Put it in, in all its languages: of the others, the kind, the networks and whether it is there change."""
    words, name = words_of(person), everywhere[0].card if everywhere else f"w{secrets.token_hex(6)}"
    if form.gone:
        put_cards(session, person.workspace, [words_in(one) for one in everywhere], person.person, now, gone=True)
        audit(session, person, "guide_removed", name, now)
        return edit_cards.guide_saved_card(words, form.title, gone=True)
    networks, topics = ",".join(form.networks), everywhere[0].topics if everywhere else ""
    its = (form.title, form.text, form.good, form.clumsy, form.line, form.source)
    mine = CardText(name, form.language, form.kind, networks, topics, *its)
    others = [
        words_in(one)._replace(kind=form.kind, networks=networks)
        for one in everywhere
        if one.language != form.language and not one.gone and (one.kind, one.networks) != (form.kind, networks)
    ]
    put_cards(session, person.workspace, [mine, *others], person.person, now)
    audit(session, person, "guide_written", name, now)
    return edit_cards.guide_saved_card(words, form.title, gone=False)


def _check_fits(person: Person, form: Edited, found: Sequence[GuideCard], *, new: bool) -> None:
    """Raises Invalid for a tone without examples, for networks that are none, and for one card too many."""
    t = words_of(person).t
    if not form.gone and form.kind == "tone" and not (form.good and form.clumsy):
        said = t("How it sounds is best shown: please give an example of each.")
        raise Invalid({"clumsy" if form.good else "good": said})
    if any(name not in NETWORKS for name in form.networks):
        raise Invalid({"networks": t("This cannot be used here.")})
    if new and sum(not one.gone for one in found) >= MOST:
        raise Invalid({"title": t("There are {n} cards already. Nobody reads more: take one out first.", n=MOST)})


def _written(card: GuideCard | None, language: str) -> CardText:
    """What the form begins with."""
    return words_in(card) if card else CardText("", language, "can", "", "", "", "")
