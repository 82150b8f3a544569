"""Slack and Teams on this machine, in their own process, which records every message they take.

`python -m tests.chaos.platform AHEAD` prints its port. It ends with its standard input, and its clock is AHEAD s fast.
"""

import asyncio
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from aiohttp import web

from tests.chaos.fates import Fates, Mode, said

Args = dict[str, object]
NEEDED = {"chat.postMessage": ("channel", "text", "blocks"), "chat.update": ("channel", "ts", "text", "blocks")}
KNOWN = {
    "chat.postMessage": {"channel", "text", "blocks", "mrkdwn", "unfurl_links", "unfurl_media", "metadata"},
    "chat.update": {"channel", "ts", "text", "blocks"},
}
ACTIVITY = {"type", "id", "summary", "attachments"}
CONVERSATIONS = "/teams/v3/conversations/"
MOST_BLOCKS = 50


class Taken(NamedTuple):
    """One message that the platform took, `at` a time on the machine's monotonic clock."""

    at: float
    what: str  # post or change
    address: str
    mark: str


def workspace_of(address: str) -> str:
    """The workspace in the ids of a chaos crowd: U012000345, and D012000345 for the chat with that person."""
    return f"T{address[1:4]}"


class Platform:
    def __init__(self, ahead: float) -> None:
        self.fates = Fates(seed=4)
        self.record: list[Taken] = []
        self.violations: list[str] = []
        self.calls: defaultdict[str, int] = defaultdict(int)
        self._ahead = ahead
        self._history: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
        self._asked: dict[str, Callable[[Args], web.Response]] = {
            "auth.test": lambda _: said({"ok": True, "team_id": "T000", "team": "Storm", "user_id": "UHERAUT"}),
            "conversations.open": self._open,
            "conversations.history": self._read,
        }

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Serve Slack's methods, Teams' activities, and the harness's questions."""
        path = request.path
        if path.startswith("/api/"):
            return await self._slack(request, path[5:])
        if path.startswith(CONVERSATIONS):
            return await self._teams(request, path[len(CONVERSATIONS) :].split("/"))
        if path == "/mode":
            self.fates.mode = Mode.model_validate_json(await request.read())
            return said({})
        if path == "/count":
            return said(len(self.record))
        seen = {"early": self.fates.early, "drawn": self.fates.drawn, "calls": self.calls}
        return said({"record": self.record, "violations": self.violations[:20], **seen})

    # ── Slack ─────────────────────────────────────────────────────────────────────────────────────

    async def _slack(self, request: web.BaseRequest, method: str) -> web.StreamResponse:
        args = await _args(request)
        if not request.headers.get("Authorization", "").startswith("Bearer xoxb-"):
            return _no("not_authed")
        if method in self._asked:
            fate = self.fates.draw(workspace_of(str(args.get("channel") or args.get("users") or "T000")))
            return await self.fates.befall(fate, request, self._asked[method](args))
        if method not in KNOWN:
            self.violations.append(f"{method}: no business here")
            return _no("unknown_method")
        if wrong := self._wrong(method, args):
            self.violations.append(f"{method}: {wrong}")
            return _no("invalid_arguments")
        return await self._say(request, method, args, str(args["channel"]))

    def _wrong(self, method: str, args: Args) -> str:
        missing = [name for name in NEEDED[method] if not args.get(name)]
        strange = [name for name in args if name not in KNOWN[method]]
        blocks = args.get("blocks")
        if missing or strange or not (isinstance(blocks, list) and len(blocks) <= MOST_BLOCKS):
            return f"missing {missing}, unknown {strange}, {type(blocks)}"
        return "" if method == "chat.update" or _mark(args) else "no mark"

    async def _say(self, request: web.BaseRequest, method: str, args: Args, channel: str) -> web.Response:
        workspace = workspace_of(channel)
        self.calls[channel] += 1
        await self.fates.ponder()
        if seconds := self.fates.wait(workspace, channel, request.transport):
            answer = said({"ok": False, "error": "ratelimited"}, 429)
            answer.headers["Retry-After"] = str(seconds)
            return answer
        if workspace in self.fates.mode.revoked:
            return _no("token_revoked")
        error = self.fates.mode.errors.get(channel, "")
        if error:
            return web.Response(status=500) if error == "500" else _no(error)
        fate = self.fates.draw(workspace)
        answer = web.Response(status=500)
        if fate not in ("refused", "hanging"):
            answer = self._post(args, channel) if method == "chat.postMessage" else self._change(args, channel)
        return await self.fates.befall(fate, request, answer)

    def _post(self, args: Args, address: str) -> web.Response:
        channel = f"D{address[1:]}" if address.startswith("U") else address
        ts = f"{time.time() + self._ahead:.6f}"
        self.record.append(Taken(time.monotonic(), "post", address, _mark(args)))
        self._history[channel].append({"type": "message", "bot_id": "B1", "ts": ts, "metadata": args["metadata"]})
        return said({"ok": True, "channel": channel, "ts": ts, "message": {"text": args["text"]}})

    def _change(self, args: Args, channel: str) -> web.Response:
        if not any(one["ts"] == args["ts"] for one in self._history[channel]):
            return _no("message_not_found")
        self.record.append(Taken(time.monotonic(), "change", f"U{channel[1:]}", ""))
        return said({"ok": True, "channel": channel, "ts": args["ts"], "text": args["text"]})

    def _open(self, args: Args) -> web.Response:
        who = str(args.get("users", ""))
        return said({"ok": True, "channel": {"id": f"D{who[1:]}"}}) if who.startswith("U") else _no("user_not_found")

    def _read(self, args: Args) -> web.Response:
        if not self.fates.mode.history:
            return said({"ok": False, "error": "missing_scope", "needed": "im:history", "provided": "chat:write"})
        most = min(int(str(args.get("limit", 100))), self.fates.mode.page)
        since, cursor = float(str(args.get("oldest", 0))), int(str(args.get("cursor") or 0))
        found = [one for one in self._history[str(args["channel"])] if float(str(one["ts"])) > since]
        page, more = found[cursor : cursor + most], len(found) > cursor + most
        if args.get("include_all_metadata") != "1":
            page = [{name: value for name, value in one.items() if name != "metadata"} for one in page]
        onward = {"response_metadata": {"next_cursor": str(cursor + most)}} if more else {}
        return said({"ok": True, "messages": page[::-1], "has_more": more, **onward})

    # ── Teams ─────────────────────────────────────────────────────────────────────────────────────

    async def _teams(self, request: web.BaseRequest, path: list[str]) -> web.StreamResponse:
        body = json.loads(await request.read())
        strange, cards = body.keys() - ACTIVITY, body.get("attachments")
        if strange or body.get("type") != "message" or not (isinstance(cards, list) and len(cards) == 1):
            self.violations.append(f"activity: unknown {strange}, {body.get('type')}, {type(cards)}")
            return said({"error": {"code": "BadSyntax"}}, 400)
        address = path[0]
        self.calls[address] += 1
        await self.fates.ponder()
        if seconds := self.fates.wait("teams", address, request.transport):
            answer = said({"error": {"code": "TooManyRequests"}}, 429)
            answer.headers["Retry-After"] = str(seconds)
            return answer
        fate = self.fates.draw("teams")
        if fate not in ("refused", "hanging"):
            what = "change" if request.method == "PUT" else "post"
            self.record.append(Taken(time.monotonic(), what, address, ""))
        return await self.fates.befall(fate, request, said({"id": str(len(self.record))}, 201))


def _mark(args: Args) -> str:
    match args.get("metadata"):
        case {"event_type": "heraut_message", "event_payload": {"id": str(mark)}}:
            return mark
        case _:
            return ""


async def _args(request: web.BaseRequest) -> Args:
    if request.content_type == "application/json":
        found = json.loads(await request.read())
        return found if isinstance(found, dict) else {}
    return {**request.query, **(await request.post())}


def _no(error: str) -> web.Response:
    return said({"ok": False, "error": error})


async def main(ahead: float) -> None:
    """Serve until standard input ends, which means that the starting process is gone."""
    runner = web.ServerRunner(web.Server(Platform(ahead).serve, access_log=None), shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1])))
