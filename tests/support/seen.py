"""How many buttons a card shows at once, as each platform draws it; and every card that people see in a journey."""

from collections.abc import Mapping
from datetime import datetime

from bot.slack import render as slack
from bot.slack.cards import NEWER, Shape
from bot.teams import render as teams
from bot.web.render import Pen, Spot
from handlers.core.interaction import Card
from handlers.core.language import Words
from handlers.core.messenger import Messenger
from tests.stages.slack import reading as on_slack
from tests.stages.teams import reading as on_teams

MOST = 4
PUBLIC = "https://heraut.example"
SPOT = Spot(person="sam", place="chat", ref="p1")
IN_A_MENU = '<details class="menu">'


def at_once(card: Card) -> Mapping[str, int]:
    """The buttons that are in sight before anything is opened, by platform."""
    keys = iter(f"{number:016x}" for number in range(10_000))
    page = str(Pen(Words("en"), lambda: next(keys)).card(card, SPOT))
    outside = "".join(piece.partition("</details>")[2] if n else piece for n, piece in enumerate(page.split(IN_A_MENU)))
    asked = outside.count('<div class="asked">')  # the button that answers a question is seen in place of the first
    return {
        "slack": len(on_slack.shown(slack.message(card, PUBLIC).blocks)),
        "slack, newer": on_slack.most_shown(slack.message(card, PUBLIC, Shape(NEWER)).blocks),
        "teams": len(on_teams.shown(teams.card(card, PUBLIC))),
        "web": outside.count('class="button ') - asked,
    }


def crowded(cards: Mapping[str, Card]) -> list[str]:
    """The cards with too many."""
    return [f"{name}: {found}" for name, card in cards.items() if max((found := at_once(card)).values()) > MOST]


class Watched:
    """A messenger that keeps the cards it sends."""

    def __init__(self, messenger: Messenger, kept: dict[str, Card]) -> None:
        self._messenger = messenger
        self._kept = kept

    @property
    def per_second(self) -> float:
        return self._messenger.per_second

    @per_second.setter
    def per_second(self, value: float) -> None:
        self._messenger.per_second = value

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        self._kept[f"{len(self._kept)} sent: {card.title}"] = card
        return await self._messenger.send(workspace, address, card, mark)

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        self._kept[f"{len(self._kept)} changed: {card.title}"] = card
        await self._messenger.update(workspace, ref, card)

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        return await self._messenger.find(workspace, address, mark, since)
