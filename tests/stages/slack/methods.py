"""The methods of Slack that Heraut may call, with all their arguments and the permission that each needs."""

from tests.stages.slack.reading import Json
from tests.stages.slack.schema import wrong_with_metadata

SCOPES = "commands,chat:write,users:read"
LOOK_BACK = f"{SCOPES},im:write,im:history"

ALLOWED = {  # required, then optional
    "auth.test": ((), ()),
    "users.info": (("user",), ("include_locale",)),
    "users.list": (("limit",), ()),
    "chat.postMessage": (("channel", "text", "metadata"), ("blocks", "mrkdwn", "unfurl_links", "unfurl_media")),
    "chat.update": (("channel", "ts", "text"), ("blocks",)),
    "conversations.open": (("users",), ()),
    "conversations.history": (("channel", "oldest", "limit", "include_all_metadata"), ("cursor",)),
    "views.open": (("trigger_id", "view"), ()),
    "views.update": (("view_id", "view", "hash"), ()),
    "views.publish": (("user_id", "view"), ("hash",)),
    "apps.connections.open": ((), ()),
}
NEEDS = {
    "users.info": "users:read",
    "users.list": "users:read",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.open": "im:write",
    "conversations.history": "im:history",
}


def missing(method: str, scopes: str) -> Json | None:
    """Slack's refusal of a method without permission."""
    needed = NEEDS.get(method)
    if needed is None or needed in scopes.split(","):
        return None
    return {"ok": False, "error": "missing_scope", "needed": needed, "provided": scopes}


def wrong_with_arguments(method: str, args: Json) -> list[str]:
    required, optional = ALLOWED[method]
    wrong = [f"missing {name}" for name in required if not args.get(name)]
    wrong += [f"unknown argument {name}" for name in args if name not in {*required, *optional}]
    return wrong + (wrong_with_metadata(args["metadata"]) if "metadata" in args else [])
