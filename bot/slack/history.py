"""Checks whether a message is in somebody's chat with Heraut, where that is permitted."""

from datetime import datetime

from pydantic import ValidationError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.call import UNREADABLE, call
from bot.slack.wire import Wire
from bot.wire import Said
from handlers.core.messenger import CannotTell, InDoubt, Revoked, Undeliverable

KIND = "heraut_message"  # the name of our metadata
AT_ONCE = 100  # messages: far more than Heraut says to one person in minutes
PAGES = 5


class Posted(Wire):
    """A message in a chat. `metadata` may be another app's, of any shape."""

    ts: Said = ""
    bot_id: Said = ""
    metadata: object = None


class Next(Wire):
    next_cursor: Said = ""


class History(Wire):
    """The answer to conversations.history."""

    messages: tuple[Posted, ...]
    has_more: bool = False
    response_metadata: Next | None = None


def metadata(mark: str) -> dict[str, object]:
    """What a message carries. Other apps may read it, so it says nothing about anybody."""
    return {"event_type": KIND, "event_payload": {"id": mark}}


async def look_back(client: AsyncWebClient, person: str, mark: str, since: datetime) -> str | None:
    """Channel and timestamp of the message with `mark`; None when it is certainly not there. May raise CannotTell."""
    try:
        chat = await _chat(client, person)
        return await _find(client, chat, mark, f"{since.timestamp():.6f}")
    except Revoked as problem:
        if str(problem) == "missing_scope":
            raise CannotTell from None
        raise
    except Undeliverable:
        raise CannotTell from None


async def _chat(client: AsyncWebClient, person: str) -> str:
    match (await call(client.conversations_open(users=person))).data:
        case {"channel": {"id": str(chat)}} if chat:
            return chat
        case _:
            raise InDoubt(UNREADABLE)


async def _find(client: AsyncWebClient, chat: str, mark: str, since: str) -> str | None:
    """Page by page. A message is certainly not there only when every page was seen and could be read."""
    cursor, sure = "", True
    for _ in range(PAGES):
        page = await _page(client, chat, since, cursor)
        for said in page.messages:
            found = _mark(said)
            if found == mark:
                return f"{chat}:{said.ts}"
            sure = sure and found is not None
        cursor = page.response_metadata.next_cursor if page.response_metadata else ""
        if sure and not (cursor or page.has_more):
            return None
        if not cursor:
            break
    raise CannotTell


async def _page(client: AsyncWebClient, chat: str, since: str, cursor: str) -> History:
    asked = client.conversations_history(
        channel=chat, oldest=since, limit=AT_ONCE, include_all_metadata=True, cursor=cursor or None
    )
    try:
        return History.model_validate((await call(asked)).data)
    except ValidationError:
        raise InDoubt(UNREADABLE) from None


def _mark(said: Posted) -> str | None:
    """Empty when the message is not Heraut's; None when it may be, but cannot be read."""
    match said.metadata:
        case {"event_type": str(kind)} if kind != KIND:
            return ""
        case {"event_payload": {"id": str(mark)}}:
            return mark
        case _:
            return None if said.bot_id else ""
