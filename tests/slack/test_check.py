"""The doctor finds what is wrong with a Slack app, says how to fix it, and shows no secret."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from bot.slack.check import check
from tests.stages.slack.double import APP_TOKEN, BOT_TOKEN, SlackDouble, Someone
from tests.stages.slack.house import settings
from tests.stages.slack.methods import LOOK_BACK, SCOPES
from tests.stages.slack.trouble import Trouble

SECRET = "0123456789abcdef0123456789abcdef"


def now():
    return datetime.now(UTC)


async def _check(scopes=SCOPES, now=now, trouble=None, *, socket=False, **changed):
    double = SlackDouble(now, scopes)
    async with double.running():
        for method in ("auth.test", "apps.connections.open") if trouble else ():
            double.troubles[method].append(trouble)
        asked = settings(double, socket=socket)
        good = {} if socket else {"signing_secret": SecretStr(SECRET)}
        found = await check(asked.model_copy(update=good | changed), now)
    assert double.violations == []
    shown = str(found)
    assert not [secret for secret in (BOT_TOKEN, APP_TOKEN, SECRET, "hunter2") if secret in shown]
    return found


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
async def test_all_is_well(socket):
    found = await _check(socket=socket)
    assert [finding.what for finding in found if not finding.ok] == []
    assert not any(finding.fix for finding in found)
    assert "Slack knows the bot token: workspace Acme, T1" in [finding.what for finding in found]


@pytest.mark.parametrize(
    ("scopes", "told"),
    [(SCOPES, "may not look back"), (f"{SCOPES},im:history", "may not look back"), (LOOK_BACK, "may look back")],
)
async def test_permission_to_look_back_is_reported_and_optional(scopes, told):
    found = await _check(scopes=scopes)
    assert [finding.ok for finding in found if told in finding.what] == [True]
    assert [finding.what for finding in found if not finding.ok] == []


@pytest.mark.parametrize("chosen", [False, True])
async def test_do_not_disturb_is_mentioned_only_if_it_was_chosen(chosen):
    found = await _check(scopes=f"{SCOPES},dnd:read" if chosen else SCOPES)
    assert [finding.ok for finding in found if "disturbed" in finding.what] == [True] * chosen


WRONG = [
    ({"bot_token": SecretStr("hunter2")}, "bot token does not look like one", "xoxb-"),
    ({"bot_token": SecretStr("hunter2")}, "does not take the bot token: invalid_auth", "Install the app again"),
    ({"signing_secret": SecretStr("hunter2")}, "signing secret does not look like one", "Basic Information"),
    ({"public_url": "http://heraut.example"}, "cannot reach the public address", "https://"),
    ({"public_url": "https://localhost"}, "cannot reach the public address", "https://"),
    ({"public_url": ""}, "cannot reach the public address", "Socket Mode"),
    ({"signing_secret": None}, "no way to reach Heraut", "app token"),
    ({"scopes": "commands,chat:write"}, "permission is missing: users:read", "Scopes"),
    ({"now": lambda: now() + timedelta(minutes=3)}, "seconds off", "NTP"),
    ({"trouble": Trouble("status", 503)}, "does not take the bot token: 503", "status.slack.com"),
    ({"trouble": Trouble("status", 429)}, "does not take the bot token: it could not be reached", "Try again"),
    ({"socket": True, "app_token": SecretStr("hunter2")}, "app token does not look like one", "xapp-"),
    ({"socket": True, "app_token": SecretStr("hunter2")}, "Socket Mode does not open: invalid_auth", "app token"),
]


@pytest.mark.parametrize(("changed", "what", "fix"), WRONG, ids=lambda it: it if isinstance(it, str) else "")
async def test_what_is_wrong_is_found_and_how_to_fix_it(changed, what, fix):
    found = [finding for finding in await _check(**changed) if not finding.ok]
    assert [fix in finding.fix for finding in found if what in finding.what] == [True]


@pytest.mark.parametrize(("offset", "agree"), [(None, True), (32400, True), (36000, False)])
async def test_the_clocks_of_slack_are_compared_with_ours(offset, agree):
    double = SlackDouble(now)
    double.people["U1"] = Someone("U1", "anna", tz="Asia/Tokyo", tz_offset=offset)
    async with double.running():
        found = await check(settings(double, socket=True), now)
    (told,) = (finding for finding in found if "clocks" in finding.what)
    assert told.ok and bool(told.fix) is not agree and ("Asia/Tokyo is at +09:00" in told.what) is not agree


@pytest.mark.parametrize("trouble", [Trouble("status", 500), Trouble("status", 429)])
async def test_the_clocks_of_slack_are_not_compared_while_it_does_not_answer(trouble):
    double = SlackDouble(now)
    double.troubles["users.list"].append(trouble)
    async with double.running():
        found = await check(settings(double, socket=True), now)
    assert [finding.ok for finding in found if "in which zones people are" in finding.what] == [True]
