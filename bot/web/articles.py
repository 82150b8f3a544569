"""The made-up company's web site, served by the playground: its articles are what link previews are read from."""

from aiohttp import web
from markupsafe import Markup

from bot.web.company import Article, Company
from bot.web.guard import html
from bot.web.render import Pen
from handlers.core.language import Words


class Articles:
    """The routes of the site. Open Graph needs absolute addresses, below the playground's own `address`."""

    def __init__(self, company: Company, address: str) -> None:
        self._company = company
        self._address = address

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/articles", self.all),
            web.get("/articles/{slug}.svg", self.picture),
            web.get("/articles/{slug}", self.one),
        ]

    async def all(self, request: web.Request) -> web.Response:
        words = Words(request.headers.get("Accept-Language", ""))
        return html(self._draw("articles.html", words, articles=self._company.articles))

    async def one(self, request: web.Request) -> web.Response:
        article = self._wanted(request)
        others = [other for other in self._company.articles if other.language == article.language and other != article]
        return html(self._draw("article.html", Words(article.language), article=article, others=others[:3]))

    async def picture(self, request: web.Request) -> web.Response:
        article = self._wanted(request)
        drawn = self._draw("article.svg", Words(article.language), article=article)
        return web.Response(text=drawn, content_type="image/svg+xml", charset="utf-8")

    def _wanted(self, request: web.Request) -> Article:
        if not (article := self._company.article(request.match_info["slug"])):
            raise web.HTTPNotFound
        return article

    def _draw(self, template: str, words: Words, **what: object) -> Markup:
        return Pen(words, str).page(template, company=self._company, address=self._address, **what)
