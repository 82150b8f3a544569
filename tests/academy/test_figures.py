"""How many people finished: told from k people on, in steps of k, with k who did not, once a day, to managers."""

from handlers.core.interaction import Notice
from tests.academy.reader import Reader
from tests.support.office import Office

TITLE = "Your first post"


async def told(office: Office) -> str:
    boss = Reader(office, "boss")
    return str((await boss.does("course_figures")).model_dump(include={"parts"}))


async def finish(office: Office, people: range) -> None:
    for number in people:
        await Reader(office, f"p{number}").finishes(TITLE)


async def test_only_managers_see_figures(office: Office):
    assert isinstance(await office.does("anna", "course_figures"), Notice)
    assert "There is no number to tell yet." in await told(office)


async def test_a_number_is_told_in_steps_of_five_on_another_day(office: Office):
    for number in range(20):
        await office.joins(f"p{number}")
    await finish(office, range(4))
    await office.after(days=1)
    assert "people" not in (await told(office)).replace("{n} people", "").split("Of a course")[0]
    await finish(office, range(4, 6))
    assert TITLE not in await told(office)
    await office.after(days=1)
    assert "6 people" in await told(office)
    await finish(office, range(6, 10))
    await office.after(days=1)
    assert "6 people" in await told(office)
    await finish(office, range(10, 11))
    await office.after(days=1)
    assert "11 people" in await told(office)


async def test_it_is_not_told_when_fewer_than_five_are_left(office: Office):
    for number in range(9):
        await office.joins(f"p{number}")
    await finish(office, range(5))
    await office.after(days=1)
    assert TITLE not in await told(office)
    for number in range(9, 11):
        await office.joins(f"p{number}")
    await office.after(days=1)
    assert "5 people" in await told(office)
