"""The topics of questions to colleagues: those of the programme, and anything else."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.interaction import Option
from handlers.core.language import Words
from handlers.core.typed import read_typed
from models import Topic

ELSE = "*"
MOST = 80  # a platform's list holds no more than 100


def topic_options(session: Session, words: Words, workspace: str) -> tuple[Option, ...]:
    """What questions can be about; the last is everything else."""
    rows = select(Topic.name).where(Topic.workspace == workspace).order_by(Topic.name).limit(MOST)
    names = session.scalars(rows).all()
    return (*(Option(value=name, label=name) for name in names), Option(value=ELSE, label=words.t("Something else")))


def topic_name(words: Words, topic: str) -> str:
    """What a topic is called."""
    return words.t("something else") if topic == ELSE else topic


def topic_in(text: str, topics: Sequence[str]) -> str:
    """The topic that a text names; everything else if it names none."""
    said = {*read_typed(text).keys}
    return next((one for one in topics if one != ELSE and {*read_typed(one).keys} <= said), ELSE)
