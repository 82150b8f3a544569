"""Trouble between Heraut and a local Slack: refusals, silence, and unreadable answers."""

import asyncio
import json
from dataclasses import dataclass, field

from aiohttp import web

TAKEN = frozenset({"drop", "garble"})  # Slack did what was asked, but Heraut does not hear of it


@dataclass
class Trouble:
    """What the next call gets in place of an answer: "status", "hang"; or once it was accepted: "drop", "garble"."""

    kind: str
    status: int = 200
    error: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""  # in place of `error`
    content_type: str = "application/json"

    @property
    def taken(self) -> bool:
        return self.kind in TAKEN


async def troubled(trouble: Trouble, request: web.Request) -> web.Response:
    if trouble.kind in {"status", "garble"}:
        headers = {"Content-Type": _type(trouble), **trouble.headers}
        return web.Response(status=trouble.status, body=_body(trouble), headers=headers)
    if trouble.kind == "hang":
        await asyncio.sleep(60)
    if request.transport:
        request.transport.close()
    return web.Response()


def _body(trouble: Trouble) -> bytes:
    said = json.dumps({"ok": False, "error": trouble.error}).encode() if trouble.error else b"<html>sorry</html>"
    return trouble.body or (said if trouble.kind == "status" else b"")


def _type(trouble: Trouble) -> str:
    return trouble.content_type if trouble.body or trouble.error or trouble.kind == "garble" else "text/html"
