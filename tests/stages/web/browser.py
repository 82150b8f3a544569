"""One headless Chromium in its own thread, so that a test on any event loop can use it."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import TypeVar

from playwright.async_api import Browser, async_playwright

T = TypeVar("T")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Chromium:
    """A browser. `run` moves work to its thread."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="chromium")
        self._browser: Browser | None = None

    @property
    def browser(self) -> Browser:
        assert self._browser, "Chromium is not running"
        return self._browser

    async def run(self, work: Coroutine[None, None, T]) -> T:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    def start(self) -> None:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(60)

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(60)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _open(self) -> None:
        self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(executable_path=self._path, args=ARGUMENTS)

    async def _close(self) -> None:
        await self.browser.close()
        await self._playwright.stop()


@contextmanager
def chromium(path: str) -> Iterator[Chromium]:
    found = Chromium(path)
    found.start()
    try:
        yield found
    finally:
        found.stop()
