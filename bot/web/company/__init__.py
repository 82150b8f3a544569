"""The playground's made-up company: its people, channels and articles, read from the files beside this one."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator

from handlers.core.interaction import Frozen
from handlers.core.language import Language

HERE = Path(__file__).parent
PLACES = ("chat", "home")  # every person has these; no channel may have such a name


class Person(Frozen):
    """Somebody that a visitor can be."""

    id: str
    name: str
    job: dict[Language, str] = {}
    role: Literal["newcomer", "employee", "champion", "manager"] = "employee"
    locale: str
    timezone: str = "Europe/Amsterdam"
    admin: bool = False


class Channel(Frozen):
    """A conversation that everybody can read."""

    id: str
    name: str = ""  # empty: its id
    purpose: dict[Language, str] = {}

    @property
    def label(self) -> str:
        return self.name or self.id


class Article(Frozen):
    """A page that the company published, and what a champion would say about it."""

    slug: str
    language: Language
    title: str
    description: str
    topics: tuple[str, ...]
    author: str
    picture: str  # the name of the picture that is drawn
    why: str
    body: tuple[str, ...]
    texts: dict[Language, tuple[str, ...]]  # suggested, by language


class Campaign(Frozen):
    """What a champion began before the visitor came. Articles about its topics belong to it."""

    name: str
    goal: str
    run_by: str
    topics: tuple[str, ...]
    target: str  # posts


class Company(Frozen):
    """Everybody and everything in the playground; at first the visitor is the first person."""

    name: str
    workspace: str
    about: dict[Language, str]
    people: tuple[Person, ...]
    channels: tuple[Channel, ...]
    articles: tuple[Article, ...] = ()
    campaign: Campaign | None = None
    answerers: tuple[str, ...] = ()  # who answers questions about the guide

    @model_validator(mode="after")
    def _names_are_their_own(self) -> Self:
        ids = [*PLACES, *(person.id for person in self.people), *(channel.id for channel in self.channels)]
        slugs = [article.slug for article in self.articles]
        if len(ids) != len(set(ids)) or len(slugs) != len(set(slugs)) or not self.people:
            raise ValueError("two people, channels or articles share a name, or nobody is there")
        return self

    def person(self, wanted: str) -> Person | None:
        return next((person for person in self.people if person.id == wanted), None)

    def channel(self, wanted: str) -> Channel | None:
        return next((channel for channel in self.channels if channel.id == wanted), None)

    def article(self, slug: str) -> Article | None:
        return next((article for article in self.articles if article.slug == slug), None)


def load(folder: Path = HERE) -> Company:
    """The company in its files. Raises pydantic.ValidationError when they contradict themselves."""
    articles = [entry for path in sorted(folder.glob("articles-*.toml")) for entry in _read(path, "articles")]
    people: Mapping[str, object] = tomllib.loads((folder / "people.toml").read_text("utf-8"))
    return Company.model_validate({**people, "articles": articles})


def _read(path: Path, key: str) -> list[object]:
    found: object = tomllib.loads(path.read_text("utf-8"))[key]
    return list(found) if isinstance(found, list) else []
