"""What the buttons of the guide carry: the part of it, and the page."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handlers.content.networks import NETWORKS
from handlers.core.language import mark
from handlers.core.targets import BAR, read_page
from models import GuideCard
from models.guide import GuideKind

PAGE = 4
NEW = "new"  # what changed since the person agreed
KINDS: Mapping[GuideKind, str] = {
    "can": mark("You can"),
    "careful": mark("Careful with"),
    "ask": mark("Ask first"),
    "tone": mark("How it sounds"),
    "answer": mark("Asked before"),
}


class GuideLook(NamedTuple):
    """A look at the guide. `part`: a kind of card, a network, or what is new."""

    part: str = "can"
    page: int = 0

    def encode(self) -> str:
        """The target of a button. `read_look` reads it."""
        return f"{self.part}{BAR}{self.page}"


def read_guide_look(target: str) -> GuideLook:
    """Read what `Look.encode` wrote; the beginning of the guide for anything else."""
    part, _, page = target.partition(BAR)
    return GuideLook(part, read_page(page) or 0) if part in (NEW, *KINDS, *NETWORKS) else GuideLook()


def places_of(card: GuideCard) -> Sequence[str]:
    """The networks that a card is about; none for all. A network that Heraut does not know any more is left out."""
    return [name for name in card.networks.split(",") if name in NETWORKS]


def concerns(card: GuideCard, networks: Sequence[str]) -> bool:
    """Whether a card is about one of these networks, or about all."""
    return not card.networks or bool({*places_of(card)} & {*networks})


def parts_of(cards: Sequence[GuideCard]) -> Sequence[str]:
    """The parts that have cards, in the order in which they are read: kinds, then networks."""
    live = [card for card in cards if not card.gone]
    kinds = [kind for kind in KINDS if any(card.kind == kind for card in live)]
    return [*kinds, *(name for name in NETWORKS if any(name in places_of(card) for card in live))]


def cards_in(cards: Sequence[GuideCard], part: str, networks: Sequence[str]) -> Sequence[GuideCard]:
    """The cards of a part. In the kinds, cards about networks that the person does not use are left out."""
    live = [card for card in cards if not card.gone]
    if part in NETWORKS:
        return [card for card in live if part in places_of(card)]
    return [card for card in live if card.kind == part and (concerns(card, networks) or not networks)]
