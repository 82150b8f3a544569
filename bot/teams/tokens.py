"""The token that proves to Microsoft who we are: fetched over aiohttp, kept until shortly before it expires.

The SDK fetches it synchronously: one slow answer would stop everybody, on Slack and in the browser too.
"""

import asyncio
import logging
from datetime import datetime, timedelta
from urllib.parse import urlencode

from bot.teams.http import Got, Http
from bot.teams.settings import TeamsSettings
from handlers.core.interaction import Now
from handlers.core.messenger import InDoubt, Throttled

log = logging.getLogger("heraut.teams")

RESOURCE = "https://api.botframework.com"
EARLY = timedelta(minutes=5)  # before it expires: then a new one is fetched
PATIENCE = 5.0  # seconds
UNTIL_FIXED = 60.0  # seconds: a wrong or expired secret needs an administrator; nothing is lost meanwhile
OK = 200


class Tokens:
    def __init__(self, http: Http, settings: TeamsSettings, now: Now) -> None:
        self._http = http
        self._settings = settings
        self._now = now
        self._token = ""
        self._expires: datetime | None = None
        self._one = asyncio.Lock()

    async def bearer(self) -> str:
        """Empty for a local client without an account. Raises Throttled when there is no token: nothing was sent."""
        if not self._settings.app_id or self._lasts(EARLY):
            return self._token
        async with self._one:
            if not self._lasts(EARLY):
                await self._renew()
        return self._token

    def forget(self, token: str) -> None:
        """Drop a token that was refused before it expired."""
        if token == self._token:
            self._expires = None

    def _lasts(self, longer: timedelta) -> bool:
        return self._expires is not None and self._now() + longer < self._expires

    async def _renew(self) -> None:
        try:
            got = await ask(self._http, self._settings)
        except (Throttled, InDoubt) as error:
            if self._lasts(timedelta(0)):
                return
            log.warning("no token from Microsoft: %s", error)
            raise Throttled(UNTIL_FIXED) from None
        token, seconds = got.found.get("access_token"), str(got.found.get("expires_in", ""))
        if got.status == OK and isinstance(token, str) and seconds.isdecimal():
            self._token, self._expires = token, self._now() + timedelta(seconds=int(seconds))
        elif not self._lasts(timedelta(0)):
            log.error("no token from Microsoft: %s. Ask: python app.py doctor", refusal(got))
            raise Throttled(UNTIL_FIXED)


async def ask(http: Http, settings: TeamsSettings) -> Got:
    """With a secret from Entra; with a managed identity from the Azure machine that this runs on."""
    if settings.app_password:
        url = f"{settings.login_url.rstrip('/')}/{settings.tenant_id}/oauth2/v2.0/token"
        secret = settings.app_password.get_secret_value()
        asked = {"grant_type": "client_credentials", "client_id": settings.app_id, "client_secret": secret}
        return await http.ask("POST", url, data={**asked, "scope": f"{RESOURCE}/.default"}, seconds=PATIENCE)
    headers, version = {"Metadata": "true"}, "2018-02-01"
    if settings.identity_header:
        headers, version = {"X-IDENTITY-HEADER": settings.identity_header.get_secret_value()}, "2019-08-01"
    query = urlencode({"api-version": version, "resource": RESOURCE, "client_id": settings.app_id})
    return await http.ask("GET", f"{settings.identity_url}?{query}", headers=headers, seconds=PATIENCE)


def refusal(got: Got) -> str:
    """Why there was no token, in Microsoft's words (invalid_client), or the status."""
    name = got.found.get("error")
    return name if isinstance(name, str) and name.isidentifier() else str(got.status)


async def refused(http: Http, settings: TeamsSettings) -> str:
    """Why Microsoft gives no token; empty when it does."""
    try:
        got = await ask(http, settings)
    except Throttled:
        return "it could not be reached"
    except InDoubt as error:
        return str(error)
    return "" if got.status == OK and got.found.get("access_token") else refusal(got)
