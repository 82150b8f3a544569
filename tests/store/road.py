"""The road to a server: free, slow, blocked, or cut in the middle of a word."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from sqlalchemy import make_url


class Road:
    """Listens on its own port, and carries traffic to a Unix socket and back."""

    def __init__(self, beyond: Path) -> None:
        self._beyond = beyond
        self._free = asyncio.Event()
        self._free.set()
        self._over = asyncio.Event()
        self._travels: set[asyncio.Task[None]] = set()
        self.delay = 0.0  # seconds that each message to the server takes
        self.tear_at = b""  # bytes that never arrive: the road is cut there, once

    def block(self) -> None:
        """From now on nothing arrives, and nobody is told."""
        self._free.clear()

    def free(self) -> None:
        self._free.set()

    def begin(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        self._travels.add(asyncio.create_task(self._travel(here, back)))

    async def close(self) -> None:
        """Cut every connection."""
        self._over.set()
        await asyncio.gather(*self._travels)

    async def _travel(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """Carry one connection until either end hangs up, or the road is closed."""
        try:
            there, to = await asyncio.open_unix_connection(str(self._beyond))
        except OSError:  # nobody is listening
            back.close()
            return
        works = (self._there(here, to), self._back(there, back), self._over.wait())
        ways = [asyncio.create_task(work) for work in works]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        for end in (to, back):
            end.close()
            with suppress(OSError):
                await end.wait_closed()

    async def _there(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while said := await source.read(65536):
            if said[0]:  # not a handshake, which begins with its length
                await asyncio.sleep(self.delay)
            await self._free.wait()
            if self.tear_at and self.tear_at in said:
                self.tear_at = b""
                return
            target.write(said)
            await target.drain()

    async def _back(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while said := await source.read(65536):
            await self._free.wait()
            target.write(said)
            await target.drain()


@asynccontextmanager
async def road_to(url: str) -> AsyncIterator[tuple[Road, str]]:
    """A road, and the address of the database at its near end."""
    database = make_url(url)
    folder = database.query["host"]
    assert isinstance(folder, str)
    road = Road(Path(folder) / ".s.PGSQL.5432")
    server = await asyncio.start_server(road.begin, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    near = database.set(host="127.0.0.1", port=port).difference_update_query(["host"])
    try:
        yield road, near.render_as_string(hide_password=False)
    finally:
        server.close()
        await road.close()
