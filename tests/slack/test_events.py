"""Events that Heraut does not answer, and events that it cannot understand."""

import pytest

from tests.slack.conftest import ANNA
from tests.stages.slack import wire
from tests.stages.slack.stage import http
from tests.support.script import Script

IGNORED = [
    {"type": "app_home_opened", "user": ANNA, "tab": "messages"},
    {"type": "app_uninstalled"},
    {"type": "tokens_revoked", "tokens": {"bot": ["UHERAUT"]}},
    {"type": "user_change", "user": {"id": ANNA, "deleted": True}},
    {"type": "user_status_changed", "user": {"id": ANNA, "profile": {"status_emoji": ":palm_tree:"}}},
    {"type": "dnd_updated_user", "user": ANNA, "dnd_status": {"dnd_enabled": False}},
    {"type": "something_new", "user": None},
]


@pytest.mark.parametrize("inner", IGNORED, ids=lambda inner: inner["type"])
async def test_other_events_are_acknowledged_and_answered_by_nobody(play, clock, inner):
    script = Script()
    async with play(script.answer) as house:
        assert (
            await http(house.session, house.url, house.double)("events_api", wire.event("Ev1", clock(), **inner)) == {}
        )
    assert script.heard == []


async def test_slack_may_ask_whether_the_address_is_ours(play):
    async with play(Script().answer) as house:
        asked = {"type": "url_verification", "token": "x", "challenge": "3eZbrw1a"}
        answer = await http(house.session, house.url, house.double)("events_api", asked)
        assert answer["challenge"] == "3eZbrw1a"


async def test_an_event_that_is_not_understood_is_logged_without_its_content(play, caplog):
    async with play(Script().answer) as house:
        sent = {
            "type": "block_actions",
            "user": {"id": ANNA},
            "actions": [{"action_id": "a:0", "value": {"secret": 1}}],
        }
        await http(house.session, house.url, house.double)("interactive", sent)
        nobody = {"command": "/heraut", "text": "secret"}
        await http(house.session, house.url, house.double)("slash_commands", nobody)
    assert "not understood: Press" in caplog.text
    assert "not understood: Command" in caplog.text
    assert "actions.0.value" in caplog.text
    assert "secret" not in caplog.text
