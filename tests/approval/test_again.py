"""What was published before a second champion was asked for, or is published again."""

import pytest

from tests.approval.test_approval import draft, said, state
from tests.support.office import Office


@pytest.mark.parametrize("who", ["carl", "dora"])
async def test_publishing_again_needs_it_too_unless_another_champion_does_it(office: Office, who: str):
    await office.champions("carl", "dora")
    content = await draft(office)
    await office.does("carl", "publish", content)
    await office.does("boss", "second_on")
    await office.does("carl", "stop", content)
    again = await office.does(who, "publish_again", content)
    assert ("has to approve it first" in said(again)) == (who == "carl")
    assert await state(office, content) == ("draft" if who == "carl" else "running")
