"""What Slack says late or by itself about people: where they are, and who administers the workspace."""

import pytest
from sqlalchemy import select

from handlers.calendar.localtime import at
from models import Message, Person
from tests.journeys.acts import BOB, joins
from tests.journeys.scene import TEAM, Scene
from tests.slack.conftest import ANNA
from tests.stages.slack import wire
from tests.stages.slack.stage import http
from tests.stages.slack.trouble import Trouble

SYDNEY = "Australia/Sydney"


async def person(scene: Scene, who: str) -> Person:
    return await scene.store.run(lambda session: session.get_one(Person, (TEAM, who)))


async def planned(scene: Scene, who: str) -> list[str]:
    rows = select(Message.key).where(Message.person == who)
    return list(await scene.store.run(lambda session: session.scalars(rows).all()))


async def happened(scene: Scene, **inner: object) -> None:
    event = wire.event(f"Ev{scene.now():%H%M%S}{len(str(inner))}", scene.now(), **inner)
    await http(scene.house.session, scene.house.url, scene.house.double)("events_api", event)


def silent(scene: Scene, times: int = 1) -> None:
    scene.house.double.troubles["users.info"].extend([Trouble("status", 500)] * times)


async def test_a_person_that_slack_could_not_describe_is_read_again_before_anything_is_planned(scene, stage):
    scene.house.double.people[BOB].tz = SYDNEY
    silent(scene)
    await joins(scene, BOB)
    bob = await person(scene, BOB)
    assert bob.owed and (bob.timezone, bob.country) == ("UTC", "")
    await scene.later(minutes=30)
    assert await planned(scene, BOB) == []
    await scene.house.slack.catch_up()
    bob = await person(scene, BOB)
    assert not bob.owed and (bob.timezone, bob.country, bob.quiet_until) == (SYDNEY, "AU-NSW", None)
    await scene.later(hours=20)
    rows = select(Message.tried_at).where(Message.person == BOB, Message.tried_at.is_not(None))
    moments = await scene.store.run(lambda session: session.scalars(rows).all())
    assert moments and all(at(moment.date(), 570, SYDNEY) <= moment for moment in moments)


async def test_slack_is_asked_until_it_answers_and_never_again_after(scene, stage):
    silent(scene, 3)
    await joins(scene, BOB)
    for minutes in range(2, 12, 2):
        await scene.later(minutes=2)
        await scene.house.slack.catch_up()
        assert (await person(scene, BOB)).owed is (minutes < 6)
    asked = [call for call in scene.house.double.calls if call.method == "users.info" and call.args["user"] == BOB]
    assert len(asked) == 4


async def test_somebody_that_slack_does_not_know_is_not_owed_and_is_not_asked_about_again(scene, stage):
    scene.house.double.troubles["users.info"].append(Trouble("status", 200, error="user_not_found"))
    await joins(scene, BOB)
    assert not (await person(scene, BOB)).owed


async def test_an_administrator_is_asked_to_try_again_while_slack_does_not_say_who_they_are(scene, stage):
    await scene.house.slack.catch_up()
    stage.person("U77", "Ada", admin=True)
    silent(scene)
    await stage.command("U77", "links")
    assert "did not say who you are" in await stage.reads("U77")
    await scene.later(minutes=2)
    await stage.command("U77", "links")
    assert "U77" in scene.house.double.modals  # the form for links, which only managers get


async def test_a_new_time_zone_is_taken_from_a_changed_profile(scene, stage):
    assert (await person(scene, ANNA)).timezone == "Europe/Amsterdam"
    await happened(scene, type="user_change", user={"id": ANNA, "tz": SYDNEY, "tz_offset": 39600, "profile": {}})
    assert (await person(scene, ANNA)).timezone == SYDNEY


async def test_a_profile_without_a_zone_or_with_an_unknown_one_changes_nothing(scene, stage):
    before = await person(scene, ANNA)
    for zone in (None, "", "Mars/Base"):
        await happened(scene, type="user_change", user={"id": ANNA, "tz": zone, "profile": {}})
    after = await person(scene, ANNA)
    assert (after.timezone, after.name, after.role) == (before.timezone, before.name, before.role)


@pytest.mark.parametrize("its", [{"is_restricted": True}, {"is_ultra_restricted": True}, {"is_stranger": True}])
async def test_who_has_become_a_guest_or_belongs_elsewhere_gets_nothing_more(scene, stage, its):
    await joins(scene, ANNA)
    await happened(scene, type="user_change", user={"id": ANNA, "is_restricted": False, "profile": {}})
    assert (await person(scene, ANNA)).unreachable_at is None
    await happened(scene, type="user_change", user={"id": ANNA, "is_restricted": False, **its, "profile": {}})
    assert (await person(scene, ANNA)).unreachable_at is not None


async def test_a_changed_profile_of_somebody_we_never_met_leaves_no_trace(scene, stage):
    await happened(scene, type="user_change", user={"id": "U404", "tz": SYDNEY, "profile": {}})
    assert await scene.store.run(lambda session: session.get(Person, (TEAM, "U404"))) is None
