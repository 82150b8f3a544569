"""The picture of a campaign is opened once, before it is shown to anybody."""

from handlers.core.interaction import Card, FormErrors, Page
from tests.campaigns.test_campaigns import OPEN_DAY, made
from tests.support.office import Office

PICTURE = "https://example.com/hall.png"


async def test_an_address_without_a_picture_is_an_error_on_its_field(office: Office):
    reply = await office.does("boss", "new_campaign", values={**OPEN_DAY, "image": PICTURE})
    assert isinstance(reply, FormErrors) and "no picture" in reply.errors["image"]
    campaign = await made(office)
    reply = await office.does("boss", "edit_campaign", f"0|{campaign}", values={**OPEN_DAY, "image": PICTURE})
    assert isinstance(reply, FormErrors) and [*reply.errors] == ["image"]


async def test_a_picture_is_opened_when_it_is_new_and_not_again(office: Office):
    opened: list[str] = []

    async def look(url: str) -> Page:
        opened.append(url)
        return Page(url=url, image=url)

    values = {**OPEN_DAY, "image": PICTURE}
    card = await office.does("boss", "new_campaign", values=values, look=look)
    assert isinstance(card, Card) and PICTURE in card.model_dump_json()
    campaign = next(one.target for part in card.parts for one in getattr(part, "every", ()) if one.target)
    again = await office.does("boss", "edit_campaign", f"0|{campaign}", values=values, look=look)
    assert isinstance(again, Card) and opened == [PICTURE]
