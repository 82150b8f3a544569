"""People and workspaces that leave, and messages that nobody confirmed: a whole Heraut in Slack, on both databases."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from sqlite3 import connect

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port
from sqlalchemy import select

from handlers.core.workspaces import known_workspace
from models import Message
from tests.journeys.acts import ANNA, BOB, joins
from tests.journeys.scene import TEAM, Scene
from tests.stages.slack import wire
from tests.stages.slack.double import BOT_TOKEN, SlackDouble
from tests.stages.slack.methods import LOOK_BACK
from tests.stages.slack.stage import SlackStage, http
from tests.stages.slack.trouble import Trouble
from tests.stages.slack.wire import SECRET
from tests.support.processes import running

POST, OWL = "chat.postMessage", "What an owl taught us"
BOT_REVOKED, USER_REVOKED = {"bot": ["UHERAUT"], "oauth": []}, {"oauth": ["U1"]}


@pytest.fixture
def double(stage: SlackStage) -> SlackDouble:
    return stage.double


def posts(double: SlackDouble) -> int:
    return len([call for call in double.calls if call.method == POST])


async def nudges(scene: Scene) -> list[str]:
    rows = select(Message.state).where(Message.kind == "nudge").order_by(Message.key)
    return list(await scene.store.run(lambda session: session.scalars(rows).all()))


async def test_a_deactivated_person_gets_nothing_although_slack_would_accept_it(scene, stage, double):
    await stage.deactivated(ANNA)
    await joins(scene, BOB)
    await scene.later(hours=1)
    assert (posts(double), await nudges(scene)) == (1, ["blocked", "sent"])
    assert OWL in await stage.reads(BOB)


async def test_a_person_who_cannot_be_reached_is_not_tried_again_and_delays_nobody(scene, stage, double):
    await joins(scene, BOB)
    anna = double.people.pop(ANNA)
    await scene.later(hours=1)
    assert (posts(double), sorted(await nudges(scene))) == (2, ["blocked", "sent"])
    await scene.later(days=1)
    assert posts(double) == 2
    double.people[ANNA] = anna
    await stage.command(ANNA, "next")
    assert OWL in await stage.reads(ANNA)


@pytest.mark.parametrize(
    ("event", "tokens"), [("app_uninstalled", {}), ("tokens_revoked", BOT_REVOKED)], ids=["removed", "revoked"]
)
async def test_a_workspace_without_heraut_is_asked_for_nothing_until_it_is_back(scene, stage, double, event, tokens):
    for _ in range(2):
        await stage.happens(event, tokens=tokens)
    asked = len(double.calls)
    await scene.later(hours=2)
    assert len(double.calls) == asked
    await scene.store.run(lambda session: known_workspace(session, TEAM, "slack", "Acme", scene.now()))
    await scene.soon()
    assert (posts(double), await nudges(scene)) == (1, ["sent"])


async def test_one_persons_own_token_and_profile_change_nothing(scene, stage, double):
    await stage.happens("tokens_revoked", tokens=USER_REVOKED)
    await stage.happens("user_change", user={"id": ANNA, "deleted": False})
    await scene.soon()
    assert posts(double) == 1


async def test_a_removal_from_before_the_start_is_past(scene, stage, double):
    await stage.happens("app_uninstalled", since=timedelta(minutes=5))
    await scene.soon()
    assert posts(double) == 1


async def test_a_message_that_slack_took_silently_is_found_and_not_sent_again(scene, stage, double):
    double.scopes = LOOK_BACK
    double.troubles[POST].append(Trouble("garble", body=b"[]"))
    await scene.soon()
    assert await nudges(scene) == ["doubt"]
    await scene.later(hours=1)
    assert (posts(double), await nudges(scene)) == (1, ["sent"])
    [nudge] = [message for message in double.messages if message.metadata]
    refs = await scene.store.run(lambda s: s.scalars(select(Message.ref).where(Message.kind == "nudge")).all())
    assert refs == [f"{nudge.channel}:{nudge.ts}"]


async def test_a_message_that_slack_did_not_take_is_sent_again(scene, stage, double):
    double.scopes = LOOK_BACK
    double.troubles[POST].append(Trouble("status", 500))
    await scene.later(hours=1)
    assert (posts(double), len(double.said(POST)), await nudges(scene)) == (2, 1, ["sent"])


@pytest.mark.parametrize("trouble", [Trouble("garble", body=b"[]"), Trouble("status", 500)], ids=["taken", "not taken"])
async def test_if_nobody_can_tell_a_nudge_is_not_sent_again(scene, double, trouble):
    double.troubles[POST].append(trouble)
    await scene.later(hours=1)
    assert (posts(double), await nudges(scene)) == (1, ["unknown"])


async def test_a_running_heraut_hears_that_it_was_removed(tmp_path):
    double, port = SlackDouble(lambda: datetime.now(UTC)), unused_port()
    settings = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SECRET, "HOST": "127.0.0.1", "PORT": str(port)}
    async with double.running(), ClientSession() as session:
        address = {"SLACK_API_URL": double.api_url, "PUBLIC_URL": "https://heraut.example"}
        async with running("run", cwd=tmp_path, port=port, **settings, **address):
            post = http(session, f"http://127.0.0.1:{port}/slack/events", double)
            await post("events_api", wire.event("Ev1", double.now(), type="app_uninstalled"))
    with closing(connect(tmp_path / "heraut.db")) as database:
        assert database.execute("SELECT suspended FROM lane").fetchall() == [("app_uninstalled",)]
