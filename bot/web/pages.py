"""The pages and files of all features, each with the headers that every page has."""

from collections.abc import Iterable, Iterator, Mapping

from aiohttp import web

from bot.web import forms
from bot.web.guard import Handler, guarded
from handlers.registry.surfaces import Method, PageContext, PageRequest, WebPage


def routes(pages: Iterable[WebPage], context: PageContext) -> Iterator[web.RouteDef]:
    for page in pages:
        for method in page.methods:
            handler = guarded(_answering(page, method, context))
            yield web.get(page.path, handler) if method == "GET" else web.post(page.path, handler)


def _answering(page: WebPage, method: Method, context: PageContext) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        answered = await page.answer(context, await _read(request, method))
        if answered is None:
            raise web.HTTPNotFound
        headers = {**answered.headers, "Content-Type": answered.kind}
        return web.Response(body=answered.body, status=answered.status, headers=headers)

    return answer


async def _read(request: web.Request, method: Method) -> PageRequest:
    fields: Mapping[str, tuple[str, ...]] = {}
    if method == "POST":
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            raise web.HTTPForbidden
        fields = (await forms.read(request)).every()
    languages = request.headers.get("Accept-Language", "")
    return PageRequest(method, dict(request.match_info), dict(request.query), fields, languages)
