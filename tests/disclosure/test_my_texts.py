"""Everybody can read what they were offered, what they made of it, and whether it said who speaks."""

from datetime import timedelta

import pytest

from handlers.core.buttons import all_of
from handlers.core.interaction import Card
from tests.disclosure.test_shares import LINE, begun, said
from tests.support.office import Office, pressed


async def texts(office: Office, who: str = "anna", page: str = "") -> Card:
    card = await office.does(who, "my_texts", page)
    assert isinstance(card, Card), card
    return card


async def test_a_text_that_was_left_as_it_was_is_shown_once(office: Office):
    share = pressed(await begun(office), "posted")
    assert "It said who speaks." not in str(said(await texts(office)))
    await office.does("anna", "posted", share, values={"network": "linkedin", "address": ""})
    told = said(await texts(office))
    assert sum(LINE in one for one in told) == 1
    assert "You left it as it was. It said who speaks." in told and "Your text:" not in told
    assert any("LinkedIn" in one for one in told)


@pytest.mark.parametrize(
    ("own", "stood"),
    [("An owl!", "It did not say who speaks."), (f"{LINE} Owl!", "It said who speaks.")],
)
async def test_a_text_of_ones_own_stands_beside_what_was_offered(office: Office, own: str, stood: str):
    share = pressed(await begun(office), "posted")
    await office.does("anna", "rewrite", share, values={"text": own})
    await office.does("anna", "posted", share, values={"network": "linkedin", "address": ""})
    told = said(await texts(office))
    assert told.index("Offered to you:") < told.index("Your text:") < told.index(own) < told.index(stood)


async def test_nobody_else_reads_it_and_my_data_leads_to_it(office: Office):
    await begun(office)
    assert "You have shared nothing yet." in said(await texts(office, "boss"))
    data = await office.does("anna", "privacy")
    assert isinstance(data, Card) and "my_texts" in [button.action for button in all_of(data)]


async def test_many_texts_are_read_page_by_page(office: Office):
    await office.joins("anna", networks=("linkedin",))
    for number in range(6):
        content = await office.posts(title=f"Owl {number}")
        await office.does("anna", "pick", content)
        assert isinstance(await office.does("anna", "share", f"anna.{content}"), Card)
        office.now += timedelta(minutes=1)
    first, second = await texts(office), await texts(office, page="1")
    titles = [part for card in (first, second) for part in said(card) if part.startswith("Owl")]
    assert titles == [f"Owl {number}" for number in range(5, -1, -1)]
    assert "my_texts" in [b.action for b in all_of(second)] and pressed(first, "my_texts") == "1"
