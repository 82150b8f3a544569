"""Settings that cannot work are refused, and the doctor says what is wrong and how to mend it, without a secret."""

import pytest
from pydantic import SecretStr, ValidationError

from bot.teams.check import check
from bot.teams.settings import TeamsSettings
from tests.slack.clock import Clock
from tests.teams.microsoft import APP, SECRET, TENANT, Microsoft

GOOD = TeamsSettings(app_id=APP, tenant_id=TENANT, app_password=SecretStr(SECRET))


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
    assert SECRET not in str(refused.value)


async def found(trouble=None, **changed):
    async with Microsoft(Clock()).running() as microsoft:
        for what in trouble or ():
            microsoft.troubles[what] = [trouble[what]]
        identity = {"identity_url": microsoft.url("/identity")} if "managed_identity" in changed else {}
        findings = await check(microsoft.settings(**identity, **changed))
    assert SECRET not in str(findings)
    assert "hunter3" not in str(findings)
    return findings


@pytest.mark.parametrize("changed", [{}, {"app_password": None, "managed_identity": True}], ids=["secret", "identity"])
async def test_all_is_well(changed):
    findings = await found(**changed)
    assert [finding.what for finding in findings if not finding.ok or finding.mend] == []
    assert any("heraut.example/teams/messages" in finding.what for finding in findings)


async def test_a_local_client_has_nothing_to_check():
    assert [finding.ok for finding in await found(app_id="", app_password=None)] == [True]


WRONG = [
    ({"app_password": SecretStr("hunter3")}, "invalid_client", "Certificates & secrets"),
    ({"trouble": {"token": (400, '{"error": "unauthorized_client"}', {})}}, "unauthorized_client", "Configuration"),
    ({"trouble": {"token": (503, "", {})}}, "503", "login.microsoftonline.com"),
    ({"trouble": {"token": "drop"}}, "ServerDisconnectedError", "login.microsoftonline.com"),
    (
        {"trouble": {"identity": (400, "{}", {})}, "app_password": None, "managed_identity": True},
        "managed identity: 400",
        "must run in Azure",
    ),
    ({"trouble": {"openid": (503, "", {})}}, "keys cannot be read", "127.0.0.1"),
    ({"trouble": {"keys": (200, "{}", {})}}, "keys cannot be read", "127.0.0.1"),
    ({"app_id": "heraut"}, "app id does not look like one", "Configuration"),
    ({"tenant_id": "kievit"}, "tenant id does not look like one", "Configuration"),
    ({"public_url": ""}, "cannot reach the public address", "/teams/messages"),
    ({"public_url": "http://heraut.example"}, "cannot reach the public address", "https://"),
    ({"public_url": "https://localhost"}, "cannot reach the public address", "https://"),
]


@pytest.mark.parametrize(("changed", "what", "mend"), WRONG, ids=lambda it: it if isinstance(it, str) else "")
async def test_what_is_wrong_is_found_and_how_to_mend_it(changed, what, mend):
    wrong = [finding for finding in await found(**changed) if not finding.ok]
    assert [mend in finding.mend for finding in wrong if what in finding.what] == [True]
