"""Follow links: find where they lead, from memory if possible, and count clicks after the answer has been sent."""

import asyncio
import logging
from datetime import datetime
from functools import cache, partial
from types import TracebackType
from typing import NamedTuple, Self

from sqlalchemy.orm import Session

from handlers.core.interaction import Elapsed, Now
from handlers.links import clicks, links
from handlers.links.crawlers import Judge, Verdict, judge, read_kept
from handlers.links.visitors import Came, Hit, came
from models.store import Store, Unavailable

log = logging.getLogger("heraut.links")

PAUSE = 0.05  # seconds for which clicks are gathered; those not yet written are lost if the process dies
RETRY = 1.0  # seconds, while the store is unavailable
MOST = 20_000  # clicks that may wait for the store; more are not counted
AT_ONCE = 2_000  # clicks in one transaction
FRESH = 60.0  # seconds for which a link's target is remembered
PLACES = 20_000  # targets that are remembered


class Door(NamedTuple):
    """What all requests share: the number of our own proxies in front of us, and how to recognise crawlers."""

    proxies: int
    judge: Judge


def door(proxies: int, crawlers_file: str = "") -> Door:
    """Raises `OSError`, and `ValueError` if the file is not a list of crawlers."""
    return Door(proxies, judge(read_kept(crawlers_file)) if crawlers_file else _installed)


def _installed(agent: str) -> Verdict:
    """The verdict by the list that is installed. It is read and compiled when it is first needed."""
    return _judge_installed()(agent)


@cache
def _judge_installed() -> Judge:
    return judge(read_kept(""))


class LinkRedirects:
    """Finds and counts followed links. An async context manager, which writes all counted clicks when it ends."""

    def __init__(self, store: Store, now: Now, elapsed: Elapsed, door: Door) -> None:
        self._store = store
        self._now = now
        self._elapsed = elapsed
        self.door = door
        self._places: dict[str, tuple[float, str]] = {}  # token → (remembered until, address); the oldest first
        self._came: list[Came] = []
        self._some = asyncio.Event()
        self._over = False

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._count(), name="clicks")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        self._over = True
        self._some.set()
        await self._task

    def known(self, token: str) -> str | None:
        """Where a link leads, if it was looked up in the last FRESH seconds; otherwise None."""
        place = self._places.get(token)
        return place[1] if place and place[0] > self._elapsed() else None

    async def find(self, token: str) -> str | None:
        """Where a link leads; None for an unknown token. Raises `Unavailable`."""
        place = await self._store.run(lambda session: self._leads(session, token))
        if place is not None:
            self._places.pop(token, None)
            self._places[token] = (self._elapsed() + FRESH, place)
            if len(self._places) > PLACES:
                del self._places[next(iter(self._places))]
        return place

    def _leads(self, session: Session, token: str) -> str | None:
        self.door.judge("")  # compiles its patterns for the first link: here, and not on the event loop
        return links.leads(session, token)

    async def whole(self, token: str) -> str | None:
        """The address of the link itself; None for an unknown token. Raises `Unavailable`."""
        return await self._store.run(lambda session: links.full_address(session, token))

    def count(self, hit: Hit) -> None:
        """Count a request without waiting for the store. Judged at once: judging a batch would block the loop."""
        if len(self._came) < MOST:
            self._came.append(came(hit, self.door.proxies, self.door.judge))
            self._some.set()

    async def _count(self) -> None:
        while not self._over or self._came:
            await self._some.wait()
            await asyncio.sleep(0 if self._over else PAUSE)
            batch = self._came[:AT_ONCE]
            if await self._book(batch):
                del self._came[: len(batch)]
            if not self._came and not self._over:
                self._some.clear()

    async def _book(self, batch: list[Came]) -> bool:
        """Write a batch. False if it must be retried, because the store is unavailable. Other errors drop it."""
        [problem] = await asyncio.gather(self._store.run(partial(_book, batch, self._now())), return_exceptions=True)
        if isinstance(problem, Unavailable) and not problem.in_doubt and not self._over:
            await asyncio.sleep(RETRY)
            return False
        if problem is not None:
            log.error("not counted: %d clicks", len(batch), exc_info=problem)
        return True


def _book(judged: list[Came], now: datetime, session: Session) -> None:
    clicks.book(session, judged, now)
