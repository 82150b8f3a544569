"""What must never happen with campaigns is counted when it does: each kind is planted, and found by its own promise."""

from datetime import timedelta

import pytest

from bot.terminal.simulate.company import Company, Item, Plan
from bot.terminal.simulate.founding import found
from bot.terminal.simulate.play import Played
from bot.terminal.simulate.promises import promises
from bot.terminal.simulate.recorder import Offered, Told
from tests.simulate.test_promises import ANNA, DAY, MONDAY

CARL = ANNA.model_copy(update={"id": "carl"})
PLAN = Plan(name="Open day", run_by="anna", made=MONDAY, starts=MONDAY.date(), ends=(MONDAY + 7 * DAY).date())


def result(days: int, who: str = "anna") -> Told:
    return Told(0, MONDAY + days * DAY, who, (), (), "campaign_result", title="“Open day” is over")


def offer(days: int) -> Told:
    return Told(0, MONDAY + days * DAY, "anna", (Offered("anna.c", "share", "Ours", "", several=False),), ())


def broken(*told: Told, items: tuple[Item, ...] = ()) -> list[str]:
    company = Company(
        begins=MONDAY - DAY,
        ends=MONDAY + timedelta(weeks=8),
        colleagues=(ANNA, CARL),
        champions=(ANNA,),
        items=items,
        campaigns=(PLAN,),
    )
    return [f"{one.broken} {one.what}" for one in promises(Played(company, told, (), {})) if one.broken]


def test_a_result_that_is_told_once_after_the_end_is_right():
    assert broken(result(9)) == []


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ((result(9), result(10)), "1 Results of a campaign that somebody got twice"),
        ((result(7),), "1 Results of a campaign that was not over"),
        ((), "1 Campaigns that ended without a result"),
        ((result(9), result(9, "carl")), "1 Results of a campaign to somebody who is no champion"),
    ],
)
def test_each_kind_is_found_by_its_own_promise(told: tuple[Told, ...], what: str):
    assert broken(*told) == [what]


@pytest.mark.parametrize(("days", "wrong"), [(2, True), (3, False), (9, False), (10, True)])
def test_content_outside_its_days_is_found(days: int, wrong: bool):
    made = next(one for one in found(24, 2, 1).items if one.way == "share")
    its = {"title": "Ours", "author": "anna", "starts": (MONDAY + 3 * DAY).date(), "ends": (MONDAY + 9 * DAY).date()}
    item = made.model_copy(update={**its, "networks": (), "languages": ("en",)})
    what = "1 Content offered before its first day or after its last"
    assert (what in broken(result(9), offer(days), items=(item,))) == wrong


def test_a_company_has_two_campaigns_with_content_that_end_before_the_weeks_do():
    company = found(60, 8, 1)
    assert [plan.ends < company.ends.date() for plan in company.campaigns] == [True, True]
    assert {item.campaign for item in company.items} == {"", *(plan.name for plan in company.campaigns)}
