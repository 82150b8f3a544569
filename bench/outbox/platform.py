"""A platform that accepts messages at once, optionally up to a limit: `python -m bench.outbox.platform PORT`.

GET /limit/N starts a count: each workspace (by its token) may then post N in any second. GET /said returns the counts.
"""

import sys
import time
from collections import defaultdict, deque
from collections.abc import Mapping

from aiohttp import web


class Platform:
    """Counts messages accepted, refused, and sent before their Retry-After was over."""

    def __init__(self) -> None:
        self.count(0)

    def count(self, limit: int) -> None:
        """Start counting, with at most `limit` a second; 0 means no limit."""
        self.limit = limit
        self.taken: dict[str, float] = {}  # when, by mark
        self.refused = self.early = self.repeated = 0
        self.posts: defaultdict[str, deque[float]] = defaultdict(deque)
        self.until: dict[str, float] = {}

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/limit/{limit}", self.begin)
        app.router.add_get("/said", self.counts)
        app.router.add_post("/api/chat.postMessage", self.post)
        return app

    async def begin(self, request: web.Request) -> web.Response:
        self.count(int(request.match_info["limit"]))
        return web.json_response({})

    async def counts(self, request: web.Request) -> web.Response:
        times = sorted(self.taken.values())
        spent = times[-1] - times[0] if times else 0
        known = {"refused": self.refused, "early": self.early, "repeated": self.repeated}
        return web.json_response({"taken": len(times), "seconds": spent, **known})

    async def post(self, request: web.Request) -> web.Response:
        body, who, now = await request.json(), request.headers["Authorization"], time.perf_counter()
        self.early += now < self.until.get(who, 0)
        if self.limit and not self._within(self.posts[who], now):
            self.refused += 1
            self.until[who] = now + 1
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})
        mark = self._mark(body)
        self.repeated += mark in self.taken
        self.taken[mark] = now
        return web.json_response({"ok": True, "channel": "D1", "ts": f"{len(self.taken)}.1"})

    def _within(self, posts: deque[float], now: float) -> bool:
        while posts and posts[0] <= now - 1:
            posts.popleft()
        if len(posts) >= self.limit:
            return False
        posts.append(now)
        return True

    def _mark(self, body: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
        return body["metadata"]["event_payload"]["id"]


if __name__ == "__main__":
    web.run_app(Platform().app(), host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
