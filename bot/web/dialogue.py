"""Turns what a person does in the playground into an Interaction, and shows its answer in the right place."""

from collections.abc import Awaitable, Callable, Mapping
from hashlib import blake2b
from typing import assert_never

from bot.web.company import Person
from bot.web.rooms import OpenForm, Rooms
from handlers.core.interaction import Actor, Answer, Card, Form, FormErrors, Interaction, Notice, Reply
from handlers.core.language import Language

Told = Callable[[Actor], Awaitable[None]]  # the platform says what has changed about somebody
Values = Mapping[str, str | tuple[str, ...]]
SHOWN = 2000  # characters of a command that its conversation shows


class Dialogue:
    """Each method takes what one person did, gets the answer, and returns the place to show."""

    def __init__(self, answer: Answer, rooms: Rooms, told: Told) -> None:
        self._answer = answer
        self._told = told
        self.rooms = rooms

    async def speak(self, language: Language) -> None:
        """Everybody reads this language from now on, also in what Heraut says unasked."""
        self.rooms.speak(language)
        for person in self.rooms.company.people:
            await self._told(self._actor(person))

    async def command(self, person: Person, place: str, text: str, key: str) -> str:
        """`/heraut text`, typed in the chat or in a channel; only the person sees it."""
        where = self._where(person, place)
        self.rooms.say(where, f"/heraut {text[:SHOWN]}".strip(), author=person.id, only=person.id)
        plain = self._plain(text)
        heard = self._heard(person, where, "command", "", key, {"text": plain})
        reply = await self._answer(heard.model_copy(update={"mentioned": self._mentioned(plain)}))
        return self._show(person, place, "", reply)

    async def press(self, person: Person, place: str, ref: str, action: str, target: str, key: str) -> str:
        """A button of the card `ref`; `ref` is empty for the Home."""
        where = self._where(person, place)
        return self._show(person, place, ref, await self._answer(self._heard(person, where, action, target, key, {})))

    async def submit(self, person: Person, opened: OpenForm, values: Values, key: str) -> str:
        """The form that is open. After a second press of its button there is no form any more."""
        where, form = self._where(person, opened.place), opened.form
        self.rooms.answered(person.id)
        reply = await self._answer(self._heard(person, where, form.action, form.target, key, values))
        if isinstance(reply, FormErrors):
            self.rooms.ask(person.id, opened.model_copy(update={"values": dict(values), "errors": reply.errors}))
            return opened.place
        return self._show(person, opened.place, opened.ref, reply)

    async def home(self, person: Person, key: str) -> None:
        """The person opened their Home."""
        match await self._answer(self._heard(person, "", "home", "", key, {})):
            case Card() as card:
                self.rooms.homes[person.id] = card
            case reply:
                self._show(person, "home", "", reply)

    def _show(self, person: Person, place: str, ref: str, reply: Reply | None) -> str:
        """Show the reply where it belongs, and return that place."""
        match reply:
            case None:
                return place
            case Card(instead=True) if place == "home":
                self.rooms.homes[person.id] = reply
                return place
            case Card(instead=True) if self._theirs(person, ref) and self.rooms.change(ref, reply):
                return place
            case Form():
                self.rooms.ask(person.id, OpenForm(form=reply, place=place, ref=ref))
                return place
            case FormErrors():  # to a button or a command, which have no fields
                return self._show(person, place, ref, Notice(text=" ".join(reply.errors.values())))
            case Card() | Notice():
                return self._tell(person, place, reply)
            case _:
                assert_never(reply)

    def _theirs(self, person: Person, ref: str) -> bool:
        """One person's action never replaces what a channel reads."""
        post = self.rooms.post(person.id, ref)
        return post is not None and person.id in {post.where, post.only}

    def _tell(self, person: Person, place: str, said: Card | Notice) -> str:
        """Say it to the person alone. The Home shows no conversation, so what is said there goes to their chat."""
        self.rooms.say(self._where(person, place) or person.id, said, only=person.id)
        if place != "home":
            return place
        if isinstance(said, Notice):
            self.rooms.notices[person.id] = said.text
            return place
        return "chat"

    def _heard(self, who: Person, where: str, action: str, target: str, key: str, values: Values) -> Interaction:
        channel = self.rooms.company.channel(where)
        return Interaction(
            key=blake2b(f"{who.id}:{key}".encode(), digest_size=16).hexdigest(),  # keys are kept for two days
            actor=self._actor(who),
            action=action,
            target=target,
            values=dict(values),
            channel=channel.id if channel else "",
            channel_name=channel.label if channel else "",
        )

    def _actor(self, who: Person) -> Actor:
        return Actor(
            workspace=self.rooms.company.workspace,
            person=who.id,
            name=who.name,
            locale=who.locale,
            timezone=who.timezone,
            admin=who.admin,
        )

    def _mentioned(self, text: str) -> tuple[Actor, ...]:
        """The colleagues who are mentioned with @."""
        named = (self.rooms.company.person(word[1:].rstrip(".,;:!?")) for word in text.split() if word[0] == "@")
        return tuple(self._actor(person) for person in named if person)

    def _where(self, person: Person, place: str) -> str:
        """The address of a place: the chat is the person's own; the Home has none."""
        return {"chat": person.id, "home": ""}.get(place, place)

    def _plain(self, text: str) -> str:
        """Replace names by the ids that handlers know: @Noor de Wit becomes @noor."""
        for person in sorted(self.rooms.company.people, key=lambda person: -len(person.name)):
            text = text.replace(f"@{person.name}", f"@{person.id}")
        return text
