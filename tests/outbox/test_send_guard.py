"""A message that may no longer be sent is not written. The last check is right before the write."""

from itertools import count

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.teams.http import Http
from handlers.core.messenger import Throttled
from handlers.outbox.send_guard import CHECK


@pytest.mark.parametrize("looks", [0, 1])
async def test_a_message_refused_at_any_check_is_not_written(looks: int):
    heard, so_far = [], count()

    async def hear(request: web.Request) -> web.Response:
        heard.append(await request.text())
        return web.json_response({})

    def check() -> None:
        if next(so_far) >= looks:
            raise Throttled(7.0)

    app = web.Application()
    app.router.add_post("/", hear)
    async with TestServer(app) as server:
        http = Http()
        CHECK.set(check)
        with pytest.raises(Throttled) as refused:
            await http.ask("POST", str(server.make_url("/")), data='{"text": "Hello"}')
        await http.close()
    assert (refused.value.seconds, heard, next(so_far)) == (7.0, [], looks + 1)
