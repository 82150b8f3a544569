"""What the doctor looks at: the store, time zones, keys, and each platform."""

import asyncio

from bot.finding import Finding
from bot.program.settings import Settings, in_store
from bot.settings import NONE_SET_UP
from bot.slack.check import check
from bot.teams.check import check as check_teams
from bot.terminal.feed_findings import feed_findings
from bot.terminal.key_findings import key_findings
from bot.terminal.key_place import Place
from bot.terminal.zone_findings import zone_findings
from models.state import state
from scheduler import Clock


def examine(settings: Settings) -> list[Finding]:
    """All that was found."""
    told = [Finding(*state(settings.database_url)), *zone_findings(Clock().now())]
    told += key_findings(Place.of(settings), in_store) if told[0].ok else []
    told += feed_findings(in_store, Clock().now()) if told[0].ok else []
    told += [] if settings.slack or settings.teams else [NONE_SET_UP]
    told += asyncio.run(check(settings.slack, Clock().now)) if settings.slack else []
    told += asyncio.run(check_teams(settings.teams)) if settings.teams else []
    return told
