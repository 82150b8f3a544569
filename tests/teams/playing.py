"""The whole repertoire, played from joining to leaving."""

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


async def play(store: Store, locale: str) -> dict[str, Card | Form | Notice]:
    """All of it, in one language."""
    learning = await _opened(store, locale, "A")
    await academy(learning)
    following = await _opened(store, locale, "S")
    await feeds(following)
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
    beside = Repertoire(store, locale, "F")
    await beside.open()
    await fitting(beside)
    elsewhere = Repertoire(store, locale, "L")
    await elsewhere.open()
    await going_on(elsewhere)
    await coming(elsewhere)
    await running_dry(elsewhere)
    await a_file(elsewhere)
    private = Repertoire(store, locale, "P")
    await private.open()
    await own_data(private)
    later = Repertoire(store, locale, "Q")
    await later.open()
    await planning(later)
    await resting(later)
    await approvals(later)
    running = Repertoire(store, locale, "R")
    await running.open()
    await campaigns(running)
    held = Repertoire(store, locale, "H")
    await held.open()
    await guide(held)
    await profile(held)
    gathered = Repertoire(store, locale, "E")
    await gathered.open()
    await events(gathered)
    knowing = Repertoire(store, locale, "K")
    await knowing.open()
    await supporters(knowing)
    certified = Repertoire(store, locale, "C")
    await certified.open()
    await certificates(certified)
    offices = (
        *(office, beside, elsewhere, private, following, later),
        *(running, held, gathered, knowing, learning, certified),
    )
    return {name: said for one in offices for name, said in one.kept.items()}


async def _opened(store: Store, locale: str, workspace: str) -> Repertoire:
    office = Repertoire(store, locale, workspace)
    await office.open()
    return office
