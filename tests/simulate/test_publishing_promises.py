"""What must never happen with planned content, content that comes back and approvals is counted when it does."""

from datetime import date, datetime, timedelta

import pytest

from bot.terminal.simulate.company import Company, Item
from bot.terminal.simulate.founding import found
from bot.terminal.simulate.play import Answer, Decision, Play, Played
from bot.terminal.simulate.promises import promises
from bot.terminal.simulate.publishing.extras import planning, round_of
from bot.terminal.simulate.recorder import Offered, Told
from tests.simulate.test_promises import ANNA, DAY, HOUR, MONDAY

FREE = {"rests": None, "trip": None, "days": (0, 1, 2, 3, 4)}
ANNA_, BOB, CARL = (ANNA.model_copy(update={"id": who, **FREE}) for who in ("anna", "bob", "carl"))
APPROVED = Decision(MONDAY + 2 * HOUR, "carl", "approve_second", "c1")


def item(**more: object) -> Item:
    made = next(one for one in found(24, 2, 1).items if one.way == "share")
    its = {"title": "Ours", "author": "anna", "publishes": MONDAY, "starts": None, "ends": date(2026, 4, 30)}
    return made.model_copy(update={**its, "networks": (), "languages": ("en",), "planned": None, **more})


PLANNED = item(planned=MONDAY + 2 * DAY)
SPEAKS = item(official=True)
COMES_BACK = item(rests=30, starts=MONDAY.date(), ends=(MONDAY + 4 * DAY).date())


def offer(days: float, number: int = 0, nudge: str = "n1") -> Told:
    return Told(number, MONDAY + days * DAY, "bob", (Offered(nudge, "share", "Ours", "", several=False),), ())


def request(days: float = 0, who: str = "carl") -> Told:
    row = (("approve_second", "c1"), ("send_back", "c1"))
    return Told(9, MONDAY + days * DAY + HOUR, who, (), row, "second", title="To approve: Ours")


def broken(one: Item, *told: Told, answers: tuple[Answer, ...] = (), decided: tuple[Decision, ...] = ()) -> list[str]:
    company = Company(
        begins=MONDAY - DAY,
        ends=MONDAY + timedelta(weeks=8),
        colleagues=(ANNA_, BOB, CARL),
        champions=(ANNA_, CARL),
        items=(one,),
    )
    kept = promises(Played(company, told, answers, {}, decided))
    return [f"{promise.broken} {promise.what}" for promise in kept if promise.broken]


@pytest.mark.parametrize(("days", "wrong"), [(1, 1), (2 - 1 / 48, 1), (2, 0), (3, 0)])
def test_content_before_its_planned_moment_is_found(days: float, wrong: int):
    assert broken(PLANNED, offer(days)) == ["1 Content offered before the moment that was planned"] * wrong


def test_content_before_a_second_champion_approved_it_is_found():
    what = ["1 Content offered before a second champion approved it"]
    assert broken(SPEAKS, request(), offer(2), decided=(APPROVED,)) == []
    assert broken(SPEAKS, offer(2)) == what
    assert broken(SPEAKS, request(), offer(2), decided=(APPROVED._replace(how="send_back"),)) == what
    assert broken(SPEAKS, request(), offer(2), decided=(APPROVED._replace(who="anna"),)) == what
    assert broken(SPEAKS, request(), offer(2), decided=(APPROVED._replace(at=MONDAY + 3 * DAY),)) == what


@pytest.mark.parametrize("who", ["anna", "bob"])
def test_a_request_to_the_champion_who_asked_or_to_none_is_found(who: str):
    what = "1 Requests for approval to the champion who asked, or to somebody who is none"
    assert broken(SPEAKS, request(who=who)) == [what]


def test_a_request_for_what_was_approved_already_is_found():
    told = (request(), request(days=2))
    assert broken(SPEAKS, *told) == []
    assert broken(SPEAKS, *told, decided=(APPROVED,)) == ["1 Requests for approval of what was approved already"]


@pytest.mark.parametrize("how", ["share", "skip", "react"])
def test_content_that_comes_back_to_somebody_who_decided_is_found(how: str):
    answer = Answer(MONDAY + DAY + HOUR, 1, how, "Ours")
    told = (offer(1, 1), offer(36, 2, "n2"))
    what = ["1 Content that came back to somebody who shared or skipped it"]
    assert broken(COMES_BACK, *told, answers=(answer,)) == what
    assert broken(COMES_BACK, *told, answers=(answer._replace(how="later"),)) == broken(COMES_BACK, *told) == []


def test_content_that_comes_back_is_offered_once_a_round_and_not_while_it_rests():
    assert broken(COMES_BACK, offer(1), offer(3, 1, "n2")) == ["1 The same content offered twice"]
    assert broken(COMES_BACK, offer(7)) == ["1 Content offered before its first day or after its last"]


@pytest.mark.parametrize(
    ("days", "number"), [(-1, None), (0, 0), (4, 0), (5, None), (34, None), (35, 1), (39, 1), (40, None)]
)
def test_a_round_is_as_long_as_the_one_before_after_the_rest(days: int, number: int | None):
    day = (MONDAY + days * DAY).date()
    assert round_of(COMES_BACK, day, day) == number


@pytest.mark.parametrize(
    ("there", "here", "runs"), [(5, 6, False), (6, 5, True), (6, 6, True), (10, 9, True), (9, 10, False)]
)
def test_content_begins_where_its_champion_is_and_ends_where_its_reader_is(there: int, here: int, *, runs: bool):
    for one in (
        item(starts=date(2026, 3, 6), ends=date(2026, 3, 9)),
        item(starts=date(2026, 3, 6), ends=date(2026, 3, 9), rests=30),
    ):
        assert (round_of(one, date(2026, 3, there), date(2026, 3, here)) is not None) == runs


def test_content_is_planned_on_the_clock_of_its_champion():
    assert planning(PLANNED, "Asia/Kolkata") == {"day": "2026-03-04", "time": "14:30"}


@pytest.mark.timeout(300)  # six weeks of a company take long on a busy machine
async def test_a_company_plans_brings_back_and_asks_a_second_champion():
    company = found(36, 6, 3)
    play = Play(company, 3)
    async for _ in play.run():
        pass
    played = play.played()
    assert [one for one in promises(played) if one.broken] == []
    assert {one.how for one in played.decisions} >= {"approve_second", "send_back"}
    offered = [(one.title, told.at) for told in played.told for one in told.offered]
    kinds = {"planned": _titles(company, "planned"), "official": _titles(company, "official")}
    assert {name for name, titles in kinds.items() if any(title in titles for title, _ in offered)} == {*kinds}
    assert any(_returned(company, title, at) for title, at in offered)


def _titles(company: Company, field: str) -> set[str]:
    return {one.title for one in company.items if getattr(one, field)}


def _returned(company: Company, title: str, at: datetime) -> bool:
    return any(one.title == title and one.rests and at.date() > one.ends for one in company.items)
