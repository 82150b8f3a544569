"""Connections to other people's servers: to public addresses only, whatever a name, a redirect or a resolver says."""

import errno
import socket

from aiohttp import AddrInfoType, ClientSession, DummyCookieJar, TCPConnector
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.web.reachable import public

PORTS = frozenset({80, 443})
LONGEST_HEADER = 64 * 1024  # bytes; some sites send more than aiohttp's 8,190 for their security policy
AGENT = "Mozilla/5.0 (compatible; Heraut/1.0; link preview)"
Origin = tuple[str, int]


def guarded(info: AddrInfoType) -> socket.socket:
    """Checks the address that is really connected to, after each name, redirect and second answer of a resolver."""
    family, kind, protocol, _, address = info
    if not public(str(address[0])):
        raise OSError(errno.EACCES, "not a public address")
    return socket.socket(family, kind, protocol)


class Sessions:
    """Sessions, until close(). `allowed` origins may be anywhere, even here."""

    def __init__(
        self,
        allowed: frozenset[Origin],
        ports: frozenset[int],
        resolver: AbstractResolver | None,
        headers: dict[str, str],
    ) -> None:
        self._allowed = allowed
        self._ports = ports
        self._resolver = resolver
        self._headers = headers
        self._sessions: dict[bool, ClientSession] = {}  # by whether it is exempt: the two never share a connection

    def to(self, target: URL) -> ClientSession | None:
        """Made when first needed, because it belongs to the running loop. None for ports that are never read."""
        exempt = (target.raw_host, target.port) in self._allowed
        if not exempt and target.port not in self._ports:
            return None
        if exempt not in self._sessions:
            self._sessions[exempt] = self._open(exempt)
        return self._sessions[exempt]

    async def close(self) -> None:
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    def _open(self, exempt: bool) -> ClientSession:
        connector = TCPConnector(socket_factory=None if exempt else guarded, resolver=self._resolver)
        return ClientSession(
            connector=connector,
            cookie_jar=DummyCookieJar(),
            headers=self._headers,
            trust_env=False,
            max_field_size=LONGEST_HEADER,
        )
