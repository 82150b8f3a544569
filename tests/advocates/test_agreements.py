"""The participation record: each change once, in order, with the words that were agreed to."""

from datetime import timedelta

from sqlalchemy.orm import Session

from handlers.members import agreements
from models import Participation, Person
from tests.support.office import MORNING, Office


def kept(session: Session) -> list[tuple[str, bool]]:
    anna = session.get_one(Person, ("W", "anna"))
    return [(row.purpose, row.agreed) for row in agreements.past_agreements(session, anna)]


async def test_joining_leaving_and_joining_again_reads_in_order_without_doubles(office: Office):
    await office.joins("anna", clicks="yes")
    await office.does("anna", "leave")
    await office.joins("anna")
    joined, left = ([(purpose, agreed) for purpose in ("nudges", "named", "clicks")] for agreed in (True, False))
    assert await office.store.run(kept) == [*joined, *left, *joined[:2]]


async def test_the_record_says_when_even_within_one_press(office: Office):
    await office.joins("anna", clicks="yes")
    anna = await office.store.run(lambda s: s.get_one(Person, ("W", "anna")))
    rows = await office.store.run(lambda s: agreements.past_agreements(s, anna))
    assert [row.at - MORNING for row in rows] == [timedelta(microseconds=number) for number in range(3)]


async def test_saving_the_same_settings_again_records_nothing(office: Office):
    await office.joins("anna")
    before = await office.store.run(kept)
    await office.does("anna", "settings", values={"weekly_most": "2", "named": "yes", "days": ("0",), "country": ""})
    assert await office.store.run(kept) == before


async def test_what_was_never_agreed_to_cannot_be_withdrawn(office: Office):
    await office.joins("anna", named="")
    await office.does("anna", "leave")
    assert await office.store.run(kept) == [("nudges", True), ("nudges", False)]


def test_every_purpose_has_its_words_and_old_versions_stay():
    assert agreements.wording("named")[0] == "2026-12"
    old = Participation(purpose="named", agreed=True, wording="2026-11")
    assert agreements.words_agreed(old) == "You may name me on the leaderboard"
    assert agreements.words_agreed(Participation(purpose="named", agreed=True, wording="lost")) == ""
