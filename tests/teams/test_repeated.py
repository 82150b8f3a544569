"""Teams may repeat a press with a new id. Whatever was pressed, the repetition changes nothing more."""

import asyncio
import inspect
import re

import pytest
from sqlalchemy import select

from handlers.features import open_store
from models.base import Base
from models.store import Store
from tests.journeys import test_champion, test_employee
from tests.journeys.scene import on_teams
from tests.stages.teams.reading import Json
from tests.stages.teams.stage import TeamsStage

MODULES = (test_champion, test_employee)
TOLD = [journey for module in MODULES for name, journey in vars(module).items() if name.startswith("test_")]
JOURNEYS = [journey for journey in TOLD if re.search(r"press\(|submit\(|posts\(", inspect.getsource(journey))]
AGAIN = 4
HANDLED = "seen"  # the table of handled keys: it gets a row for each repetition


def kept(session):
    """All rows, by table."""
    tables = [table for table in Base.metadata.sorted_tables if table.name != HANDLED]
    return {table.name: sorted(map(str, session.execute(select(table)))) for table in tables}


class Again:
    """Posts each press once, and four times more at once; only the first answer is shown."""

    def __init__(self, store: Store, stage: TeamsStage) -> None:
        self.store = store
        self.stage = stage
        self.post = stage.send
        self.presses: list[str] = []

    async def send(self, sent: Json) -> Json:
        answer = await self.post(sent)
        if sent["type"] == "invoke":
            before = await self.store.run(kept)
            await asyncio.gather(*(self.post(sent | {"id": f"{sent['id']}-{number}"}) for number in range(AGAIN)))
            self.presses.append(sent["value"]["action"]["verb"])
            assert await self.store.run(kept) == before, self.presses
        return answer


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
async def test_a_press_with_a_new_id_changes_nothing_more(journey, sqlite_url):
    store = open_store(sqlite_url)
    async with on_teams(store, pytest.fail) as scene:
        assert isinstance(scene.stage, TeamsStage)
        again = Again(store, scene.stage)
        scene.stage.send = again.send
        await journey(scene)
        assert again.presses
    store.close()
