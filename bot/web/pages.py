"""The pages and files of all features, each with the headers that every page has."""

from collections.abc import Iterable, Iterator, Mapping

from aiohttp import web

from bot.web import forms
from bot.web.files import files_sent
from bot.web.guard import Handler, guarded, html, policy
from bot.web.render import Pen, web_address
from bot.web.share import PRIVATE, SharePen
from handlers.core.language import Words
from handlers.registry.list_page import ListPage
from handlers.registry.surfaces import CardPage, Method, PageAnswer, PageContext, PageRequest, UploadPage, WebPage


def routes(pages: Iterable[WebPage], context: PageContext) -> Iterator[web.RouteDef]:
    for page in pages:
        for method in page.methods:
            handler = guarded(_answering(page, method, context))
            yield web.get(page.path, handler) if method == "GET" else web.post(page.path, handler)


def _answering(page: WebPage, method: Method, context: PageContext) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        match await page.answer(context, await _read(request, method, page.largest)):
            case None:
                raise web.HTTPNotFound
            case ListPage() as found:
                return _listed(request, found)
            case UploadPage() as asked:
                return _asked(asked)
            case CardPage() as drawn:
                return _drawn(drawn)
            case PageAnswer() as answered:
                headers = {**answered.headers, "Content-Type": answered.kind}
                return web.Response(body=answered.body, status=answered.status, headers=headers)

    return answer


async def _read(request: web.Request, method: Method, largest: int) -> PageRequest:
    fields: Mapping[str, tuple[str, ...]] = {}
    files: Mapping[str, bytes | None] = {}
    if method == "POST":
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            raise web.HTTPForbidden
        if largest:
            sent, files = await files_sent(request, largest)
            fields = sent.every()
        else:
            fields = (await forms.read(request)).every()
    languages = request.headers.get("Accept-Language", "")
    unless = frozenset(tag.value for tag in request.if_none_match or ())
    return PageRequest(method, dict(request.match_info), dict(request.query), fields, languages, files, unless)


def _asked(page: UploadPage) -> web.Response:
    pen = Pen(Words(page.locale), str)
    drawn = [pen.field(field, field.value, page.errors.get(field.name, "")) for field in page.inputs]
    response = html(pen.page("upload.html", page=page, fields=drawn), status=422 if page.errors else 200)
    response.headers.update(PRIVATE)
    return response


def _drawn(page: CardPage) -> web.Response:
    pen = Pen(Words(page.locale), str)
    response = html(pen.page("card-page.html", title=page.card.title, card=pen.card(page.card)))
    response.headers.update(PRIVATE)
    return response


def _listed(request: web.Request, page: ListPage) -> web.Response:
    """The page as everything on the web looks. Its pictures may come from the pages that are listed."""
    pen = SharePen(Words(page.locale), str, [f"{request.scheme}://{request.host}"])
    found = [web_address(entry.shown.image) for entry in page.entries]
    origins = sorted({str(one.origin()) for one in found if one and one.scheme == "https"})
    entries = [(entry, pen.part(entry.shown, None)) for entry in page.entries]
    response = html(pen.page("list.html", page=page, entries=entries), status=422 if page.problem else 200)
    response.headers["Content-Security-Policy"] = policy(img_src=" ".join(("'self' data:", *origins)))
    response.headers.update(PRIVATE)
    return response
