"""The manifest asks only for permissions that are used, and fits HTTP and Socket Mode."""

import json

import pytest

from bot.slack.manifest import LOOK_BACK, NEEDED, QUIET, manifest
from bot.slack.settings import EVENTS


def made_for(name, public):
    """As Slack reads it."""
    return json.loads(json.dumps(manifest(name, public)))


PUBLIC = "https://heraut.example/"


@pytest.mark.parametrize("public", [None, "", PUBLIC])
def test_it_asks_for_three_permissions(public):
    assert made_for("Heraut", public)["oauth_config"] == {"scopes": {"bot": ["commands", "chat:write", "users:read"]}}
    assert all(NEEDED.values())


@pytest.mark.parametrize("public", [None, PUBLIC])
def test_to_look_back_it_asks_for_two_more(public):
    made = json.loads(json.dumps(manifest("Heraut", public, look_back=True)))
    bot = ["commands", "chat:write", "users:read", "im:write", "im:history"]
    assert made == {**made_for("Heraut", public), "oauth_config": {"scopes": {"bot": bot}}}
    assert all(LOOK_BACK.values())


def test_to_keep_quiet_it_asks_for_one_more_and_hears_one_more_event():
    usual, made = made_for("Heraut", PUBLIC), json.loads(json.dumps(manifest("Heraut", PUBLIC, quiet=True)))
    assert made["oauth_config"]["scopes"]["bot"] == [*usual["oauth_config"]["scopes"]["bot"], "dnd:read"]
    heard, usually = (one["settings"]["event_subscriptions"]["bot_events"] for one in (made, usual))
    assert (heard, "user_status_changed" in usually) == ([*usually, "dnd_updated_user"], True)
    assert all(QUIET.values())


def test_with_a_public_address_everything_comes_to_one_url():
    made = made_for("Heraut", PUBLIC)
    door = PUBLIC.rstrip("/") + EVENTS
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["interactivity"] == {"is_enabled": True, "request_url": door}
    assert made["settings"]["event_subscriptions"]["request_url"] == door
    assert made["features"]["slash_commands"][0]["url"] == door


def test_without_one_it_is_socket_mode_and_names_no_address():
    made = made_for("Heraut", None)
    assert made["settings"]["socket_mode_enabled"] is True
    assert "http" not in str(made)


def test_mentions_come_as_ids_that_nobody_can_claim():
    command = made_for("Heraut", None)["features"]["slash_commands"][0]
    assert (command["command"], command["should_escape"]) == ("/heraut", True)


def test_a_long_name_fits():
    made = made_for("Heraut " * 20, None)
    assert len(made["display_information"]["name"]) == len(made["features"]["bot_user"]["display_name"]) == 35
