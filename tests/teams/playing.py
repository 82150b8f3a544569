"""The whole repertoire, played from joining to leaving."""

from handlers.interaction import Card, Form, Notice
from models.store import Store
from tests.support.fitting import fitting
from tests.teams.repertoire import (
    Repertoire,
    emergencies,
    halting,
    joining,
    leaving,
    nudges,
    posting,
    suggestions,
    weeks,
)
from tests.teams.repertoire_ways import ways


async def play(store: Store, locale: str) -> dict[str, Card | Form | Notice]:
    """All of it, in one language."""
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
    await leaving(office, content)
    beside = Repertoire(store, locale, "F")
    await beside.open()
    await fitting(beside)
    return {**office.kept, **beside.kept}
