"""What champions read about content that is planned for a day, or waits for a second one of them."""

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


async def resting(office: Repertoire) -> None:
    """It is over, and comes back."""
    today, ever = f"{office.now:%Y-%m-%d}", {**CONTENT, "title": "Ever", "rests": "90"}
    draft = await office.card(
        "a draft that comes back", "carl", "post", values={**ever, "starts": today, "ends": today}
    )
    content = pressed(draft, "publish")
    await office.does("carl", "publish", content)
    await office.passes(days=3)
    card = await office.card("what rests", "carl", "content")
    await office.act("it does not come back", "carl", "end_rest", pressed(card, "end_rest"))


async def approvals(office: Repertoire) -> None:
    """Another champion approves, or sends back."""
    await office.act("who approves", "boss", "approval")
    await office.act("a second champion from now on", "boss", "second_on")
    await office.champions("dora")
    draft = await office.card(
        "a draft to ask for", "carl", "post", values={**CONTENT, "title": "Ask", "official": "yes"}
    )
    content = pressed(draft, "publish")
    await office.act("asked for approval", "carl", "publish", content)
    await office.act("what waits for a second champion", "dora", "content")
    await office.act("a draft that waits, published by another", "dora", "publish", content)
    await office.passes(days=2)
    await office.act("what should be different", "dora", "send_back", content)
    await office.act("sent back", "dora", "send_back", content, values={"said": "A shorter title."})
    await office.passes(minutes=1)
    await office.act("asked for approval again", "carl", "publish", content)
    await office.act("approved as the second", "dora", "approve_second", content)
    await office.passes(minutes=1)
    await office.act("a second champion no longer", "boss", "second_off")
