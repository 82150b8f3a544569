"""Settings that cannot work are refused, and the doctor says what is wrong and how to fix it, but no secret."""

import pytest
from pydantic import SecretStr, ValidationError

from bot.teams.check import check
from bot.teams.settings import TeamsSettings
from tests.stages.teams.connector import TeamsConnector
from tests.stages.teams.house import settings
from tests.stages.teams.login import APP, PASSWORD, TENANT
from tests.stages.teams.trouble import Trouble, refusal

GOOD = TeamsSettings(app_id=APP, tenant_id=TENANT, app_password=SecretStr(PASSWORD))


def test_complete_settings_are_taken():
    assert GOOD.workspace == TENANT
    assert TeamsSettings(app_id=APP, tenant_id=TENANT, managed_identity=True).managed_identity
    assert TeamsSettings(local=True, host="127.0.0.1").workspace == "local"


REFUSED = [
    ({"app_id": ""}, "TEAMS_APP_ID"),
    ({"tenant_id": ""}, "TEAMS_TENANT_ID"),
    ({"app_password": None}, "TEAMS_APP_PASSWORD"),
    ({"app_password": SecretStr("")}, "TEAMS_APP_PASSWORD"),
    ({"login_url": "http://login.example"}, "https://"),
    ({"openid_url": "http://login.example"}, "https://"),
    ({"local": True, "host": "0.0.0.0"}, "loopback"),
    ({"local": True}, "loopback"),
    ({"local": True, "host": "127.0.0.1", "app_password": None}, "TEAMS_APP_PASSWORD"),
]


@pytest.mark.parametrize(("changed", "said"), REFUSED, ids=str)
def test_incomplete_settings_are_refused_with_a_sentence_and_no_secret(changed, said):
    with pytest.raises(ValidationError, match=said) as refused:
        TeamsSettings.model_validate(dict(GOOD) | changed)
    assert PASSWORD not in str(refused.value)


async def found(clock, what="", trouble=None, **changed):
    double = TeamsConnector(clock)
    async with double.running():
        double.login.troubles[what] += [trouble] if trouble else []
        findings = await check(settings(double, **changed))
    assert PASSWORD not in str(findings)
    assert "hunter3" not in str(findings)
    return findings


@pytest.mark.parametrize("changed", [{}, {"app_password": None, "managed_identity": True}], ids=["secret", "identity"])
async def test_all_is_well(clock, changed):
    findings = await found(clock, **changed)
    assert [finding.what for finding in findings if not finding.ok or finding.fix] == []
    assert any("heraut.example/teams/messages" in finding.what for finding in findings)


async def test_a_local_client_has_nothing_to_check(clock):
    assert [finding.ok for finding in await found(clock, app_id="", app_password=None)] == [True]


UNKNOWN = refusal(400, body='{"error": "unauthorized_client"}')
NO_SECRET = {"app_password": None, "managed_identity": True}
WRONG = [
    ({"app_password": SecretStr("hunter3")}, "invalid_client", "Certificates & secrets"),
    ({"what": "token", "trouble": UNKNOWN}, "unauthorized_client", "Configuration"),
    ({"what": "token", "trouble": refusal(503, body="")}, "503", "login.microsoftonline.com"),
    ({"what": "token", "trouble": Trouble("drop")}, "ServerDisconnectedError", "login.microsoftonline.com"),
    ({**NO_SECRET, "what": "identity", "trouble": refusal(400)}, "managed identity: 400", "must run in Azure"),
    ({"what": "openid", "trouble": refusal(503)}, "keys cannot be read", "127.0.0.1"),
    ({"what": "keys", "trouble": refusal(200, body="{}")}, "keys cannot be read", "127.0.0.1"),
    ({"app_id": "heraut"}, "app id does not look like one", "Configuration"),
    ({"tenant_id": "kievit"}, "tenant id does not look like one", "Configuration"),
    ({"public_url": ""}, "cannot reach the public address", "/teams/messages"),
    ({"public_url": "http://heraut.example"}, "cannot reach the public address", "https://"),
    ({"public_url": "https://localhost"}, "cannot reach the public address", "https://"),
]


@pytest.mark.parametrize(("changed", "said", "fix"), WRONG, ids=lambda it: it if isinstance(it, str) else "")
async def test_what_is_wrong_is_found_and_how_to_fix_it(clock, changed, said, fix):
    wrong = [finding for finding in await found(clock, **changed) if not finding.ok]
    assert [fix in finding.fix for finding in wrong if said in finding.what] == [True]
