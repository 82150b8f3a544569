"""The card of a share that was begun: where its buttons lead."""

import pytest
from sqlalchemy import update

from handlers.core.buttons import all_of
from handlers.core.interaction import Card
from models import Workspace
from tests.support.office import Office, pressed

LINKEDIN, X = "https://www.linkedin.com/sharing/share-offsite/?url=", "https://x.com/intent/tweet?text="


@pytest.mark.parametrize(("address", "starts"), [("", [LINKEDIN, X, ""]), ("https://heraut.example", ["", "", ""])])
async def test_networks_open_directly_only_where_browsers_do_not_reach_heraut(office: Office, address, starts):
    here = update(Workspace).values(address=address)
    await office.store.run(lambda session: session.execute(here))
    await office.joins("boss")
    await office.champions("boss")
    await office.joins("anna")
    await office.posts()
    nudge = await office.does("anna", "next")
    assert isinstance(nudge, Card)
    card = await office.does("anna", "share", pressed(nudge, "share"))
    assert isinstance(card, Card)
    doors = [button for button in all_of(card) if button.link]
    assert all(door.link.startswith("/share/") for door in doors)
    for door, start in zip(doors, starts, strict=True):
        assert door.direct.startswith(start) and bool(door.direct) == bool(start)
