"""The playground over HTTP: its page, and what people press, type and submit there."""

import re
from collections.abc import Callable, Mapping
from typing import Literal, Protocol
from urllib.parse import urlencode

from aiohttp import web

from bot.web import forms
from bot.web.company import Person
from bot.web.dialogue import Dialogue
from bot.web.guard import html, see_other
from bot.web.render import safe
from bot.web.rooms import Post
from bot.web.view import Viewer, mint
from handlers.core.interaction import Buttons, Card
from handlers.core.language import Language, Words

Step = Literal["hour", "day", "monday"]
Suggest = Callable[[Person], tuple[str, ...]]

KEY = re.compile(r"[0-9a-f]{16}")
NAME = 200  # characters of an action or a target
LANGUAGES: Mapping[str, Language] = {"en": "en", "nl": "nl"}
STEPS: dict[str, Step] = {"hour": "hour", "day": "day", "monday": "monday"}


class Clock(Protocol):
    """The time of the playground. Moving it runs everything that becomes due on the way."""

    async def forward(self, step: Step, /) -> None: ...


class Listener:
    """The routes of the chat client. `address` is the playground's own, as links name it."""

    def __init__(self, dialogue: Dialogue, clock: Clock, suggest: Suggest, address: str) -> None:
        self._dialogue = dialogue
        self._rooms = dialogue.rooms
        self._clock = clock
        self._suggest = suggest
        self._address = address

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.page),
            web.post("/as/{person}/command", self.command),
            web.post("/as/{person}/press", self.press),
            web.post("/as/{person}/submit", self.submit),
            web.post("/as/{person}/cancel", self.cancel),
            web.post("/clock", self.forward),
            web.post("/language", self.speak),
            web.post("/tour", self.hide_tour),
        ]

    async def page(self, request: web.Request) -> web.Response:
        if "as" not in request.query and self._rooms.language is None:  # somebody who has just come
            await self._dialogue.speak(_language(request.headers.get("Accept-Language", "")))
        person = self.person(request.query.get("as", self._rooms.company.people[0].id))
        place = self.place(request.query.get("in", "chat"))
        if place == "home" and not self._stays(person):
            await self._dialogue.home(person, mint())
        return html(self.viewer(request, person, place).page(self._suggest(person)))

    async def command(self, request: web.Request) -> web.Response:
        person, fields = await self._sent(request)
        said = fields.one("text").strip()
        text = said.removeprefix("/heraut").strip() if re.match(r"/heraut(\s|$)", said) else said
        place = self.place(fields.one("in"))
        return self._back(person, await self._dialogue.command(person, place, text, _key(fields)))

    async def press(self, request: web.Request) -> web.Response:
        person, fields = await self._sent(request)
        place, ref = self.place(fields.one("in")), fields.one("ref")
        action, target = fields.one("action"), fields.one("target")
        if not action or len(action) > NAME or len(target) > NAME:
            raise web.HTTPBadRequest
        link = _link(self._card(person, place, ref), action, target)
        place = await self._dialogue.press(person, place, ref, action, target, _key(fields))
        self._rooms.tour.did(action)
        return see_other(link) if link else self._back(person, place)

    async def submit(self, request: web.Request) -> web.Response:
        person, fields = await self._sent(request)
        there = self._rooms.form(person.id)
        if not there or there[0] != fields.one("form"):
            self._rooms.notices[person.id] = Words(person.locale).t("This form was already closed. Nothing was sent.")
            return _to(person, "chat")
        values = forms.values(there[1].form, fields)
        place = await self._dialogue.submit(person, there[1], values, _key(fields))
        if not self._rooms.form(person.id):
            self._rooms.tour.did(there[1].form.action)
        return self._back(person, place)

    async def cancel(self, request: web.Request) -> web.Response:
        person, fields = await self._sent(request)
        there = self._rooms.form(person.id)
        if there and there[0] == fields.one("form"):
            self._rooms.answered(person.id)
        return self._back(person, there[1].place if there else "chat")

    async def forward(self, request: web.Request) -> web.Response:
        fields = await forms.read(request)
        person, place = self.person(fields.one("as")), self.place(fields.one("in"))
        if not (step := STEPS.get(fields.one("step"))):
            raise web.HTTPBadRequest
        await self._clock.forward(step)
        self._rooms.tour.did(step)
        self._rooms.time_moved()
        return _to(person, place)

    async def speak(self, request: web.Request) -> web.Response:
        fields = await forms.read(request)
        person, place = self.person(fields.one("as")), self.place(fields.one("in"))
        if not (language := LANGUAGES.get(fields.one("language"))):
            raise web.HTTPBadRequest
        await self._dialogue.speak(language)
        return _to(person, place)

    async def hide_tour(self, request: web.Request) -> web.Response:
        fields = await forms.read(request)
        self._rooms.tour.hidden = True
        return _to(self.person(fields.one("as")), self.place(fields.one("in")))

    def person(self, wanted: str) -> Person:
        if not (found := self._rooms.company.person(wanted)):
            raise web.HTTPBadRequest
        return found

    def place(self, wanted: str) -> str:
        if wanted not in {"chat", "home"} and not self._rooms.company.channel(wanted):
            raise web.HTTPBadRequest
        return wanted

    def viewer(self, request: web.Request, person: Person, place: str) -> Viewer:
        return Viewer(self._rooms, person, place, (self._address, f"{request.scheme}://{request.host}"))

    def _back(self, person: Person, place: str) -> web.Response:
        """Back to the page, after something was done on it."""
        if place == "home":
            self._rooms.stays.add(person.id)
        return _to(person, place)

    def _stays(self, person: Person) -> bool:
        """Whether the Home still shows the answer to the last press. Only once: the next time it is opened again."""
        stays = person.id in self._rooms.stays
        self._rooms.stays.discard(person.id)
        return stays

    async def _sent(self, request: web.Request) -> tuple[Person, forms.Fields]:
        return self.person(request.match_info["person"]), await forms.read(request)

    def _card(self, person: Person, place: str, ref: str) -> Card | None:
        """The card that was pressed, as it is now."""
        if place == "home" and not ref:
            return self._rooms.homes.get(person.id)
        match self._rooms.post(person.id, ref):
            case Post(body=Card() as card):
                return card
            case _:
                return None


def _language(accepted: str) -> Language:
    """The first language of Accept-Language that Heraut speaks. Browsers name the preferred ones first."""
    named = (part.strip()[:2].lower() for part in accepted.split(","))
    return next((LANGUAGES[one] for one in named if one in LANGUAGES), "en")


def _key(fields: forms.Fields) -> str:
    if not KEY.fullmatch(key := fields.one("key")):
        raise web.HTTPBadRequest
    return key


def _link(card: Card | None, action: str, target: str) -> str:
    """The link of the pressed button, read from its card: a request could name any link."""
    rows = [part for part in card.parts if isinstance(part, Buttons)] if card else []
    pressed = (button for row in rows for button in row.every if (button.action, button.target) == (action, target))
    return next((safe(button.link) for button in pressed), "")


def _to(person: Person, place: str) -> web.Response:
    return see_other(f"/?{urlencode({'as': person.id, 'in': place})}")
