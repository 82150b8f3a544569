"""Reads forms with files, part by part, so that no file is ever larger in memory than its page allows."""

from collections.abc import Mapping

from aiohttp import BodyPartReader, web

from bot.web.forms import FIELDS, Fields

LONGEST = 8000  # bytes of a field that is no file
MOST = 64 * 1024 * 1024  # bytes that are read past, so that the browser shows our answer


async def files_sent(request: web.Request, largest: int) -> tuple[Fields, Mapping[str, bytes | None]]:
    """The fields and the files. Raises 400, 413 or 415."""
    if request.content_type != "multipart/form-data":
        raise web.HTTPUnsupportedMediaType(text="Send a form.")
    pairs: list[tuple[str, str]] = []
    files: dict[str, bytes | None] = {}
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or len(pairs) + len(files) >= FIELDS:
                raise web.HTTPBadRequest(text="This form cannot be read.")
            name = part.name or ""
            if part.filename is None:
                pairs.append((name, _text(await _within(part, LONGEST))))
            else:
                files[name] = await _within(part, largest)
    except ValueError:
        raise web.HTTPBadRequest(text="This form cannot be read.") from None
    return Fields(pairs), files


async def _within(part: BodyPartReader, largest: int) -> bytes | None:
    """What was sent; None if it is more than may be."""
    kept, size = bytearray(), 0
    while chunk := await part.read_chunk():
        size += len(chunk)
        if size > MOST:
            raise web.HTTPRequestEntityTooLarge(max_size=MOST, actual_size=size)
        if size <= largest:
            kept += chunk
    return bytes(kept) if size <= largest else None


def _text(sent: bytes | None) -> str:
    if sent is None or b"\0" in sent:
        raise ValueError("not a text of a form")
    return sent.decode("utf-8").replace("\r\n", "\n")
