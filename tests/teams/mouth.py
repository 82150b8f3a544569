"""Heraut's mouth, alone, in front of a connector."""

from contextlib import asynccontextmanager

from aiohttp import ClientTimeout

from bot.teams.connector import Connector
from bot.teams.http import Http
from bot.teams.pace import Pace
from bot.teams.references import SERVICE, AddressBook, Reference
from bot.teams.send import TeamsMessenger
from bot.teams.tokens import Tokens
from tests.slack.script import MARK, button, card
from tests.teams.activities import ANNA, ANNA_HERE
from tests.teams.house import Remembered
from tests.teams.microsoft import BOT, TENANT, Microsoft

NEWS = card("News", button("Share", "share"))


class Mouth:
    def __init__(self, microsoft, messenger, references, pace):
        self.microsoft = microsoft
        self.messenger = messenger
        self.references = references
        self.pace = pace

    async def send(self, address=ANNA):
        return await self.messenger.send(TENANT, address, NEWS, MARK)

    def knows(self, address=ANNA, **known):
        reference = Reference(**({"service": self.microsoft.service, "user": ANNA_HERE, "bot": BOT} | known))
        self.references[TENANT, address] = reference.model_dump_json()
        self.references[TENANT, SERVICE] = reference.service


@asynccontextmanager
async def mouth(clock, seconds=0.5, **changed):
    """One that waits no longer than a test does; Anna has a chat with it."""
    http, references = Http(ClientTimeout(total=seconds)), Remembered()
    async with Microsoft(clock).running() as microsoft:
        settings = microsoft.settings(**changed)
        tokens = Tokens(http, settings, clock)
        pace = Pace()
        connector = Connector(http, tokens, settings, pace)
        made = Mouth(microsoft, TeamsMessenger(connector, AddressBook(references, TENANT)), references, pace)
        made.knows(conversation="a:anna")
        try:
            yield made
        finally:
            await http.close()
