"""Slack as people use it: commands, buttons, forms and the Home tab, played over the wire against a running app."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import aiohttp

from tests.stages.screen import CHAT, HOME, OpenForm
from tests.stages.slack import wire
from tests.stages.slack.double import Message, SlackDouble, Someone
from tests.stages.slack.reading import Json, Value, buttons, inputs, read, shown
from tests.stages.slack.typing import filled, missing, typed

Post = Callable[[str, Json], Awaitable[Json]]


class SlackStage:
    """`post` reaches the app by signed HTTP or a socket. `settled` waits until the app has finished talking."""

    def __init__(self, double: SlackDouble, post: Post, settled: Callable[[], Awaitable[None]]) -> None:
        self.double = double
        self.opened: list[str] = []  # addresses of link buttons that were pressed
        self._post = post
        self._settled = settled
        self._filled: dict[str, Json] = {}
        self._errors: dict[str, list[str]] = {}
        self._answered_at_home: dict[str, int] = {}

    def person(
        self, who: str, name: str, locale: str = "en-US", tz: str = "Europe/London", *, admin: bool = False
    ) -> str:
        self.double.people[who] = Someone(who, name, locale, tz, admin)
        return who

    def channel(self, where: str, name: str) -> str:
        self.double.channels[where] = name
        return where

    # ── What people do ────────────────────────────────────────────────────────────────────────────

    async def command(self, who: str, text: str, where: str = CHAT) -> None:
        channel = self._place(who, where)
        name = self.double.channels.get(channel, "directmessage")
        trigger, url = self.double.trigger(who), self.double.response_url(who, channel)
        answer = await self._post("slash_commands", wire.command(self._who(who), text, channel, name, trigger, url))
        if answer:
            assert answer.get("response_type") == "ephemeral", "a command answered before everybody"
            self.double.show(channel, answer["text"], answer.get("blocks"), to=who, ephemeral=True)
        await self.settle()

    async def open_home(self, who: str) -> None:
        await self.happens("app_home_opened", user=who, channel=f"D{who}", tab="home")

    async def deactivated(self, who: str) -> None:
        """An administrator deactivates a person. Slack still accepts posts to them."""
        self.double.people[who].active = False
        await self.happens("user_change", user={**wire.user(self._who(who)), "deleted": True})

    async def shows(self, who: str, emoji: str, until: int = 0, text: str = "") -> None:
        """Set a status beside a name, with its end in seconds since 1970. Slack reports it twice, also as a change."""
        profile = {"status_text": text, "status_emoji": emoji, "status_expiration": until}
        for kind in ("user_change", "user_status_changed"):
            await self.happens(kind, user={**wire.user(self._who(who)), "deleted": False, "profile": profile})

    async def happens(self, kind: str, since: timedelta = timedelta(), **inner: Value) -> None:
        """Report an event as Slack does, this long after it happened."""
        number, at = self.double.next(), self.double.now() - since
        await self._post("events_api", wire.event(f"Ev{number}", at, type=kind, **inner))
        await self.settle()

    async def press(self, who: str, label: str, where: str = "") -> None:
        """Press the newest button with that label that this person can see."""
        if not where and (button := wire.button_named(self.double.modals.get(who, {}).get("blocks", []), label)):
            await self._in_form(who, button)
            return
        place, button = self._button(who, label, where)
        if "url" in button:
            self.opened.append(button["url"])
        at = self.double.now() + timedelta(microseconds=self.double.next())  # no two presses have one moment
        trigger = self.double.trigger(who)
        await self._post("interactive", wire.pressed(self._who(who), button, at, trigger) | self._standing(who, place))
        await self.settle()
        if not isinstance(place, Message) and who in self.double.homes:
            self._answered_at_home[who] = self.double.homes[who][0]

    async def unfold(self, who: str) -> None:
        """Open what is behind the button of the form, if it has one."""
        for button in shown(self.double.modals[who]["blocks"]):
            await self._in_form(who, button)

    async def _in_form(self, who: str, button: Json) -> None:
        """Press a button in the open form. Slack tells what is in its fields by then."""
        view = self.double.modals[who]
        at, trigger = self.double.now(), self.double.trigger(who)
        known = wire.state(view, filled(view, self._filled.get(who, {})))
        told = {"container": {"type": "view", "view_id": view["id"]}, "view": wire.whole_view(view, known)}
        await self._post("interactive", wire.pressed(self._who(who), button, at, trigger) | told)
        await self.settle()

    def escape(self, who: str) -> None:
        """Close the open form. Slack asks nothing and tells nobody."""
        del self.double.modals[who]
        self._filled.pop(who, None)

    async def fill(self, who: str, values: dict[str, Value]) -> None:
        """Fill in fields. What is not in sight is behind the button below them."""
        if not values.keys() <= inputs(self.double.modals[who]).keys():
            await self.unfold(who)
        view = self.double.modals[who]
        self._filled.setdefault(who, {}).update(typed(view, values))

    async def submit(self, who: str) -> None:
        view = self.double.modals[who]
        values = filled(view, self._filled.get(who, {}))
        self._errors[who] = missing(view, values)
        if self._errors[who]:
            return  # Slack itself objects, and sends nothing
        home = self.double.homes.get(who, (0, {}))[0]
        answer = await self._post("interactive", wire.submitted(self._who(who), view, values, self.double.trigger(who)))
        self._submitted(who, view, answer)
        await self.settle()
        if self.double.homes.get(who, (0, {}))[0] > home:
            self._answered_at_home[who] = self.double.homes[who][0]

    async def settle(self) -> None:
        await self._settled()

    def _submitted(self, who: str, view: Json, answer: Json) -> None:
        match answer.get("response_action"):
            case "errors":
                names = {block["block_id"] for block in inputs(view).values()}
                self.double.violations += [f"errors for {name}" for name in answer["errors"].keys() - names]
                self._errors[who] = list(answer["errors"].values())
            case "update":
                self._filled.pop(who, None)
                opened = self.double.open_modal(who, answer["view"])
                assert opened["ok"], opened
            case None:
                self._filled.pop(who, None)
                del self.double.modals[who]
            case other:
                self.double.violations.append(f"response_action {other}")

    # ── What people see ───────────────────────────────────────────────────────────────────────────

    def form(self, who: str) -> OpenForm | None:
        view = self.double.modals.get(who)
        if view is None:
            return None
        values = filled(view, self._filled.get(who, {}))
        now = {label: values[block["block_id"]] for label, block in inputs(view).items()}
        return OpenForm(view["title"]["text"], now, read(view["blocks"]))

    async def errors(self, who: str) -> list[str]:
        return self._errors.get(who, [])

    async def reads(self, who: str, where: str = CHAT) -> str:
        """The newest card or notice, line by line, or the Home tab if that answered last."""
        newest = self._cards(who, where)[-1:]
        answered = self._answered_at_home.get(who, 0)
        if where == CHAT and answered > max([message.changed for message in newest], default=0):
            return await self.reads(who, HOME)
        return "".join(read(message.blocks) if message.blocks else message.text for message in newest)

    async def transcript(self, who: str, where: str = CHAT) -> list[str]:
        return [read(message.blocks) if message.blocks else message.text for message in self._cards(who, where)]

    async def link(self, who: str, label: str) -> str:
        _, button = self._button(who, label, "")
        return str(button["url"])

    # ── Finding things ────────────────────────────────────────────────────────────────────────────

    def _who(self, who: str) -> Someone:
        return self.double.people[who]

    def _place(self, who: str, where: str) -> str:
        return f"D{who}" if where == CHAT else where.removeprefix("channel:")

    def _home(self, who: str) -> list[Message]:
        changed, view = self.double.homes.get(who, (0, {"blocks": []}))
        return [Message(HOME, "", "", view["blocks"], who, changed=changed)] if view["blocks"] else []

    def _cards(self, who: str, where: str) -> list[Message]:
        """The cards in order of their last change. `chat` includes those that only this person sees elsewhere."""
        if where == HOME:
            return self._home(who)
        place = self._place(who, where)
        seen = [message for message in self.double.messages if message.to in {who, ""}]
        mine = [message for message in seen if message.channel == place or (where == CHAT and message.ephemeral)]
        return sorted(mine, key=lambda message: message.changed)

    def _button(self, who: str, label: str, where: str) -> tuple[Message | Json, Json]:
        anywhere = [message for message in self.double.messages if message.to in {who, ""}] + self._home(who)
        cards = self._cards(who, where) if where else sorted(anywhere, key=lambda message: message.changed)
        for message in reversed(cards):
            if button := wire.button_named(message.blocks, label):
                return (self.double.homes[who][1] if message.channel == HOME else message), button
        seen = [button["text"]["text"] for message in cards for button in buttons(message.blocks)]
        raise AssertionError(f"{who} sees no button {label!r}, only {seen}")

    def _standing(self, who: str, place: Message | Json) -> Json:
        if not isinstance(place, Message):
            return wire.in_home(place)
        name = self.double.channels.get(place.channel, "directmessage")
        return wire.in_message(place, name, self.double.response_url(who, place.channel, place))


def http(session: aiohttp.ClientSession, url: str, double: SlackDouble) -> Post:
    """Post as Slack does, signed. Anything but a 200 is an error on the person's screen."""

    async def post(kind: str, payload: Json) -> Json:
        body, content = wire.encoded(kind, payload)
        headers = {"Content-Type": content, **wire.signed(body, double.now())}
        async with session.post(url, data=body, headers=headers) as response:
            assert response.status == 200, f"{kind}: {response.status}"
            text = await response.text()
            if text and response.content_type != "application/json":
                return {"text": text, "response_type": "ephemeral"}
            return await response.json() if text else {}

    return post
