"""Heraut: a store, a clock and the platforms, on one server."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack

from aiohttp import web

from bot.program.roles import Role
from bot.server import freeze, serving
from bot.web.connect import mount_health, mount_links, mount_pages, mount_public
from bot.web.fetch import Reader
from handlers import answer
from handlers.core.interaction import Interaction, ReadPage, Reply
from handlers.core.messenger import Messenger
from handlers.core.workspaces import known_workspace
from handlers.encryption import sealed
from handlers.links.redirects import Door, LinkRedirects
from handlers.registry.feature import features_of
from handlers.registry.surfaces import PageContext
from handlers.rounds import Rounds
from handlers.sharing import share_page
from models.store import Store
from scheduler import Clock, ticking

Say = Callable[[str], None]  # prints a sentence


class Heraut:
    """A store, a clock and the platforms. By its role it listens and answers, plans and sends, or both."""

    def __init__(self, store: Store, look: ReadPage, address: str, outside: Door, role: Role) -> None:
        self.address, self.door = address, outside
        self.clock = clock = Clock()
        self.store, self.look = store, look
        self.hears, self.sends = role != "worker", role != "web"
        self.messengers: dict[str, Messenger] = {}
        self.rounds = Rounds(store, self.messengers, clock.now, clock.elapsed)
        self.ready = False  # for use; it may be listening before that
        self.web = web.Application(client_max_size=2 * 1024 * 1024)

    async def answer(self, interaction: Interaction) -> Reply | None:
        """Answer an interaction from any platform."""
        return await answer(self.store, interaction, self.clock.now(), self.look)

    async def know(self, workspace: str, platform: str, name: str) -> None:
        """Add the workspace's row the first time it is seen."""
        about = (workspace, platform, name, self.clock.now(), self.address)
        await self.store.run(lambda session: known_workspace(session, *about))

    async def healthy(self) -> bool:
        """Whether Heraut is ready and the store can write."""
        return self.ready and await self.store.well()

    def serve(self, host: str, port: int) -> AbstractAsyncContextManager[str]:
        """Listen, and serve the pages that people on every platform use."""
        if self.hears:
            pages = share_page.SharePages(self.store, self.clock.now, self.door.proxies)
            mount_public(self.web, pages, self.healthy)
            mount_pages(self.web, features_of(self.store.info).pages, PageContext(self.store, self.clock.now))
            mount_links(self.web, LinkRedirects(self.store, self.clock.now, self.clock.elapsed, self.door))
        else:
            mount_health(self.web, self.healthy)
        return serving(self.web, host, port)

    async def begin(self, stack: AsyncExitStack) -> None:
        """Become ready, and run the clock until the stack ends."""
        freeze()
        self.ready = True
        if self.sends:
            await stack.enter_async_context(ticking(self.rounds))


async def open_heraut(stack: AsyncExitStack, store: Store, look: Reader, url: str, outside: Door, role: Role) -> Heraut:
    """Open Heraut, with the secrets in its store encrypted. Its store and reader close with the stack."""
    stack.callback(store.close)
    await store.run(sealed.protect)
    stack.push_async_callback(look.close)
    return Heraut(store, look.read, url, outside, role)
