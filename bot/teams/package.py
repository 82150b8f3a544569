"""The Teams app package: a zip with a manifest, two icons and the Dutch words, to upload in the admin centre."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from handlers.core.language import Words

SCHEMA_VERSION = "1.22"  # of 2025; older versions have all that Heraut uses
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA_VERSION}/MicrosoftTeams.schema.json"
VERSION = "1.0.0"  # raise it whenever the package changes: Teams compares it
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
GREEN = "#1f6f54"
ICONS = ("color.png", "outline.png")  # 192 × 192 with a background, 32 × 32 in white
SHARE = "share"
BEGAN = (1980, 1, 1, 0, 0, 0)  # so that the same package has the same bytes

Manifest = dict[str, object]


def write(path: Path, app_id: str, public_url: str, developer: str = "Heraut") -> None:
    """People see `developer` as its maker. Raises ValueError when Teams would not take the package."""
    host = urlsplit(public_url).hostname
    if not GUID.fullmatch(app_id):
        raise ValueError("The app id must look like 00000000-0000-0000-0000-000000000000: TEAMS_APP_ID")
    if not (public_url.startswith("https://") and host):
        raise ValueError("The package needs the address where people reach Heraut, with https://: PUBLIC_URL")
    texts = {"manifest.json": manifest(app_id, public_url.rstrip("/"), host, developer), "nl.json": translation("nl")}
    with ZipFile(path, "w") as package:
        for name, content in texts.items():
            _put(package, name, json.dumps(content, indent=2, ensure_ascii=False).encode())
        for name in ICONS:
            _put(package, name, (Path(__file__).parent / name).read_bytes())


def manifest(app_id: str, public_url: str, host: str, developer: str) -> Manifest:
    words = Words.of("en")
    short, full = _descriptions(words)
    return {
        "$schema": SCHEMA,
        "manifestVersion": SCHEMA_VERSION,
        "version": VERSION,
        "id": app_id,
        "developer": {
            "name": developer[:32],
            "websiteUrl": public_url,
            "privacyUrl": public_url,
            "termsOfUseUrl": public_url,
        },
        "name": {"short": "Heraut", "full": "Heraut"},
        "description": {"short": short, "full": full},
        "icons": dict(zip(("color", "outline"), ICONS, strict=True)),
        "accentColor": GREEN,
        "localizationInfo": {
            "defaultLanguageTag": "en",
            "additionalLanguages": [{"languageTag": "nl", "file": "nl.json"}],
        },
        "bots": [_bot(app_id, words)],
        "composeExtensions": [{"botId": app_id, "commands": [_extension(words)]}],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [host],
    }


def translation(language: str) -> Manifest:
    """The words of the manifest in another language, by their path in it."""
    words = Words.of(language)
    short, full = _descriptions(words)
    extension = _extension(words)
    found: Manifest = {
        "$schema": SCHEMA.replace(".schema.json", ".Localization.schema.json"),
        "name.short": "Heraut",
        "name.full": "Heraut",
        "description.short": short,
        "description.full": full,
        "composeExtensions[0].commands[0].title": extension["title"],
        "composeExtensions[0].commands[0].description": extension["description"],
    }
    for at, commands in enumerate((_personal(words), _together(words))):
        for number, command in enumerate(commands):
            for name, text in command.items():
                found[f"bots[0].commandLists[{at}].commands[{number}].{name}"] = text
    return found


def _bot(app_id: str, words: Words) -> Manifest:
    return {
        "botId": app_id,
        "scopes": ["personal", "team", "groupChat"],
        "isNotificationOnly": False,
        "supportsFiles": False,
        "commandLists": [
            {"scopes": ["personal"], "commands": list(_personal(words))},
            {"scopes": ["team", "groupChat"], "commands": list(_together(words))},
        ],
    }


def _extension(words: Words) -> Manifest:
    return {
        "id": SHARE,
        "type": "action",
        "context": ["message"],
        "title": words.t("Share with colleagues"),
        "description": words.t("Suggest this link as something for colleagues to share"),
        "fetchTask": True,
    }


def _descriptions(words: Words) -> tuple[str, str]:
    """Teams takes 80 letters of the first and 4,000 of the second."""
    short = words.t("The right thing to share, at the right moment, by choice.")
    more = words.t(
        "Heraut helps those who want to share their company's news on their own networks: something that suits them, "
        "as often as they choose, in words of their own. Nobody takes part without having joined, and leaving takes "
        "one word."
    )
    return short, more


def _personal(words: Words) -> Iterator[dict[str, str]]:
    """The commands that help shows; Teams takes ten."""
    t = words.t
    yield _command(t("/heraut join – take part"))
    yield _command(t("/heraut next – something to share now"))
    yield _command(t("/heraut me – your shares, points and badges"))
    yield _command(t("/heraut leaderboard – how we are doing this week"))
    yield _command(t("/heraut suggest https://… – suggest something worth sharing"))
    yield _command(t("/heraut settings – how often, when, and about what"))
    yield _command(t("/heraut pause until 2 January – take a break"))
    yield _command(t("/heraut leave – stop, at once"))
    yield _command(t("/heraut post https://… – post something for colleagues to share"))
    yield _command(t("/heraut content – what is running now, with figures"))


def _together(words: Words) -> Iterator[dict[str, str]]:
    t = words.t
    yield _command(t("/heraut leaderboard – how we are doing this week"))
    yield _command(t("/heraut leaderboard here – the weekly message in this channel"), 2)
    yield _command(t("/heraut thank @anna – thank a colleague"))
    yield _command(t("/heraut invite @anna – invite a colleague, once"))
    yield _command(t("/heraut join – take part"))


def _command(line: str, length: int = 1) -> dict[str, str]:
    """The command without its example, and what it does."""
    typed, _, does = line.removeprefix("/heraut ").partition(" – ")
    return {"title": " ".join(typed.split()[:length]), "description": does}


def _put(package: ZipFile, name: str, content: bytes) -> None:
    entry = ZipInfo(name, BEGAN)
    entry.compress_type = ZIP_DEFLATED
    package.writestr(entry, content)
