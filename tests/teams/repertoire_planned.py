"""What a champion reads about content that is planned for a day."""

from tests.support.office import pressed
from tests.teams.repertoire import CONTENT, Repertoire


async def planning(office: Repertoire) -> None:
    """Before anything has begun."""
    await office.champions("carl")
    draft = await office.card("a draft to plan", "carl", "post", values={**CONTENT, "title": "Later"})
    content = pressed(draft, "schedule")
    await office.act("when should it begin", "carl", "schedule", content)
    await office.act("planned", "carl", "schedule", content, values={"day": "1 june 2030", "time": "09:15"})
    await office.act("what is planned", "carl", "content")
    await office.act("when should it begin instead", "carl", "schedule", content)
    await office.act("not yet", "carl", "not_yet", content)
    await office.act("planned again", "carl", "publish", content)
    await office.act("planned and published now", "carl", "publish_now", content)
    await office.act("planned, and stopped", "carl", "stop", content)
