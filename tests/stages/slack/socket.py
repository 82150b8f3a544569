"""The other end of Socket Mode: sends envelopes and waits for their acknowledgement."""

import asyncio
import itertools

from aiohttp import WSMsgType, web

from tests.stages.slack.reading import Json


class Socket:
    def __init__(self) -> None:
        self.connected = asyncio.Event()
        self._connection: web.WebSocketResponse | None = None
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._count = itertools.count(1)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        self._connection = connection
        await connection.send_json({"type": "hello", "num_connections": 1})
        self.connected.set()
        async for message in connection:
            if message.type is WSMsgType.TEXT:
                self._acknowledged(message.json())
        return connection

    def _acknowledged(self, answer: Json) -> None:
        waiting = self._waiting.pop(answer["envelope_id"], None)
        if waiting and not waiting.done():
            waiting.set_result(answer.get("payload") or {})

    async def send(self, kind: str, payload: Json, *, seconds: float = 60, envelope: str = "") -> Json:
        """Send an envelope. Returns the payload of its acknowledgement; raises TimeoutError without one."""
        assert self._connection
        envelope = envelope or f"envelope-{next(self._count)}"
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[envelope] = waiting
        about = {"type": kind, "envelope_id": envelope, "payload": payload, "accepts_response_payload": True}
        await self._connection.send_json(about)
        return await asyncio.wait_for(waiting, seconds)

    async def close(self) -> None:
        if self._connection:
            await self._connection.close()
