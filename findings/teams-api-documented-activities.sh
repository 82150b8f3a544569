#!/usr/bin/env bash
# microsoft-teams-api 2.1.1 (Microsoft's new SDK for Teams): documented activities are refused, and a bot never hears of them.
#
# `ActivityTypeAdapter` reads what Teams posts to a bot. It raises for
# - `installationUpdate` with the action `add-upgrade` or `remove-upgrade`, which Teams sends when an upgrade of an app adds or
#   removes its bot (botbuilder-core 4.17.1 knows both); a bot that waits for "add" to store where it may write misses the person;
# - `adaptiveCard/action` with the trigger `automatic`, by which Teams asks for the view of one reader (learn.microsoft.com,
#   "Work with Universal Actions": a refresh is automatic or manual). Cards with a `refresh` stay as they were first sent;
# - `adaptiveCard/action` of a button without `data`, which Action.Execute need not have (adaptivecards.io, Action.Execute);
# - every event and every invoke by a name that it does not list, where botbuilder-core calls the general handler.
# Read the fields of what comes yourself, and let what you do not know pass.
#
# Seen on 2026-12-02 with Python 3.11. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check microsoft-teams-api==2.1.1 \
  microsoft-teams-cards==2.1.1 microsoft-teams-common==2.1.1 pydantic==2.14.4 2>/dev/null

cat >read.py <<'PYTHON'
from microsoft_teams.api import ActivityTypeAdapter
from pydantic import ValidationError

COMMON = {
    "id": "1",
    "timestamp": "2026-12-02T10:00:00Z",
    "serviceUrl": "https://smba.example.org/emea/",
    "channelId": "msteams",
    "from": {"id": "29:reader"},
    "recipient": {"id": "28:bot"},
    "conversation": {"conversationType": "personal", "tenantId": "t", "id": "a:1"},
    "channelData": {"tenant": {"id": "t"}},
}


def press(trigger: str, **data: object) -> dict[str, object]:
    value = {"action": {"type": "Action.Execute", "verb": "show", **data}, "trigger": trigger}
    return {"type": "invoke", "name": "adaptiveCard/action", "value": value}


POSTED: dict[str, dict[str, object]] = {}
for action in ("add", "add-upgrade", "remove-upgrade"):
    POSTED[f"installationUpdate, {action}"] = {"type": "installationUpdate", "action": action}
POSTED["a press, with data"] = press("manual", data={})
POSTED["a press, without data"] = press("manual")
POSTED["a refresh"] = press("automatic", data={})
POSTED["an event"] = {"type": "event", "name": "application/vnd.example.later", "value": {}}
for name, activity in POSTED.items():
    try:
        print(f"{name}: {type(ActivityTypeAdapter.validate_python({**COMMON, **activity})).__name__}")
    except ValidationError as refused:
        print(f"{name}: {refused.errors()[0]['type']}")
PYTHON
venv/bin/python -W ignore read.py >seen

cat >expected <<'SEEN'
installationUpdate, add: InstalledActivity
installationUpdate, add-upgrade: union_tag_invalid
installationUpdate, remove-upgrade: union_tag_invalid
a press, with data: AdaptiveCardInvokeActivity
a press, without data: missing
a refresh: literal_error
an event: union_tag_invalid
SEEN
diff expected seen && echo "as seen: upgrades, refreshes and buttons without data are refused"
