"""Which folders of handlers/ a folder may know."""

from collections.abc import Mapping

# What every folder of handlers/ may know, and what these may know themselves.
GROUND: Mapping[str, set[str]] = {
    "calendar": set(),
    "core": {"calendar"},
    "dates": {"calendar", "core"},
    "encryption": {"calendar", "core"},
    "members": {"calendar", "core"},
    "registry": {"calendar", "core", "members"},
}
# Which folders a folder may know beside itself and those. The files at the top know all folders.
FOLDERS: Mapping[str, set[str]] = {
    "agenda": {"content"},
    "audit": {"content", "desk"},
    "content": set(),
    "commands": set(),
    "languages": set(),
    "links": {"content"},
    "outbox": set(),
    "notifications": {"outbox"},
    "platforms": {"outbox"},
    "figures": set(),
    "fonts": set(),
    "council": {"outbox"},
    "credits": set(),
    "desk": {"outbox"},
    "pictures": {"content", "outbox"},
    "planning": {"content", "outbox"},
    "recognition": {"content", "fonts", "outbox"},
    "forecast": {"content", "outbox", "planning"},
    "results": {"content", "figures", "planning", "forecast"},
    "runway": {"content", "outbox", "planning", "forecast"},
    "nudges": {"content", "outbox", "planning"},
    "library": {"content", "outbox", "planning", "nudges"},
    "disclosure": {"content"},
    "sharing": {"content", "disclosure", "links", "outbox", "planning", "recognition", "results", "nudges"},
    "gallery": {"content", "outbox", "planning", "nudges", "library", "sharing"},
    "publishing": {
        "content",
        "figures",
        "outbox",
        "pictures",
        "planning",
        "forecast",
        "recognition",
        "nudges",
    },
    "schedule": {"content", "publishing"},
    "overview": {"content", "outbox", "nudges", "runway", "publishing"},
    "imports": {"content", "publishing"},
    "feeds": {"content", "outbox", "publishing"},
    "advocates": {"content", "outbox", "planning", "nudges"},
    "privacy": {"outbox"},
    "retention": {"outbox", "privacy"},
    "contributions": {"content", "outbox", "recognition", "results", "nudges", "sharing", "publishing"},
}
