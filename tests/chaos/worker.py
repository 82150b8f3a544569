"""Heraut's rounds against our own platform, in processes that may be killed at any moment.

`python -m tests.chaos.worker` imports everything once. For each line of its standard input, which says how to work, it
forks a worker and prints its process id. When the input ends, all workers end.
"""

import asyncio
import logging
import math
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from aiohttp import ClientTimeout
from pydantic import BaseModel, ConfigDict, SecretStr
from sqlalchemy.orm import configure_mappers

from bot.slack import connect
from bot.slack.settings import SlackSettings
from bot.teams.connector import Connector
from bot.teams.http import Http
from bot.teams.pace import Pace
from bot.teams.references import AddressBook
from bot.teams.send import TeamsMessenger
from bot.teams.settings import TeamsSettings
from bot.teams.tokens import Tokens
from handlers.core.interaction import Interaction, Reply
from handlers.core.messenger import Messenger
from handlers.features import open_store
from handlers.outbox import claims, courier, doubts, outcomes
from handlers.platforms.references import References
from handlers.rounds import Rounds
from models.store import Store
from scheduler import Clock, schedule

NO_LIMIT = ((10**9, 1.0),)


class Work(BaseModel):
    """How a worker works: which store and platform it uses, and how patient it is. Times in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    port: int
    platform: str = "slack"
    ahead: float = 0  # ahead of the machine's clock
    lease: float = 60
    shown: float = 30  # before a message in doubt is looked for
    back_off: float = 60
    once_more: float = 60
    patience: float = 10  # for one call
    per_second: float | None = None  # what a workspace accepts; None: no limit
    tick: float = 0.2

    def hurry(self) -> None:
        """Shorten the product's own times for this process."""
        for module in (claims, courier):  # the second imports it from the first
            vars(module)["LEASE"] = timedelta(seconds=self.lease)
        outcomes.SHOWN, outcomes.BACK_OFF, doubts.ONCE_MORE = self.shown, self.back_off, self.once_more
        vars(connect)["LONGEST"] = ClientTimeout(total=self.patience)


async def work(asked: Work) -> None:
    """Run the rounds of delivery on the product's own clock until the process ends."""
    asked.hurry()
    store, clock = open_store(asked.url), Clock(timedelta(seconds=asked.ahead))
    async with (slack if asked.platform == "slack" else teams)(asked, store, clock) as messenger:
        ticks = schedule(Rounds(store, {asked.platform: messenger}, clock.now, clock.elapsed))
        for round_ in ("plan", "announce", "tidy", "forget"):
            ticks.remove_job(round_)
        for round_ in ("deliver", "settle"):
            ticks.reschedule_job(round_, trigger="interval", seconds=asked.tick)
        ticks.start()
        await asyncio.Event().wait()


@asynccontextmanager
async def slack(asked: Work, store: Store, clock: Clock) -> AsyncIterator[Messenger]:
    """Connect Slack as app.py does."""
    pace = math.inf if asked.per_second is None else asked.per_second
    address = f"http://127.0.0.1:{asked.port}/api/"
    settings = SlackSettings(
        bot_token=SecretStr("xoxb-1"), signing_secret=SecretStr("s"), api_url=address, messages_per_minute=pace * 60
    )
    async with connect.Slack(settings, _nobody, clock.now) as connected:
        yield connected.messenger


@asynccontextmanager
async def teams(asked: Work, store: Store, clock: Clock) -> AsyncIterator[Messenger]:
    """Teams' messenger, without the tokens that a local connector does not need."""
    settings, http = TeamsSettings(local=True, host="127.0.0.1"), Http(ClientTimeout(total=asked.patience))
    tokens, pace = Tokens(http, settings, clock.now), Pace(conversation=NO_LIMIT, tenant=NO_LIMIT)
    book = AddressBook(References(store, clock.now), settings.workspace)
    per_second = math.inf if asked.per_second is None else asked.per_second
    yield TeamsMessenger(Connector(http, tokens, settings, pace), book, per_second=per_second)
    await http.close()


async def _nobody(interaction: Interaction) -> Reply | None:
    """Nobody talks to this Heraut."""


def zygote() -> None:
    """Fork a worker for each line. A fork is ready at once, while a fresh start takes seconds."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    configure_mappers()
    children = []
    for line in sys.stdin:
        asked = Work.model_validate_json(line)
        if (child := os.fork()) == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            asyncio.run(work(asked))
        children.append(child)
        print(child, flush=True)
    for child in children:
        _end(child)


def _end(child: int) -> None:
    """End the workers, stopped ones too. Only our own: a process id may belong to another program by now."""
    try:
        if int(Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[1]) == os.getpid():
            os.kill(child, signal.SIGKILL)
    except (FileNotFoundError, ProcessLookupError):
        return


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # it warns at each tick while a round is running
    zygote()
