"""People that Slack reports as away or not to be disturbed: a whole Heraut, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, inspect, select

from handlers.platforms.departures import Departures
from models import Person, Seen
from tests.journeys.acts import ANNA, BOB
from tests.journeys.scene import TEAM, WEDNESDAY, Scene
from tests.stages.slack import wire
from tests.stages.slack.house import slack_house

PALM, ILL, OWL = ":palm_tree:", ":face_with_thermometer:", "What an owl taught us"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def after(time: timedelta) -> int:
    return int((WEDNESDAY + time).timestamp())


def undisturbed(start: timedelta, end: timedelta) -> dict[str, object]:
    return {"dnd_enabled": True, "next_dnd_start_ts": after(start), "next_dnd_end_ts": after(end)}


async def anna(scene: Scene) -> Person:
    return await scene.store.run(lambda session: session.get_one(Person, (TEAM, ANNA)))


async def nudged(scene: Scene) -> bool:
    return any(OWL in card for card in await scene.stage.transcript(ANNA))


@pytest.mark.parametrize("emoji", [PALM, ILL])
async def test_a_nudge_waits_while_somebody_is_away_and_comes_after(scene, stage, emoji):
    await stage.shows(ANNA, emoji, until=after(2 * DAY))
    await scene.later(days=2, minutes=-30)
    assert not await nudged(scene)
    await scene.later(hours=1)
    assert await nudged(scene)


async def test_somebody_back_early_is_planned_for_at_once(scene, stage):
    await stage.shows(ANNA, PALM, until=after(20 * DAY))
    await scene.later(days=1)
    assert ((await anna(scene)).next_at or WEDNESDAY) >= WEDNESDAY + 20 * DAY
    await stage.shows(ANNA, "")
    assert ((await anna(scene)).next_at or scene.now()) < scene.now()
    await scene.later(minutes=30)
    assert (await nudged(scene), (await anna(scene)).quiet_until) == (True, None)


@pytest.mark.parametrize("emoji", ["", ":spiral_calendar_pad:", ":bus:", ":house_with_garden:"])
async def test_a_person_in_a_meeting_on_the_road_or_at_home_is_not_away(scene, stage, emoji):
    await stage.shows(ANNA, emoji, until=after(DAY))
    await scene.soon()
    assert await nudged(scene)


@pytest.mark.parametrize(
    ("until", "kept"), [(0, 28 * DAY), (after(9 * DAY), 9 * DAY), (10**11, 366 * DAY)], ids=["open", "said", "absurd"]
)
async def test_nobody_is_away_forever(scene, stage, until, kept):
    await stage.shows(ANNA, PALM, until=until)
    assert (await anna(scene)).quiet_until == WEDNESDAY + kept


async def test_a_status_text_is_neither_kept_nor_logged(scene, stage, caplog):
    await stage.shows(ANNA, PALM, text="to the sea with Bob")
    profile = {"status_emoji": PALM, "status_expiration": "to the sea"}
    await stage.happens("user_status_changed", user={"id": ANNA, "profile": profile})
    assert "event.user.Changed.profile.status_expiration" in caplog.text and "sea" not in caplog.text
    row = await anna(scene)
    assert "sea" not in str({one.key: getattr(row, one.key) for one in inspect(Person).column_attrs})


async def test_do_not_disturb_is_kept_to_while_it_is_on(scene, stage):
    await stage.happens("dnd_updated_user", user=ANNA, dnd_status=undisturbed(-HOUR, 3 * HOUR))
    await scene.later(hours=2, minutes=30)
    assert not await nudged(scene)
    await scene.later(hours=1)
    assert await nudged(scene)


@pytest.mark.parametrize("status", [undisturbed(HOUR, 9 * HOUR), {"dnd_enabled": False}, {}])
async def test_nightly_hours_and_none_at_all_change_nothing(scene, stage, status):
    await stage.happens("dnd_updated_user", user=ANNA, dnd_status=status)
    assert (await anna(scene)).quiet_until is None


async def test_do_not_disturb_takes_nothing_from_a_holiday_and_coming_back_ends_both(scene, stage):
    await stage.shows(ANNA, PALM, until=after(9 * DAY))
    for status in (undisturbed(-HOUR, HOUR), {"dnd_enabled": False}):
        await stage.happens("dnd_updated_user", user=ANNA, dnd_status=status)
        assert (await anna(scene)).quiet_until == WEDNESDAY + 9 * DAY
    await stage.happens("dnd_updated_user", user=ANNA, dnd_status=undisturbed(-HOUR, 10 * DAY))
    assert (await anna(scene)).quiet_until == WEDNESDAY + 10 * DAY
    await stage.shows(ANNA, "")
    assert (await anna(scene)).quiet_until is None


async def test_a_person_who_never_joined_leaves_no_trace_and_hears_nothing(scene, stage):
    before = await rows(scene)
    await stage.shows(BOB, PALM)
    await stage.happens("dnd_updated_user", user=BOB, dnd_status=undisturbed(-HOUR, HOUR))
    assert await rows(scene) == before
    assert await stage.transcript(BOB) == []


async def test_a_person_who_left_is_not_followed(scene, stage):
    await stage.shows(ANNA, PALM)
    await stage.command(ANNA, "leave")
    assert (await anna(scene)).quiet_until is None
    await stage.shows(ANNA, ILL)
    assert (await anna(scene)).quiet_until is None


async def test_a_status_is_no_sign_that_somebody_can_be_reached(scene, stage):
    await stage.deactivated(ANNA)
    await stage.shows(ANNA, PALM)
    assert (await anna(scene)).unreachable_at is not None


async def test_a_status_that_is_reported_twice_changes_nothing_more(scene, stage):
    for _ in range(2):
        await stage.shows(ANNA, PALM, until=after(9 * DAY))
        await scene.soon()
        looked_at = (await anna(scene)).next_at
        await stage.shows(ANNA, PALM, until=after(9 * DAY))
        assert (await anna(scene)).next_at == looked_at


@pytest.mark.parametrize("secret", ["of somebody else", ""])
async def test_a_forged_status_is_refused(scene, secret):
    user = {"id": ANNA, "profile": {"status_emoji": PALM}}
    body, content = wire.encoded("events_api", wire.event("Ev1", scene.now(), type="user_status_changed", user=user))
    headers = {"Content-Type": content, **wire.signed(body, scene.now(), secret)}
    async with (
        slack_house(scene.answer, scene.now, Departures(scene.store, scene.now)) as house,
        house.session.post(house.url, data=body, headers=headers) as response,
    ):
        assert response.status == 401
    assert (await anna(scene)).quiet_until is None


async def rows(scene: Scene) -> list[int]:
    counts = [select(func.count()).select_from(table) for table in (Person, Seen)]
    return await scene.store.run(lambda session: [session.scalars(count).one() for count in counts])
