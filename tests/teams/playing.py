"""The whole repertoire, played from joining to leaving."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from handlers.core.interaction import Card, Form, Notice
from models.store import Store
from tests.support.fitting import fitting
from tests.teams.repertoire import (
    Repertoire,
    emergencies,
    going_again,
    halting,
    joining,
    leaving,
    nudges,
    posting,
    suggestions,
    weeks,
)
from tests.teams.repertoire_academy import academy
from tests.teams.repertoire_calendar import a_file, coming, running_dry
from tests.teams.repertoire_campaigns import campaigns
from tests.teams.repertoire_certificates import certificates
from tests.teams.repertoire_events import events
from tests.teams.repertoire_feeds import feeds
from tests.teams.repertoire_guide import guide
from tests.teams.repertoire_links import going_on
from tests.teams.repertoire_planned import approvals, planning, resting
from tests.teams.repertoire_privacy import own_data
from tests.teams.repertoire_profile import profile
from tests.teams.repertoire_results import results
from tests.teams.repertoire_supporters import supporters
from tests.teams.repertoire_ways import ways

# What is played in an office of its own, in this order, by the letter of its workspace.
BESIDE: Mapping[str, Sequence[Callable[[Repertoire], Awaitable[None]]]] = {
    "A": (academy,),
    "S": (feeds,),
    "F": (fitting,),
    "L": (going_on, coming, running_dry, a_file),
    "P": (own_data,),
    "Q": (planning, resting, approvals),
    "R": (campaigns,),
    "H": (guide, profile),
    "E": (events,),
    "K": (supporters,),
    "C": (certificates,),
}


async def play(store: Store, locale: str) -> dict[str, Card | Form | Notice]:
    """All of it, in one language."""
    kept: dict[str, Card | Form | Notice] = {}
    for letter, acts in BESIDE.items():
        beside = Repertoire(store, locale, letter)
        await beside.open()
        for act in acts:
            await act(beside)
        kept |= beside.kept
    return kept | await _from_joining_to_leaving(store, locale)


async def _from_joining_to_leaving(store: Store, locale: str) -> dict[str, Card | Form | Notice]:
    office = Repertoire(store, locale)
    await office.open()
    await joining(office)
    content = await posting(office)
    await nudges(office)
    await suggestions(office)
    await weeks(office)
    await emergencies(office)
    await halting(office)
    await ways(office)
    await results(office, content)
    await going_again(office)
    await leaving(office, content)
    return office.kept
