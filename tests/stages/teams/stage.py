"""Teams as people use it: typed commands, buttons and cards with fields, played over the wire against a running app."""

from collections.abc import Awaitable, Callable

import aiohttp

from tests.stages.screen import CHAT, HOME, OpenForm
from tests.stages.teams import wire
from tests.stages.teams.connector import Message, Someone, TeamsConnector
from tests.stages.teams.reading import Json, Value, buttons, inputs, mistakes, read
from tests.stages.teams.schema import wrong_with_card, wrong_with_dialog
from tests.stages.teams.typing import filled, missing, shown, typed

TOAST = "application/vnd.microsoft.activity.message"
DONE = "✓"  # empty: it only says that the press arrived
Post = Callable[[Json], Awaitable[Json]]


class TeamsStage:
    """`post` is how Teams reaches the app. `settled` waits until the app has finished talking."""

    def __init__(self, double: TeamsConnector, post: Post, settled: Callable[[], Awaitable[None]]) -> None:
        self.double = double
        self.opened: list[str] = []  # addresses of link buttons that were pressed
        self.send = post
        self._settled = settled
        self._typed: dict[str, dict[str, str]] = {}  # by person, the form that they see
        self._errors: dict[str, list[str]] = {}
        self._looked: dict[str, int] = {}  # by message, its last change that was looked at
        self._dialogs: dict[str, Message] = {}  # by person

    def person(
        self, who: str, name: str, locale: str = "en-US", tz: str = "Europe/London", *, admin: bool = False
    ) -> str:
        self.double.people[who] = Someone(who, name, locale, tz)
        return who

    def channel(self, where: str, name: str) -> str:
        self.double.channels[_channel(where)] = name
        return where

    # ── What people do ────────────────────────────────────────────────────────────────────────────

    async def command(self, who: str, text: str, where: str = CHAT) -> None:
        alone = where in {CHAT, HOME}
        more = wire.typed(text, self.double.people, to_us=not alone)
        await self._send("message", who, where, **more)
        await self.settle()

    async def open_home(self, who: str) -> None:
        """Open Home, which in Teams is a card like any other."""
        await self.command(who, "home")

    async def press(self, who: str, label: str, where: str = "") -> None:
        """Press the newest button with that label that this person can see."""
        message, button = self._button(who, label, where)
        if button["type"] == "Action.OpenUrl":
            self.opened.append(button["url"])
            return
        known = {} if button.get("associatedInputs") == "none" else self._filled(who, message)
        await self._execute(who, message, button, known)

    def pressing(self, who: str, label: str, where: str = "", **values: str) -> Json:
        """What Teams would send if that button were pressed."""
        message, button = self._button(who, label, where)
        more = wire.execute(button["verb"], {**button["data"], **values}, message.id)
        return self.activity("invoke", who, message.conversation, **more)

    async def share(self, who: str, **payload: Value) -> None:
        """Choose *Share with colleagues* on somebody's message."""
        await self._extend(who, "fetchTask", messagePayload=payload)
        await self.settle()

    async def unfold(self, who: str) -> None:
        """Folded fields are in the form already, and are read with it."""

    async def fill(self, who: str, values: dict[str, Value]) -> None:
        self._typed.setdefault(who, {}).update(typed(self._form(who).as_seen_by(who), values))

    async def submit(self, who: str) -> None:
        message = self._form(who)
        values = self._filled(who, message)
        self._errors[who] = missing(message.as_seen_by(who), values)
        if self._errors[who]:
            return  # Teams itself objects, and sends nothing
        send = next(button for button in buttons(message.as_seen_by(who)) if button.get("style") == "positive")
        await self._execute(who, message, send, values)
        again = self._dialogs.get(who, message)
        card = again.as_seen_by(who)
        there = again in (*self.double.messages, *self._dialogs.values()) and inputs(card)
        self._errors[who] = mistakes(card) if there else []
        if not self._errors[who]:
            self._typed.pop(who, None)

    async def installs(self, who: str, *, added: bool = True) -> None:
        self.double.people[who].installed = added
        await self._send("installationUpdate", who, CHAT, action="add" if added else "remove")
        await self.settle()

    async def settle(self) -> None:
        await self._settled()
        for who, one in self.double.people.items():
            for message in [message for message in self.double.messages if message.conversation == one.chat]:
                if self._looked.get(message.id) != message.changed:
                    self._looked[message.id] = message.changed
                    await self.look(who, message)
        await self._settled()

    async def look(self, who: str, message: Message) -> None:
        """Draw a message again as Teams does, which asks for the current card."""
        if again := message.as_seen_by(who).get("refresh"):
            action = again["action"]
            more = wire.execute(action["verb"], action["data"], message.id, trigger="automatic")
            answer = await self._send("invoke", who, message.conversation, **more)
            if answer["type"] != TOAST:  # an error is not shown for something nobody pressed
                self._answered(who, message, answer)
                message.changed = self._looked[message.id]

    async def _send(self, kind: str, who: str, where: str, **more: Value) -> Json:
        return await self.send(self.activity(kind, who, where, **more))

    def activity(self, kind: str, who: str, where: str = CHAT, **more: Value) -> Json:
        """An activity that Teams would send. From then on Heraut knows the conversation."""
        one, number = self.double.people[who], self.double.next()
        channel = _channel(where)
        place = (
            wire.personal(one)
            if where in {CHAT, HOME, one.chat}
            else wire.in_channel(channel, self.double.channels[channel], number)
        )
        self.double.told |= {place["conversation"]["id"], place["conversation"]["id"].partition(";")[0]}
        at, service = self.double.now(), self.double.service_url
        return wire.activity(kind, number, one, place, service, at, **more)

    async def _execute(self, who: str, message: Message, button: Json, values: dict[str, str]) -> None:
        data = {**button["data"], **values}
        if message in self._dialogs.values():
            await self._extend(who, "submitAction", data=data)
        else:
            more = wire.execute(button["verb"], data, message.id)
            self._answered(who, message, await self._send("invoke", who, message.conversation, **more))
        await self.settle()

    async def _extend(self, who: str, what: str, **value: Value) -> None:
        answer = await self._send("invoke", who, CHAT, **wire.extension(what, **value))
        self.double.check("dialog", list(wrong_with_dialog(answer)))
        self._dialogs.pop(who, None)
        task = answer.get("task", {})
        if task.get("type") == "continue":
            dialog = task["value"]
            self._dialogs[who] = Message("", "", dialog["card"]["content"], dialog["title"], who)
        elif task:
            self._tell(who, task["value"])

    def _tell(self, who: str, text: str) -> None:
        """Show a text for a moment, in a line above the chat."""
        said: Json = {"body": [{"type": "TextBlock", "text": text}]}
        self.double.show(self.double.people[who].chat, said, text).to = who

    def _answered(self, who: str, message: Message, answer: Json) -> None:
        """Check an answer as Teams does, which shows "Something went wrong" for anything else."""
        value = answer.get("value")
        wrong = [f"unknown field {name}" for name in answer.keys() - {"statusCode", "type", "value"}]
        wrong += [] if answer.get("statusCode") == 200 else [f"status code {answer.get('statusCode')}"]
        match answer.get("type"):
            case "application/vnd.microsoft.card.adaptive":
                wrong += wrong_with_card(value)
                message.seen[who] = value if isinstance(value, dict) else {"body": []}
                message.changed = self.double.next()
            case "application/vnd.microsoft.activity.message":
                wrong += [] if isinstance(value, str) and value else ["a message without words"]
                if value != DONE:
                    self._tell(who, str(value))
            case other:
                wrong.append(f"type {other}")
        self.double.check("answer to a press", wrong)

    # ── What people see ───────────────────────────────────────────────────────────────────────────

    def form(self, who: str) -> OpenForm | None:
        found = self._forms(who)
        if not found:
            return None
        card = found[-1].as_seen_by(who)
        text = read(card)
        return OpenForm(text.partition("\n")[0], shown(card, self._filled(who, found[-1])), text)

    async def errors(self, who: str) -> list[str]:
        return self._errors.get(who, [])

    async def reads(self, who: str, where: str = CHAT) -> str:
        """The newest card or notice, line by line."""
        return (await self.transcript(who, where) or [""])[-1]

    async def transcript(self, who: str, where: str = CHAT) -> list[str]:
        return [read(message.as_seen_by(who)) for message in self._cards(who, where)]

    async def link(self, who: str, label: str) -> str:
        return str(self._button(who, label, "")[1]["url"])

    # ── Finding things ────────────────────────────────────────────────────────────────────────────

    def _cards(self, who: str, where: str) -> list[Message]:
        """The cards in order of their last change."""
        place = self.double.people[who].chat if where in {CHAT, HOME} else _channel(where)
        mine = [message for message in self.double.messages if message.conversation == place]
        return sorted(mine, key=lambda message: message.changed)

    def _button(self, who: str, label: str, where: str) -> tuple[Message, Json]:
        anywhere = [message for message in self.double.messages if message.to in {who, ""}]
        cards = self._cards(who, where) if where else sorted(anywhere, key=lambda message: message.changed)
        for message in reversed(cards):
            for button in buttons(message.as_seen_by(who)):
                if button["title"] == label:
                    return message, button
        seen = [button["title"] for message in cards for button in buttons(message.as_seen_by(who))]
        raise AssertionError(f"{who} sees no button {label!r}, only {seen}")

    def _forms(self, who: str) -> list[Message]:
        """The open forms. A dialog is in front of everything else."""
        dialog = [self._dialogs[who]] if who in self._dialogs else []
        return [message for message in (*self._cards(who, CHAT), *dialog) if inputs(message.as_seen_by(who))]

    def _form(self, who: str) -> Message:
        assert self._forms(who), f"{who} sees no form, only {[read(m.as_seen_by(who)) for m in self._cards(who, CHAT)]}"
        return self._forms(who)[-1]

    def _filled(self, who: str, message: Message) -> dict[str, str]:
        return filled(message.as_seen_by(who), self._typed.get(who, {}))


def _channel(where: str) -> str:
    name = where.removeprefix("channel:")
    return name if name.startswith("19:") else f"19:{name}@thread.tacv2"


def http(session: aiohttp.ClientSession, url: str, double: TeamsConnector) -> Post:
    """Post as Teams does, signed. Anything but a 200 is an error on the person's screen."""

    async def post(activity: Json) -> Json:
        headers = {"Authorization": double.login.signed(double.service_url)}
        async with session.post(url, json=activity, headers=headers) as response:
            assert response.status == 200, f"{activity['type']}: {response.status}"
            body = await response.read()
            if activity["type"] == "invoke":
                assert response.content_type == "application/json", "an invoke without an answer"
                answer = await response.json()
                return answer if isinstance(answer, dict) else {}
            assert not body, "only an invoke is answered at once"
            return {}

    return post
