"""The share page: the person's text, a link to the network's composer, and "I posted it". Works without scripts."""

from typing import Protocol
from urllib.parse import quote

from aiohttp import web

from bot.web import forms
from bot.web.guard import Handler, guarded, html, policy, see_other
from bot.web.render import Pen, web_address
from handlers.content.lengths import Length, measured
from handlers.content.networks import text_with_address
from handlers.core.interaction import Card, FormErrors, Frozen, Refused
from handlers.core.language import Words, mark
from handlers.disclosure.lines import fitted_to, says_so
from handlers.links.visitors import Hit
from handlers.sharing.share_page_view import NearCopy, NetworkChoice, SharePage

LONGEST = 10_000  # characters of a text that are counted
TOO_LONG = mark("This is too long for {network} by {n}. Shorten it, or go on if your account takes more.")
PRIVATE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}


class Sharing(Protocol):
    """What happens behind the page. The token is the key: anybody who has it counts as the person."""

    async def page(self, hit: Hit, /) -> SharePage | None:
        """What to show; None when no share has this token. The visitor is taken for the author of the share."""

    async def opened(self, token: str, network: str, text: str, /, *, anyway: bool = False) -> str:
        """The person goes to the network with this text. Returns the composer's address. Raises Refused, NearCopy."""

    async def posted(self, token: str, network: str, address: str, /) -> Card | FormErrors:
        """The person says that it is posted, and perhaps where. Raises Refused."""


class Draft(Frozen):
    """What the person has on the page, not yet sent anywhere."""

    network: str
    text: str
    address: str = ""
    problem: str = ""  # a sentence to show first
    anyway: bool = False  # pressing once more goes on in spite of the problem
    counted: bool = False  # the person has seen how long it is
    address_problem: str = ""  # a sentence to show beside the address


class Share:
    """The routes of the page."""

    def __init__(self, sharing: Sharing) -> None:
        self._sharing = sharing

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/share/{token}", _private(self.show)),
            web.get("/share/{token}/{network}", _private(self.show)),
            web.post("/share/{token}/length", _private(self.length)),
            web.post("/share/{token}/open", _private(self.open)),
            web.post("/share/{token}/posted", _private(self.posted)),
        ]

    async def show(self, request: web.Request) -> web.Response:
        page = await self._page(request)
        network = request.match_info.get("network", "")
        if network and not _network(page, network):
            raise web.HTTPNotFound
        network = network or page.network or next((one.name for one in page.networks), "")
        text = fitted_to(_text(page, request.query.get("text", "")), page.lines, network)
        return _shown(request, page, Draft(network=network, text=text))

    async def length(self, request: web.Request) -> web.Response:
        """Counts what is on the page, by the rule that everybody counts by. Nothing is looked up or kept."""
        fields = await forms.read(request)
        text, link = fields.one("text"), fields.one("url")[:LONGEST]
        if len(text) > LONGEST:
            raise web.HTTPRequestEntityTooLarge(LONGEST, len(text))
        found = measured(fields.one("network"), text, link)
        told = {"over": found.over, "paste": text_with_address(text, link), "said": says_so(text)}
        return web.json_response({**found._asdict(), **told})

    async def open(self, request: web.Request) -> web.Response:
        page, fields = await self._page(request), await forms.read(request)
        draft = Draft(network=fields.one("network"), text=fields.one("text"), counted=bool(fields.one("counted")))
        if not draft.counted and (problem := _too_long(page, draft)):
            return _shown(request, page, draft.model_copy(update={"problem": problem, "counted": True}))
        try:
            anyway = bool(fields.one("anyway"))
            composer = await self._sharing.opened(page.token, draft.network, draft.text, anyway=anyway)
        except Refused as refusal:
            said = {"problem": _said(refusal, page), "anyway": isinstance(refusal, NearCopy)}
            return _shown(request, page, draft.model_copy(update=said))
        return see_other(composer or f"/share/{quote(page.token, safe='')}/{quote(draft.network, safe='')}")

    async def posted(self, request: web.Request) -> web.Response:
        page, fields = await self._page(request), await forms.read(request)
        network, address = fields.one("network"), fields.one("address").strip()
        draft = Draft(network=network, text=page.text, address=address)
        try:
            said = await self._sharing.posted(page.token, network, address)
        except Refused as refusal:
            return _shown(request, page, draft.model_copy(update={"problem": _said(refusal, page)}))
        if isinstance(said, FormErrors):
            return _shown(request, page, draft.model_copy(update={"address_problem": " ".join(said.errors.values())}))
        return _thanked(page, said)

    async def _page(self, request: web.Request) -> SharePage:
        hit = Hit(request.match_info["token"], request.method, request.headers, request.remote or "")
        if not (page := await self._sharing.page(hit)):
            raise web.HTTPNotFound
        return page


class SharePen(Pen):
    """Draws the preview as the network will: its picture may come from the shared page."""

    def picture(self, address: str) -> str:
        found = web_address(address)
        return super().picture(address) or (address if found and found.scheme == "https" else "")


def _private(handler: Handler) -> Handler:
    async def answered(request: web.Request) -> web.StreamResponse:
        if request.headers.get("Sec-Fetch-Site") == "cross-site" and request.method == "POST":
            raise web.HTTPForbidden
        return await handler(request)

    async def kept_private(request: web.Request) -> web.StreamResponse:
        response = await guarded(answered)(request)
        response.headers.update(PRIVATE)
        return response

    return kept_private


def _network(page: SharePage, name: str) -> NetworkChoice | None:
    return next((network for network in page.networks if network.name == name), None)


def _length(page: SharePage, draft: Draft, network: NetworkChoice | None) -> Length:
    return measured(network.name if network else "", draft.text[:LONGEST], page.link)


def _too_long(page: SharePage, draft: Draft) -> str:
    """For browsers without scripts, which have not counted. Some accounts may write more, so it is no refusal."""
    network = _network(page, draft.network)
    over = _length(page, draft, network).over
    return Words(page.locale).t(TOO_LONG, network=network.label, n=over) if network and over else ""


def _text(page: SharePage, chosen: str) -> str:
    """The person's text, or the suggested text with the number they asked for."""
    number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 4 else -1
    return page.texts[number] if 0 <= number < len(page.texts) else page.text


def _said(refusal: Refused, page: SharePage) -> str:
    return Words(page.locale).t(refusal.sentence, **refusal.places)


def _shown(request: web.Request, page: SharePage, draft: Draft) -> web.Response:
    chosen = _network(page, draft.network) or (page.networks[0] if page.networks else None)
    pen = SharePen(Words(page.locale), str, [f"{request.scheme}://{request.host}"])
    spoiled = draft.problem or draft.address_problem
    preview = pen.part(page.preview, None)
    length = _length(page, draft, chosen)
    name = chosen.name if chosen else ""
    said = says_so(draft.text)
    drawn = pen.page("share.html", page=page, draft=draft, chosen=name, preview=preview, length=length, said=said)
    response = html(drawn, status=422 if spoiled else 200)
    response.headers["Content-Security-Policy"] = _policy(page)
    return response


def _thanked(page: SharePage, card: Card) -> web.Response:
    pen = Pen(Words(page.locale), str)
    return html(pen.page("thanks.html", title=card.title, card=pen.card(card)))


def _policy(page: SharePage) -> str:
    """Allows pictures from here, and from the origin of the preview's picture."""
    found = web_address(page.preview.image)
    return policy(img_src=f"'self' data: {found.origin()}" if found and found.scheme == "https" else "'self' data:")
