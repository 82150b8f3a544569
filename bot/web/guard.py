"""Guards every page: who may ask, which headers it gets, and how mistakes are told."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.web.render import Pen
from handlers.core.addresses import parsed
from handlers.core.interaction import Unavailable
from handlers.core.language import Words, mark

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# A form may lead to a page of a network, and browsers apply form-action to redirects too.
POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self' https:",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
PROBLEMS = {
    400: mark("Heraut cannot read this request."),
    403: mark("This page only listens to itself: open it at its own address."),
    404: mark("There is no page here."),
    405: mark("This page cannot be used in that way."),
    413: mark("This is more than Heraut can read at once."),
    415: mark("Heraut reads forms, not this."),
    429: mark("Too many links that there are not. Please try again in a minute."),
    503: mark("Heraut cannot reach what it knows just now. Please try again in a minute."),
}


def policy(**changes: str) -> str:
    """The Content-Security-Policy, with some of its parts changed (img_src for img-src)."""
    parts = POLICY | {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def guarded(handler: Handler) -> Handler:
    """The handler with the headers that every page has; its errors become pages."""

    async def answered(request: web.Request) -> web.StreamResponse:
        try:
            response = await handler(request)
        except web.HTTPClientError as error:
            response = problem(request, error.status)
        except Unavailable:
            response = problem(request, web.HTTPServiceUnavailable.status_code)
        if not response.prepared:
            for name, value in {**HEADERS, "Content-Security-Policy": policy()}.items():
                response.headers.setdefault(name, value)
        return response

    return answered


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The door of the playground: own host names only, and posts from own pages (no rebinding, no forged requests)."""

    async def let_in(request: web.Request) -> web.StreamResponse:
        if not local(request) or (request.method not in {"GET", "HEAD"} and not from_itself(request)):
            raise web.HTTPForbidden
        return await handler(request)

    return await guarded(let_in)(request)


def local(request: web.Request) -> bool:
    found = parsed(f"http://{request.host}")
    return found is not None and found.raw_host in LOOPBACK


def from_itself(request: web.Request) -> bool:
    """Browsers say where a request comes from. A client that does not say is no browser, so nobody is tricked."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.host}"


def problem(request: web.Request, status: int) -> web.Response:
    words = Words(request.headers.get("Accept-Language", ""))
    sentence = words.t(PROBLEMS.get(status, PROBLEMS[400]))
    return html(Pen(words, str).page("problem.html", sentence=sentence), status=status)


def html(text: str, *, status: int = 200) -> web.Response:
    return web.Response(text=text, content_type="text/html", charset="utf-8", status=status)


def see_other(address: str) -> web.Response:
    return web.Response(status=303, headers={"Location": address})
