"""One call to Slack, with its errors as ours: not taken for now, not taken for good, or perhaps taken."""

import re
from collections.abc import Awaitable, Callable, Mapping

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.connection import our_errors
from bot.slack.buttons import Block
from bot.slack.taken import Tries
from handlers.core.messenger import Blocked, InDoubt, Revoked, Throttled, Undeliverable

LONGEST = aiohttp.ClientTimeout(total=10, sock_connect=5)
DEFAULT_WAIT = 30.0  # seconds, where Slack says "later" but not when
LONGEST_WAIT = 3600.0  # seconds: Slack is asked again after an hour, whatever it says
SERVER_ERRORS = 500
TRY_LATER, TIMED_OUT = 429, 408
UNREADABLE = "unreadable answer"
NAME = re.compile(r"[a-z0-9_]{1,60}")  # as Slack names errors
LATER = frozenset({"message_limit_exceeded", "ratelimited", "rate_limited", "team_added_to_org"})
PERHAPS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", ""})
BAD_BLOCKS = frozenset({"invalid_blocks", "invalid_arguments"})  # the second is how views.publish says it
GONE = frozenset(  # nobody is there, or we are not let in
    {
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "no_permission",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
    }
)
REVOKED = frozenset(  # not about one message: an administrator has to fix it, for everybody
    {
        "accesslimited",
        "account_inactive",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "messages_tab_disabled",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    }
)


class BadBlocks(Undeliverable):
    """Slack did not take the blocks: perhaps only because it could not fetch a picture."""


async def best(tries: Tries, say: Callable[[list[Block]], Awaitable[AsyncSlackResponse]]) -> AsyncSlackResponse:
    """In the best form that Slack takes. Only a refusal leads to the next one, so nothing is said twice."""
    wrong = BadBlocks()
    for blocks in tries:
        try:
            answer = await call(say(blocks))
        except BadBlocks as refusal:
            wrong = refusal
        else:
            tries.took()
            return answer
    raise wrong


async def call(asked: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """Slack's answer, a JSON object; or Throttled (not taken), Undeliverable (not taken) or InDoubt (perhaps taken)."""
    try:
        with our_errors():
            answer = await asked
    except SlackApiError as error:
        raise ours(error) from None  # its text holds the whole answer
    except (AttributeError, LookupError, RecursionError, ValueError):  # the SDK fails on anything but a JSON object
        raise InDoubt(UNREADABLE) from None
    if not isinstance(answer.data, dict):
        raise InDoubt(UNREADABLE)
    return answer


def ours(error: SlackApiError) -> Throttled | Undeliverable | InDoubt:
    match error.response:
        case AsyncSlackResponse(status_code=int(status), headers=headers, data=data):
            name = _name(data)
        case aiohttp.ClientResponse(status=status, headers=headers):  # said to be JSON, but was not
            name = ""
        case _:
            return InDoubt(UNREADABLE)
    if status == TRY_LATER or name in LATER:
        return Throttled(_seconds(headers))
    if status >= SERVER_ERRORS or status == TIMED_OUT or name in PERHAPS:
        return InDoubt(name or str(status))
    return _refused(name)


def _refused(name: str) -> Undeliverable:
    if name in BAD_BLOCKS:
        return BadBlocks(name)
    return Revoked(name) if name in REVOKED else Blocked(name) if name in GONE else Undeliverable(name)


def _name(data: object) -> str:
    match data:
        case {"error": str(name)} if NAME.fullmatch(name):
            return name
        case _:
            return ""


def _seconds(headers: Mapping[str, str]) -> float:
    text = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    return min(float(text), LONGEST_WAIT) if text.isascii() and text.isdecimal() else DEFAULT_WAIT
