"""What may happen to a request in place of an answer, on each of Microsoft's servers."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from typing import NamedTuple

from aiohttp import web


class Trouble(NamedTuple):
    """One trouble. `kind` is "status", "hang" (until it is released) or "drop" (after it was accepted)."""

    kind: str
    status: int = 200
    code: str = ""
    headers: dict[str, str] = {}
    body: str | None = None  # in place of an error in Teams' words


class Troubles(defaultdict[str, deque[Trouble]]):
    """Troubles to come, by what is requested. Each comes once, in turn."""

    def __init__(self) -> None:
        super().__init__(deque)
        self.hanging = asyncio.Event()
        self.let_go = asyncio.Event()

    async def meet(self, what: str, request: web.Request, answer: Callable[[], web.Response]) -> web.Response:
        trouble = self[what].popleft() if self[what] else Trouble("")
        match trouble.kind:
            case "":
                return answer()
            case "hang":
                self.hanging.set()
                await self.let_go.wait()
                return answer()
            case "drop":
                response = answer()
                if request.transport:
                    request.transport.close()
                return response
            case _:
                return refused(trouble)


def refusal(status: int, code: str = "", body: str | None = None, **headers: str) -> Trouble:
    return Trouble("status", status, code, headers, body)


def refused(trouble: Trouble) -> web.Response:
    if trouble.body is not None:
        return web.Response(
            status=trouble.status, text=trouble.body, headers=trouble.headers, content_type="application/json"
        )
    error = {"code": trouble.code or "ServiceError", "message": "As Teams would say it, with names."}
    return web.json_response({"error": error}, status=trouble.status, headers=trouble.headers)
