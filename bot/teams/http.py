"""One pool of connections to Microsoft, opened when it is first used."""

import json
from typing import NamedTuple

import aiohttp

from bot.connection import last_check, our_errors

PATIENCE = aiohttp.ClientTimeout(total=10, sock_connect=5)
LARGEST = 1024 * 1024


class Got(NamedTuple):
    """An answer; `found` is its JSON object, empty when it has none."""

    status: int
    found: dict[str, object]
    body: bytes
    retry_after: str


class Http:
    def __init__(self, patience: aiohttp.ClientTimeout = PATIENCE) -> None:
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None

    async def ask(
        self,
        method: str,
        url: str,
        headers: dict[str, str] | None = None,
        data: str | bytes | dict[str, str] | None = None,
        seconds: float | None = None,
    ) -> Got:
        """Once, and no redirects. Raises Throttled (nobody there, so not taken) or InDoubt (perhaps taken)."""
        patience = aiohttp.ClientTimeout(total=seconds) if seconds else self._patience
        with our_errors(ValueError):
            async with self._open().request(
                method, url, headers=headers, data=data, timeout=patience, allow_redirects=False
            ) as response:
                body = await _read(response)
                return Got(response.status, _object(body), body, response.headers.get("Retry-After", ""))

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._patience, trace_configs=[last_check()])
        return self._session


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > LARGEST:
            raise ValueError("too long")
    return bytes(body)


def _object(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
