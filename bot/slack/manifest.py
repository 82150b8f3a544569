"""Heraut's manifest for Slack: paste it at api.slack.com/apps → Create New App → From a manifest."""

from bot.slack.settings import EVENTS

NEEDED = {  # every permission that Heraut needs, and why
    "commands": "to answer /heraut",
    "chat:write": "to send a nudge, and what it promised, to those who joined",
    "users:read": "to speak somebody's language in their time zone, and to know administrators",
}
LOOK_BACK = {  # what it may be allowed too, and why; no more than that takes
    "im:write": "to open its own chat with somebody",
    "im:history": "to see there whether a message arrived that Slack did not confirm",
}
QUIET = {"dnd:read": "to hear when somebody does not want to be disturbed"}  # optional too
HEARD = ("app_home_opened", "app_uninstalled", "tokens_revoked", "user_change", "user_status_changed")
HEARD_QUIET = ("dnd_updated_user",)
NAME, DESCRIPTION = 35, 140  # characters that Slack takes

Manifest = dict[str, object]


def manifest(name: str, public_url: str | None, *, look_back: bool = False, quiet: bool = False) -> Manifest:
    """With a public address, Slack calls it; without one, it connects by Socket Mode."""
    scopes = [*NEEDED, *(LOOK_BACK if look_back else ()), *(QUIET if quiet else ())]
    events = [*HEARD, *(HEARD_QUIET if quiet else ())]
    address = public_url.rstrip("/") + EVENTS if public_url else ""
    request_url: Manifest = {"request_url": address} if address else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": name[:NAME],
            "description": "The right thing to share, at the right moment, by choice."[:DESCRIPTION],
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": name[:NAME], "always_online": True},
            "slash_commands": [_command(address)],
        },
        "oauth_config": {"scopes": {"bot": scopes}},
        "settings": {
            "event_subscriptions": {**request_url, "bot_events": events},
            "interactivity": {"is_enabled": True, **request_url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not address,
            "token_rotation_enabled": False,
        },
    }


def _command(address: str) -> Manifest:
    command: Manifest = {
        "command": "/heraut",
        "description": "Share what is worth sharing, when it suits you",
        "usage_hint": "[help | join | me | post URL]",
        "should_escape": True,  # people arrive as <@U123>, not as a name that others may have too
    }
    return {**command, "url": address} if address else command
