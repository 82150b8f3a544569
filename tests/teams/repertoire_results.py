"""What Heraut says about the results of content."""

from sqlalchemy import insert, update

from handlers.calendar.localtime import local_date
from handlers.core.anonymity import FEWEST
from handlers.figures.release import release
from models import Content, Total
from models.total import COUNTS
from tests.teams.repertoire import Repertoire


async def results(office: Repertoire, content: str) -> None:
    """Results before much has happened, and after."""
    await office.act("results of few", "carl", "results", content)
    await office.act("all results, of few", "boss", "results")
    none: dict[str, int] = dict.fromkeys(COUNTS, 0)
    here = {**none, "workspace": office.workspace, "content": content, "week": "2026-W11"}
    linkedin, x = {"posts_claimed": 20, "posts_clicked": 20, "clicks": 100}, {"posts_opened": 17, "clicks": 43}
    counts = [
        {"team": "Sales", "network": "", "nudged": 300, "opened": 70, "shared": 40, "asked": 6, **linkedin},
        {"team": "Rotor blades", "network": "", "nudged": 112, "opened": 28, "shared": 11, **x},
        {"team": "", "network": "linkedin", "opened": 60, **linkedin},
        {"team": "", "network": "x", "opened": 38, **x},
    ]
    rows = [{**here, **count} for count in counts]
    await office.store.run(lambda session: session.execute(insert(Total), rows))
    day = local_date(office.now, "UTC")
    await office.store.run(lambda session: release(session, office.workspace, day, FEWEST))
    held = update(Content).where(Content.id == content).values(hold_out=20)
    await office.store.run(lambda session: session.execute(held))
    await office.says("a value", "boss", "value 3.50 EUR a click")
    await office.act("results", "carl", "results", content)
    await office.act("all results", "boss", "results")
    await office.act("export", "boss", "export")
