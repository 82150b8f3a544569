"""What people read about their own data says how long it is kept, and whether works-council mode is on."""

from handlers.core.interaction import Card
from tests.support.office import Office, pressed


async def test_the_card_of_my_data_leads_to_how_long_it_is_kept(office: Office):
    await office.joins("anna")
    shown = await office.does("anna", "privacy")
    assert isinstance(shown, Card) and "Works-council mode" not in shown.model_dump_json()
    assert pressed(shown, "retention") == ""
    assert isinstance(await office.does("anna", "retention"), Card)


async def test_the_card_of_my_data_says_that_works_council_mode_is_on(office: Office):
    await office.joins("anna")
    await office.does("boss", "council_on")
    shown = await office.does("anna", "privacy")
    assert isinstance(shown, Card) and "Works-council mode is on" in shown.model_dump_json()
