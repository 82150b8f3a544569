"""Who suggested what is used: named if they agreed, and not in a break or after they left."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import String, and_, bindparam, select
from sqlalchemy.orm import Session

from handlers.core.forms import before_folded
from handlers.core.interaction import Form, Input
from handlers.core.language import Words
from handlers.core.people import words_of
from handlers.members import agreements
from handlers.members.council import is_on, may_be_credited
from models import Content, Person
from models.base import UtcDateTime
from models.given import joined, packed
from models.prepared import Query

Key = tuple[str, str]
BY = joined("suggesters", workspace=String(), person=String())
NAMES = Query(
    select(Person.workspace, Person.person, Person.name)
    .join(BY, and_(Person.workspace == BY.c.workspace, Person.person == BY.c.person))
    .where(may_be_credited(bindparam("now", type_=UtcDateTime)))
)


def credits_of(session: Session, contents: Iterable[Content], now: datetime) -> Mapping[Key, str]:
    """The names that may be told, by (workspace, content). Reads nothing if nothing was suggested."""
    about = {(one.workspace, one.id): (one.workspace, one.suggested_by) for one in contents if one.suggested_by}
    if not about:
        return {}
    rows = NAMES.all(session, suggesters=packed(sorted({*about.values()})), now=now)
    names = {(workspace, person): name for workspace, person, name in rows}
    return {content: names[who] for content, who in about.items() if who in names}


def credit_of(session: Session, content: Content, now: datetime) -> str:
    """The name that may be told; empty if there is none."""
    return credits_of(session, [content], now).get((content.workspace, content.id), "")


def credit_line(words: Words, name: str) -> str:
    """The sentence beside content; empty without a name."""
    return words.t("Suggested by {name}.", name=name) if name else ""


def chooser_of(content: Content) -> str:
    """Who put the content before colleagues: of a suggestion, the champion who approved it."""
    return content.decided_by if content.suggested_by and content.decided_by else content.author


def with_credit(session: Session, person: Person, form: Form) -> Form:
    """The form with the question whether to name them; as it is if they agreed, or nobody is named here."""
    if person.credited or is_on(session, person.workspace):
        return form
    words = words_of(person)
    hint = words.t(
        "“Suggested by {name}”, for colleagues who see it. You can take it back in Settings.", name=person.name
    )
    label = words.t(agreements.asked_words("credited"))
    asked = Input(name="by_name", label=label, hint=hint, kind="flag")
    return form.model_copy(update={"inputs": before_folded(form.inputs, asked)})


def agree_to_credit(session: Session, person: Person, now: datetime) -> None:
    """Keep that the person agrees to be named."""
    person.credited = True
    agreements.record(session, person, "credited", True, now)
