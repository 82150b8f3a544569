"""What a champion should know before content is published: a page that nobody can open, and its twins."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.content.days import over
from handlers.content.twins import twins_of
from handlers.core.interaction import Page
from handlers.core.language import Words
from models import Content, Person


def warnings(session: Session, words: Words, reader: Person, page: Page, now: datetime, own: str = "") -> list[str]:
    """A sentence for each. `own`: the id of the content that it is about, if there is one."""
    trouble = _trouble(words, page)
    twins = twins_of(session, reader.workspace, page.url, own, "draft", "running")
    said = [*([trouble] if trouble else []), *(_twin(words, twin, now, reader.timezone) for twin in twins)]
    return [*said, *suggested(session, words, reader, page.url, own)]


def suggested(session: Session, words: Words, reader: Person, url: str, own: str = "") -> Iterator[str]:
    """Who else suggested this page and waits for an answer."""
    for twin in twins_of(session, reader.workspace, url, own, "proposed"):
        author = session.get_one(Person, (twin.workspace, twin.author))
        day = words.date(twin.created_at, reader.timezone)
        yield words.t("{name} suggested this page on {date}, and waits for an answer.", name=author.name, date=day)


def _trouble(words: Words, page: Page) -> str:
    t = words.t
    match page.trouble:
        case "gone":
            return t("We could not open this page: its site says that it does not exist.")
        case "failing":
            return t("We could not open this page: its site has a problem.")
        case "unreachable":
            return t("We could not open this page: its site did not answer within two seconds.")
        case "":
            return ""


def _twin(words: Words, twin: Content, now: datetime, zone: str) -> str:
    t = words.t
    if twin.state == "draft":
        return t("This page is here already, as a draft: “{title}”.", title=twin.title)
    if over(twin, now, zone):
        return t("This page was here before: “{title}” has ended.", title=twin.title)
    return t("This page is here already: “{title}” is running.", title=twin.title)
