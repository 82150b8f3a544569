"""A running Heraut that Teams speaks to, with scripted answers and references in a dict."""

from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.teams.connect import MESSAGES, Teams
from tests.teams.microsoft import TENANT, Microsoft


def nothing(_):
    """The answer to what was answered before."""


class Remembered(dict):
    """References by workspace and address; `writes` counts."""

    def __init__(self):
        super().__init__()
        self.writes = 0

    async def remember(self, workspace, address, reference):
        self.writes += 1
        self[workspace, address] = reference

    async def forget(self, workspace, address):
        self.pop((workspace, address), None)

    async def recall(self, workspace, address):
        return self.get((workspace, address))


class House:
    def __init__(self, microsoft, teams, references, session, url):
        self.microsoft = microsoft
        self.teams = teams
        self.references = references
        self._session = session
        self._url = url

    @property
    def service(self):
        return self.microsoft.service

    async def post(self, sent, *, wait=True):
        """As Teams does; the answer's JSON, or None where it has no body. Then all that follows, unless not to wait."""
        proof = {"Authorization": f"Bearer {self.microsoft.proof()}"} if self.teams.settings.app_id else {}
        async with self._session.post(self._url, json=sent, headers=proof) as response:
            assert response.status == 200, response.status
            said = await response.json() if await response.read() else None
        if wait:
            await self.teams.settle()
        return said

    async def status(self, sent, headers):
        async with self._session.post(self._url, data=sent, headers=headers) as response:
            assert response.status == 200 or await response.read() == b""
            return response.status

    def knows(self, address):
        return (TENANT, address) in self.references


@asynccontextmanager
async def house(answer, now, **changed):
    async with Microsoft(now).running() as microsoft:
        references, app = Remembered(), web.Application()
        async with Teams(microsoft.settings(**changed), answer, now, references) as teams:
            teams.mount(app)
            async with TestServer(app, host="127.0.0.1") as server, aiohttp.ClientSession() as session:
                yield House(microsoft, teams, references, session, server.make_url(MESSAGES))
