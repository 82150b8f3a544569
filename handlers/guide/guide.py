"""`/heraut guide`: the guide, by part and page, what changed since the person agreed, and what they search for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from handlers.content.networks import NETWORKS
from handlers.core.commands import argument
from handlers.core.forms import Submitted, check
from handlers.core.interaction import Card, Form, Input, Interaction, Part, Reply, Text
from handlers.core.people import chosen, meet, words_of
from handlers.guide import cards
from handlers.guide.agreement import agreed_edition
from handlers.guide.editions import changed_since, guide_of, newest_edition
from handlers.guide.looks import KINDS, NEW, PAGE, GuideLook, cards_in, parts_of, read_guide_look
from handlers.guide.search import found_in
from models import GuideCard, Person

MOST_FOUND = 4


class Search(Submitted):
    """The submitted form."""

    text: Annotated[str, StringConstraints(min_length=2, max_length=200)]


def guide(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """A page of the guide; or, with words after it, that part or what is found."""
    person = meet(session, interaction.actor, now)
    found = guide_of(session, person, now)
    if asked := argument(interaction):
        part = _part_called(asked, person)
        return page_card(session, person, found, GuideLook(part)) if part else searched(person, found, asked)
    card = page_card(session, person, found, read_guide_look(interaction.target))
    return card.model_copy(update={"instead": bool(interaction.target)})


def find_guide(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask for words, and show the cards that have them."""
    person = meet(session, interaction.actor, now)
    words = words_of(person)
    if "text" not in interaction.values:
        field = Input(name="text", label=words.t("What are you looking for?"), required=True, longest=200)
        submit, cancel = words.t("Search"), words.t("Cancel")
        return Form(
            action="find_guide", title=words.t("Search the guide"), inputs=(field,), submit=submit, cancel=cancel
        )
    return searched(person, guide_of(session, person, now), check(Search, interaction, words).text)


def searched(person: Person, found: Sequence[GuideCard], asked: str) -> Card:
    """What the guide has about these words."""
    return cards.found_card(words_of(person), asked[:80], found_in(found, asked, MOST_FOUND))


def page_card(session: Session, person: Person, found: Sequence[GuideCard], look: GuideLook) -> Card:
    """A page of a part, and the way on: to the rest of it, then to the next part."""
    networks, edition = chosen(session, person, "network"), agreed_edition(session, person)
    changes = changed_since(found, edition)
    parts = [part for part in parts_of(found) if part in NETWORKS or cards_in(found, part, networks)]
    if look.part != NEW and look.part not in parts:
        look = GuideLook(parts[0]) if parts else GuideLook()
    its = changes if look.part == NEW else cards_in(found, look.part, networks)
    shown = its[look.page * PAGE : (look.page + 1) * PAGE]
    onward = look._replace(page=look.page + 1) if len(its) > (look.page + 1) * PAGE else _after(parts, look)
    standing = cards.Standing(bool(edition), len(changes), newest_edition(found), person.champion, person.manages)
    return cards.guide_card(words_of(person), cards.GuidePage(shown, look, onward, parts), standing, instead=False)


def news_section(session: Session, person: Person, now: datetime) -> Sequence[Part]:
    """On Home: that the guide changed, for somebody who agreed to an earlier edition."""
    edition = agreed_edition(session, person)
    changes = len(changed_since(guide_of(session, person, now), edition)) if edition else 0
    said = words_of(person).tn(
        "The guide changed: one card. /heraut guide", "The guide changed: {n} cards. /heraut guide", changes
    )
    return (Text(text=said, style="quiet"),) if changes else ()


def _after(parts: Sequence[str], look: GuideLook) -> GuideLook | None:
    """The part after this one. Networks are not read in turn: their cards were among the kinds."""
    kinds = [part for part in parts if part in KINDS]
    place = kinds.index(look.part) + 1 if look.part in kinds else len(kinds)
    return GuideLook(kinds[place]) if place < len(kinds) else None


def _part_called(asked: str, person: Person) -> str:
    """The part that somebody typed the name of; empty if it is none."""
    words, typed = words_of(person), asked.strip().casefold()
    parts = (*KINDS, *NETWORKS)
    return next((part for part in parts if typed in (part, cards.part_name(words, part).casefold())), "")
