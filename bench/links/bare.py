"""The baseline for links: a redirect by aiohttp and nothing else, `python -m bench.links.bare PORT`."""

import sys

from aiohttp import web


async def redirect(_: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": "https://acme.example/news/third-wind-farm-0"})


if __name__ == "__main__":
    app = web.Application()
    app.router.add_get("/l/{token}", redirect)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
