"""A channel's week as a picture, drawn by typst from data, never from markup."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.language import Words
from handlers.encryption.signatures import hashed, seal, unseal
from handlers.fonts import coverage
from handlers.fonts.page import draw_page
from handlers.recognition import leaderboard_cards as cards
from handlers.recognition import standings
from handlers.registry.surfaces import PageAnswer, PageContext, PageRequest
from models import Channel, Workspace
from models.store import Store

PICTURE = "picture"  # the purpose that its address is signed for


def picture_path(session: Session, channel: Channel, week: str) -> str:
    """The path of a week's picture, which nobody can guess."""
    return f"/pictures/{seal(session, PICTURE, channel.workspace, channel.channel)}/{week}.png"


async def picture_page(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """The picture of a channel's week, at an address that only its message contains."""
    dark = request.query.get("look") == "dark"
    body = await picture_of(context.store, request.parts["channel"], request.parts["week"], dark=dark)
    headers = {"Cache-Control": "private, max-age=300", "X-Robots-Tag": "noindex"}
    return PageAnswer(body, "image/png", headers) if body else None


async def picture_of(store: Store, token: str, week: str, *, dark: bool = False) -> bytes | None:
    """The PNG of a week behind a channel's signed token; None if the token, the week or the figures do not exist.

    Drawn outside the transaction and off the event loop.
    """
    shown = await store.run(lambda session: scene_of(session, token, week))
    return await drawings().picture(shown.model_copy(update={"dark": dark})) if shown else None


def scene_of(session: Session, token: str, week: str) -> cards.Scene | None:
    """What the picture shows, from the same figures as the message. This is quick; drawing is not."""
    channel = _channel(session, token)
    if channel is None or not standings.is_week(week):
        return None
    zone = session.get_one(Workspace, channel.workspace).timezone
    achieved = standings.week_of(session, channel.workspace, week, zone, ranking=channel.ranking)
    return cards.scene(Words.of(channel.locale), achieved) if achieved.drawn else None


def _channel(session: Session, token: str) -> Channel | None:
    """The channel that an address is for. Addresses from before they were signed are known by their hash."""
    match unseal(session, PICTURE, token):
        case (workspace, channel):
            return session.get(Channel, (workspace, channel))
        case _:
            return session.scalar(select(Channel).where(Channel.token == hashed(token)))


class Drawings:
    """The last pictures. One is drawn at a time, on a thread of its own; all who ask for the same one wait for it."""

    def __init__(self, draw: Callable[[cards.Scene], bytes], most: int = 64) -> None:
        self._draw = draw
        self._most = most
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._kept: dict[cards.Scene, Future[bytes]] = {}  # the last one that was asked for is last

    async def picture(self, shown: cards.Scene) -> bytes:
        """The PNG. If it could not be drawn, the next one who asks has it tried again."""
        drawn = self._kept.pop(shown, None)
        if drawn is None or (drawn.done() and drawn.exception()):
            drawn = self._thread.submit(self._draw, shown)
        self._kept[shown] = drawn
        for oldest in [*self._kept][: -self._most]:
            del self._kept[oldest]
        return await asyncio.shield(asyncio.wrap_future(drawn))  # one who goes away does not stop it for the others


@cache
def drawings() -> Drawings:
    return Drawings(draw_picture)


def draw_picture(shown: cards.Scene) -> bytes:
    """The PNG, 1200 × 630. About 20 ms of computing, most of which is writing it as PNG."""
    return draw_page(coverage.HERE / "picture.typ", "png", {"scene": drawable(shown).model_dump_json()})


def drawable(shown: cards.Scene) -> cards.Scene:
    """The scene with names as our fonts can draw them, or only their place: the card has them."""
    bars = tuple(bar.model_copy(update={"label": _drawable(bar.label)}) for bar in shown.bars)
    return shown.model_copy(update={"bars": bars})


def _drawable(label: str) -> str:
    known = coverage.without_boxes(label)
    return label.partition(" ")[0] if known is None else known
