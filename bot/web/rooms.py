"""The playground as a platform: its conversations, in memory, and its Messenger."""

import asyncio
import math
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from bot.web.company import Company
from bot.web.tour import Tour
from handlers.core.interaction import Card, Form, Frozen, Notice, Now
from handlers.core.language import Language
from handlers.core.messenger import CannotTell, Undeliverable

LOCALES: Mapping[Language, str] = {"en": "en-GB", "nl": "nl-NL"}
KEPT = 400  # posts that a conversation remembers


class Post(Frozen):
    """Something said. `body` is a card, a sentence from Heraut, or what a person typed."""

    ref: str
    where: str  # the address: a person's id for their chat with Heraut, or a channel's id
    author: str  # a person's id; empty: Heraut
    body: Card | Notice | str
    at: datetime
    only: str = ""  # the only person who sees it; empty: everybody in the place
    turn: int  # the turn of its last change, counted over all rooms


class OpenForm(Frozen):
    """The form that is open for a person, what they filled in, and where it came from."""

    form: Form
    place: str
    ref: str = ""  # the card whose button opened it; empty: a command did
    values: Mapping[str, str | tuple[str, ...]] = {}
    errors: Mapping[str, str] = {}


class Rooms:
    """Every conversation of one company. Changes ring a bell for those who watch."""

    def __init__(self, company: Company, now: Now) -> None:
        self.company = company
        self.per_second = math.inf
        self.now = now
        self.era = secrets.token_hex(4)  # turns count from this start of the server; a page from an earlier one reloads
        self.turn = 0
        self.open = True
        self.tour = Tour(company)
        self.language: Language | None = None  # that the visitor chose; None: everybody's own
        self.homes: dict[str, Card] = {}
        self.notices: dict[str, str] = {}  # shown once, on the next page that the person sees
        self.stays: set[str] = set()  # people whose Home stays as it is on their next page
        self._posts: dict[str, Post] = {}
        self._forms: dict[str, tuple[str, OpenForm]] = {}
        self._seen: dict[tuple[str, str], int] = {}
        self._bells: set[asyncio.Event] = set()

    # ── Said ──────────────────────────────────────────────────────────────────────────────────────

    def say(self, where: str, body: Card | Notice | str, *, author: str = "", only: str = "") -> Post:
        self._next_turn()
        post = Post(
            ref=f"p{self.turn}", where=where, author=author, body=body, at=self.now(), only=only, turn=self.turn
        )
        self._posts[post.ref] = post
        self._forget_the_oldest(where)
        self._ring()
        return post

    def change(self, ref: str, card: Card) -> bool:
        """Replace the post `ref` by `card`; False when it is no longer remembered."""
        if not (post := self._posts.get(ref)):
            return False
        self._next_turn()
        self._posts[ref] = post.model_copy(update={"body": card, "turn": self.turn})
        self._ring()
        return True

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        """The first verb of a Messenger. Raises Undeliverable for an unknown address."""
        if workspace != self.company.workspace or not (self.company.person(address) or self.company.channel(address)):
            raise Undeliverable(address)
        return self.say(address, card).ref

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        """The second verb of a Messenger. Raises Undeliverable for a post that is no longer remembered."""
        if workspace != self.company.workspace or not self.change(ref, card):
            raise Undeliverable(ref)

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        """The third verb of a Messenger. Never needed: what is said here is said at once and never in doubt."""
        raise CannotTell

    def ask(self, person: str, opened: OpenForm) -> None:
        """Open a form for a person; it replaces one that is open."""
        self._forms[person] = (secrets.token_hex(8), opened)

    def answered(self, person: str) -> None:
        self._forms.pop(person, None)

    # ── Read ──────────────────────────────────────────────────────────────────────────────────────

    def posts(self, person: str, where: str, *, after: int = -1) -> list[Post]:
        """What this person sees there, oldest first; with `after`, only what changed after that turn."""
        return [
            post
            for post in self._posts.values()
            if post.where == where and post.only in {"", person} and post.turn > after
        ]

    def post(self, person: str, ref: str) -> Post | None:
        """The post `ref`, when this person may see it."""
        post = self._posts.get(ref)
        return post if post and post.only in {"", person} and self._reads(person, post.where) else None

    def form(self, person: str) -> tuple[str, OpenForm] | None:
        """The open form of this person, and its id, which is new each time it is opened."""
        return self._forms.get(person)

    def saw(self, person: str, where: str) -> None:
        """The person has seen this conversation up to now."""
        self._seen[person, where] = self.turn

    def everybody_saw_everything(self) -> None:
        """After a history was played: nothing of it is new to anybody."""
        for person in self.company.people:
            for where in (person.id, *(channel.id for channel in self.company.channels)):
                self.saw(person.id, where)

    def unread(self, person: str) -> Counter[str]:
        """How many posts of others this person has not seen, by address."""
        return Counter(
            post.where
            for post in self._posts.values()
            if self._reads(person, post.where)
            and post.only in {"", person}
            and post.author != person
            and post.turn > self._seen.get((person, post.where), 0)
        )

    def speak(self, language: Language) -> None:
        """From now on everybody reads this language."""
        people = tuple(one.model_copy(update={"locale": LOCALES[language]}) for one in self.company.people)
        self.company, self.language = self.company.model_copy(update={"people": people}), language
        self.homes.clear()

    # ── Watched ───────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def watch(self) -> Iterator[asyncio.Event]:
        """A bell that rings at every change, until the block ends."""
        bell = asyncio.Event()
        self._bells.add(bell)
        try:
            yield bell
        finally:
            self._bells.discard(bell)

    def time_moved(self) -> None:
        self._next_turn()
        self._ring()

    def close(self) -> None:
        """End all watching, so that the server can stop at once."""
        self.open = False
        self._ring()

    def _ring(self) -> None:
        for bell in self._bells:
            bell.set()

    def _next_turn(self) -> None:
        self.turn += 1

    def _reads(self, person: str, where: str) -> bool:
        return where == person or self.company.channel(where) is not None

    def _forget_the_oldest(self, where: str) -> None:
        there = [ref for ref, post in self._posts.items() if post.where == where]
        for ref in there[:-KEPT]:
            del self._posts[ref]
