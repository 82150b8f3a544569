"""Stands in for Slack's Web API, `python -m bench.slack.stand_in PORT`: answers at once, counts the cards replaced."""

import sys

from aiohttp import web

TEAM, TOKEN, SECRET = "T1", "xoxb-1-bench", "8f742231b10e8888abcd99yyyzzz85a5"
EVENTS = "/slack/events"
AUTH = {"ok": True, "team_id": TEAM, "team": "Acme", "user_id": "UHERAUT", "bot_id": "B1"}
USER = {"name": "someone", "locale": "en-GB", "tz": "Europe/Amsterdam", "profile": {"display_name": "Someone"}}


class Slack:
    def __init__(self) -> None:
        self.replaced: set[str] = set()

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/api/auth.test", self.auth)
        app.router.add_post("/api/users.info", self.user)
        app.router.add_post("/response/{id}", self.response)
        app.router.add_get("/said", self.said)
        return app

    async def auth(self, request: web.Request) -> web.Response:
        return web.json_response(AUTH)

    async def user(self, request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "user": USER})

    async def response(self, request: web.Request) -> web.Response:
        """A share card must replace the nudge; a refusal would appear beside it."""
        said = await request.json()
        if said["replace_original"]:
            self.replaced.add(request.match_info["id"])
        return web.Response(text="ok")

    async def said(self, request: web.Request) -> web.Response:
        return web.json_response(len(self.replaced))


if __name__ == "__main__":
    web.run_app(Slack().app(), host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
