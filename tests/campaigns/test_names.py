"""No two campaigns have the same name, also if two champions choose it at once."""

import asyncio

import pytest

from handlers.core.interaction import Card, FormErrors
from tests.campaigns.test_campaigns import OPEN_DAY, made
from tests.support.office import Office


@pytest.mark.parametrize("turn", range(4))
async def test_of_two_campaigns_that_are_given_one_name_at_once_one_gets_it_and_the_other_an_error(
    office: Office, turn: int
):
    own = [await made(office, name=f"Campaign {n}") for n in range(4)]
    values = {**OPEN_DAY, "name": f"Spring {turn}"}
    renamed = (office.does("boss", "edit_campaign", f"0|{one}", values=values) for one in own)
    replies = await asyncio.gather(*renamed, office.does("boss", "new_campaign", values=values))
    assert [type(reply) for reply in replies].count(Card) == 1, replies
    errors = [reply.errors for reply in replies if isinstance(reply, FormErrors)]
    assert len(errors) == 4 and all("this name already" in one["name"] for one in errors), replies
