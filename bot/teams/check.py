"""What `doctor` asks about Teams: will it let Heraut work? No secret is ever printed."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from pydantic import ValidationError

from bot.finding import Finding
from bot.teams.http import Http
from bot.teams.package import GUID
from bot.teams.settings import TeamsSettings
from bot.teams.tokens import refused
from bot.teams.wire import KeySet, Metadata
from handlers.core.messenger import InDoubt, Throttled

MESSAGES = "/teams/messages"
PORTAL = "portal.azure.com → your Azure Bot → Configuration"
FIXES = {
    "invalid_client": "The secret is wrong or has expired: make a new one at Microsoft Entra → App registrations → "
    "your app → Certificates & secrets, and copy its value, not its id.",
    "unauthorized_client": f"The app id is not known in this tenant: compare both with {PORTAL}.",
    "invalid_request": f"The tenant id or the app id is not right: compare both with {PORTAL}.",
}


async def check(settings: TeamsSettings) -> list[Finding]:
    return [finding async for finding in _findings(settings)]


async def _findings(settings: TeamsSettings) -> AsyncIterator[Finding]:
    if not settings.app_id:
        yield Finding(ok=True, what="Teams is set up for a client on this machine only, without an account")
        return
    yield _guid("app id", settings.app_id)
    yield _guid("tenant id", settings.tenant_id)
    yield _address(settings.public_url)
    http = Http()
    try:
        yield await _token(http, settings)
        yield await _keys(http, settings)
    finally:
        await http.close()


def _guid(what: str, value: str) -> Finding:
    if GUID.fullmatch(value):
        return Finding(ok=True, what=f"Teams' {what} looks like one")
    return Finding(ok=False, what=f"Teams' {what} does not look like one", fix=f"Copy it again: {PORTAL}.")


def _address(url: str) -> Finding:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname and "." in parts.hostname:
        return Finding(ok=True, what=f"Teams speaks to {parts.hostname}; its messaging endpoint is {url}{MESSAGES}")
    fix = f"Set PUBLIC_URL to an address that begins with https:// and enter it, with {MESSAGES}, at {PORTAL}."
    return Finding(ok=False, what="Teams cannot reach the public address", fix=fix)


async def _token(http: Http, settings: TeamsSettings) -> Finding:
    kind = "secret" if settings.app_password else "managed identity"
    why = await refused(http, settings)
    if not why:
        return Finding(ok=True, what=f"Microsoft gives Heraut a token for its {kind}")
    otherwise = (
        "See whether this machine may reach login.microsoftonline.com by https."
        if settings.app_password
        else "Heraut must run in Azure, with this identity assigned to where it runs."
    )
    what = f"Microsoft gives no token for the {kind}: {why}"
    return Finding(ok=False, what=what, fix=FIXES.get(why, otherwise))


async def _keys(http: Http, settings: TeamsSettings) -> Finding:
    host = urlsplit(settings.openid_url).hostname
    try:
        metadata = Metadata.model_validate_json((await http.ask("GET", settings.openid_url)).body)
        number = len(KeySet.model_validate_json((await http.ask("GET", metadata.jwks_uri)).body).keys)
    except (Throttled, InDoubt, ValidationError):
        fix = f"See whether this machine may reach {host} by https: without them nothing from Teams is believed."
        return Finding(ok=False, what="Microsoft's keys cannot be read", fix=fix)
    return Finding(ok=number > 0, what=f"Microsoft's keys can be read: {number}")
