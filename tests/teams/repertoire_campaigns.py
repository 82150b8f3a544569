"""What people read about campaigns, from the first to the result."""

from datetime import timedelta

from tests.support.office import Values, pressed
from tests.teams.repertoire import CONTENT, Repertoire


async def campaigns(office: Repertoire) -> None:
    await office.champions("boss", "carl")
    await office.joins("anna")
    days: Values = {"starts": f"{office.now:%Y-%m-%d}", "ends": f"{office.now + timedelta(days=20):%Y-%m-%d}"}
    filled: Values = {
        "name": "Open *day*",
        "goal": "A full hall & colleagues.",
        "image": "https://example.com/a.png",
    }
    await office.act("no campaigns", "carl", "campaigns")
    await office.act("a new campaign", "carl", "new_campaign")
    await office.act(
        "a campaign with mistakes", "carl", "new_campaign", values={**filled, **days, "ends": "2020-01-01"}
    )
    goal: Values = {"counts": "shares", "target": "1.000", "languages": ("en",)}
    made = await office.card("a campaign", "carl", "new_campaign", values={**filled, **days, **goal})
    campaign = pressed(made, "edit_campaign")
    draft = await office.card("a post of a campaign", "carl", "post", values={**CONTENT, "campaign": campaign})
    content = pressed(draft, "publish")
    await office.does("carl", "publish", content)
    await office.act("a campaign to change", "carl", "edit_campaign", campaign)
    await office.act("taken out of a campaign", "carl", "take_out", f"{campaign}|{content}")
    await office.act("taken into a campaign", "carl", "take_in", f"{campaign}|{content}")
    await office.act("the campaigns of a champion", "carl", "campaigns")
    await office.act("the campaigns of an advocate", "anna", "campaigns")
    await office.act("a campaign for an advocate", "anna", "campaign", campaign)
    await office.passes(minutes=5)
    await office.act("a campaign ended early", "carl", "end_campaign", campaign)
    await office.act("a campaign to reopen", "carl", "edit_campaign", campaign)
    await office.passes(days=1)
    await office.passes(days=1)
    await office.passes(minutes=1)
