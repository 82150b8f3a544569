"""What `doctor` asks about Slack: will it let Heraut work? No secret is ever printed."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp
from pydantic import SecretStr, ValidationError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.finding import Finding
from bot.slack.call import LONGEST, call
from bot.slack.door import WINDOW
from bot.slack.manifest import LOOK_BACK, NEEDED, QUIET
from bot.slack.offsets import difference
from bot.slack.people import Members
from bot.slack.settings import SlackSettings
from handlers.core.interaction import Now
from handlers.core.messenger import InDoubt, Throttled, Undeliverable

SHAPES = {
    "bot token": re.compile(r"xoxb-[\w-]+", re.ASCII),
    "app token": re.compile(r"xapp-[\w-]+", re.ASCII),
    "signing secret": re.compile(r"[0-9a-f]{32}"),
}
WHERE = {
    "bot token": "OAuth & Permissions → Bot User OAuth Token; it begins with xoxb-",
    "app token": "Basic Information → App-Level Tokens, with connections:write; it begins with xapp-",
    "signing secret": "Basic Information → App Credentials → Signing Secret; 32 digits and letters a to f",
}


async def check(settings: SlackSettings, now: Now) -> list[Finding]:
    return [finding async for finding in _findings(settings, now)]


async def _findings(settings: SlackSettings, now: Now) -> AsyncIterator[Finding]:
    yield _shape("bot token", settings.bot_token)
    if settings.signing_secret:
        yield _shape("signing secret", settings.signing_secret)
        yield _address(settings.public_url)
    elif settings.app_token:
        yield _shape("app token", settings.app_token)
    else:
        yield Finding(
            ok=False,
            what="Slack has no way to reach Heraut",
            fix=f"Set an app token for Socket Mode ({WHERE['app token']}), or a signing secret and a public address.",
        )
    async with aiohttp.ClientSession(timeout=LONGEST) as session:
        client = AsyncWebClient(base_url=settings.api_url, session=session, retry_handlers=[])
        async for finding in _asked(client, settings, now):
            yield finding


async def _asked(client: AsyncWebClient, settings: SlackSettings, now: Now) -> AsyncIterator[Finding]:
    token = settings.bot_token.get_secret_value()
    answer, refused = await _ask(client, "auth.test", token)
    if answer is None:
        yield Finding(ok=False, what=f"Slack does not take the bot token: {refused}", fix=_fix(refused))
    else:
        yield Finding(
            ok=True, what=f"Slack knows the bot token: workspace {answer.get('team')}, {answer.get('team_id')}"
        )
        granted = frozenset(scope.strip() for scope in _header(answer, "x-oauth-scopes").split(","))
        yield _scopes(granted)
        yield _look_back(granted)
        if granted >= QUIET.keys():
            yield Finding(ok=True, what="Heraut hears when somebody does not want to be disturbed, and waits")
        yield _clock(_header(answer, "date"), now())
        yield await _zones(client, token, now())
    if settings.socket_mode and settings.app_token:
        opened, refused = await _ask(client, "apps.connections.open", settings.app_token.get_secret_value())
        what = "Socket Mode opens" if opened else f"Socket Mode does not open: {refused}"
        yield Finding(ok=opened is not None, what=what, fix="" if opened else _fix(refused, "app token"))


async def _zones(client: AsyncWebClient, token: str, now: datetime) -> Finding:
    """Whether Slack's clocks show the same time as ours where people are; a few hundred of them will do."""
    answer, _ = await _ask(client, "users.list", token, limit="200")
    try:
        told = Members.model_validate(answer.data if answer else {}).members
    except ValidationError:
        told = ()
    apart = sorted({said for user in told if (said := difference(user.tz, user.tz_offset, now))})
    if not apart:
        what = "Slack's clocks and Heraut's agree" if told else "Slack did not say in which zones people are"
        return Finding(ok=True, what=what)
    fix = "Heraut goes by its own. If it is wrong, install a newer tzdata (pip install --upgrade tzdata)."
    return Finding(ok=True, what=f"Slack's clocks and Heraut's differ: {'; '.join(apart)}", fix=fix)


async def _ask(client: AsyncWebClient, method: str, token: str, **args: str) -> tuple[AsyncSlackResponse | None, str]:
    """Slack's answer, or why there is none."""
    try:
        asked = client.api_call(method, headers={"Authorization": f"Bearer {token}"}, params=args)
        return await call(asked), ""
    except Throttled:
        return None, "it could not be reached, or asks to wait"
    except (Undeliverable, InDoubt) as error:
        return None, str(error)


def _fix(refused: str, what: str = "bot token") -> str:
    match refused:
        case "invalid_auth" | "not_authed" | "token_revoked" | "token_expired" | "account_inactive":
            return f"Install the app again and copy the {what} once more: {WHERE[what]}."
        case "missing_scope" | "not_allowed_token_type":
            return f"Make a new one: {WHERE[what]}."
        case _:
            return "Try again in a minute; see status.slack.com, and whether this machine may reach slack.com by https."


def _shape(what: str, secret: SecretStr) -> Finding:
    if SHAPES[what].fullmatch(secret.get_secret_value()):
        return Finding(ok=True, what=f"The {what} looks like one")
    return Finding(ok=False, what=f"The {what} does not look like one", fix=f"Copy it again: {WHERE[what]}.")


def _address(url: str) -> Finding:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname and "." in parts.hostname and not parts.query:
        return Finding(ok=True, what=f"Slack speaks to {parts.hostname}")
    return Finding(
        ok=False,
        what="Slack cannot reach the public address",
        fix="Set an address that begins with https:// and that the internet can reach, or use Socket Mode instead.",
    )


def _scopes(granted: frozenset[str]) -> Finding:
    """Slack lists them in a header of every answer."""
    missing = sorted(NEEDED.keys() - granted)
    if not missing:
        return Finding(ok=True, what="Heraut has the permissions that it needs")
    why = "; ".join(f"{scope} {NEEDED[scope]}" for scope in missing)
    fix = "Add it at OAuth & Permissions → Scopes (or paste the manifest again), then install the app again."
    return Finding(ok=False, what=f"A permission is missing: {why}", fix=fix)


def _look_back(granted: frozenset[str]) -> Finding:
    """Optional: Heraut works without it."""
    if granted >= LOOK_BACK.keys():
        return Finding(ok=True, what="Heraut may look back: what Slack did not confirm is looked for")
    what = "Heraut may not look back: a nudge that Slack did not confirm is not sent again (docs/slack.md says more)"
    return Finding(ok=True, what=what)


def _clock(date: str, now: datetime) -> Finding:
    try:
        skew = abs((parsedate_to_datetime(date) - now).total_seconds())
    except (TypeError, ValueError):
        return Finding(ok=True, what="Slack did not say what time it is")
    if skew < WINDOW / 5:
        return Finding(ok=True, what="This machine's clock is right")
    fix = f"Set it by NTP: from {WINDOW} seconds on, what Slack sends is refused."
    return Finding(ok=False, what=f"This machine's clock is {skew:.0f} seconds off", fix=fix)


def _header(answer: AsyncSlackResponse, name: str) -> str:
    value: object = {key.lower(): value for key, value in answer.headers.items()}.get(name, "")
    return value if isinstance(value, str) else ""
