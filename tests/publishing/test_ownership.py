"""What people have posted stays theirs: a colleague’s thought is changed by nobody else."""

from collections.abc import Mapping, Sequence
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Notice
from handlers.features import FEATURES
from handlers.registry.feature import together
from models import Content, ContentTag, Link, Person, Share, SuggestedText, Thought
from tests.contributions.requests import shown
from tests.support.office import POSTING, Office, pressed
from tests.support.stores import in_memory

OWN = "Nobody asked about the price, said Lena."
TITLE = "My thought of"
THEIRS = "This is a colleague’s own text. Only they can change it, post it or take it back."
BY_CHAMPIONS = (
    *("approve", "content_link", "decline", "discard", "edit", "override", "publish", "recall", "results", "stop"),
)
VALUES: Sequence[Mapping[str, str]] = (
    {},
    {**POSTING, "title": "Taken over"},
    {"url": "", "title": "Taken over"},
    {"ask": "remove", "reason": "Taken over"},
    {"text": "Taken over"},
    {"network": "x", "address": ""},
)


async def makes_champion(office: Office, who: str) -> None:
    here = (Person.workspace == office.workspace, Person.person == who)
    await office.store.run(lambda s: s.execute(update(Person).where(*here).values(role="champion")))


async def with_a_thought(office: Office, *, posted: bool) -> str:
    """Lena's thought, written up by the champion Carl, and begun or posted as content. Returns its id."""
    await office.joins("lena")
    await office.joins("carl")
    await makes_champion(office, "carl")
    await office.does("lena", "thought", values={"rough": "nobody asked about price"})
    thought = await office.store.run(lambda s: s.scalars(select(Thought.id)).one())
    await office.does("carl", "take", thought)
    await office.does("carl", "write", thought, values={"text": OWN})
    card = shown(await office.does("lena", "ready", thought))
    if posted:
        await office.does("lena", "posted", pressed(card, "posted"), values={"network": "linkedin", "address": ""})
    return thought


def kept(session: Session, thought: str) -> list[tuple[object, ...]]:
    """Everything that is stored of the thought, as a thought and as content."""
    rows = (
        select(*Content.__table__.columns).where(Content.id == thought),
        select(*ContentTag.__table__.columns).where(ContentTag.content == thought),
        select(*SuggestedText.__table__.columns).where(SuggestedText.content == thought),
        select(*Share.__table__.columns).where(Share.content == thought),
        select(*Link.__table__.columns).where(Link.content == thought),
        select(Thought.state, Thought.text, Thought.rough).where(Thought.id == thought),
    )
    return [tuple(row) for query in rows for row in session.execute(query)]


async def test_a_champion_is_refused_in_every_act_on_a_colleagues_thought(office: Office):
    thought = await with_a_thought(office, posted=True)
    for who, action in product(("carl", "boss"), BY_CHAMPIONS):
        assert await office.does(who, action, thought) == Notice(text=THEIRS), (who, action)


@given(
    acts=st.lists(
        st.tuples(
            st.sampled_from(("carl", "boss")),
            st.sampled_from(sorted(together(FEATURES).actions)),
            st.sampled_from(VALUES),
        ),
        min_size=8,
        max_size=8,
    ),
    posted=st.booleans(),
)
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
async def test_nothing_that_champions_do_changes_or_shows_a_colleagues_thought(
    acts: list[tuple[str, str, Mapping[str, str]]], posted: bool
):
    store = in_memory()
    office = await Office(store).open()
    thought = await with_a_thought(office, posted=posted)
    before = await store.run(lambda s: kept(s, thought))
    for who, action, values in acts:
        reply = await office.does(who, action, thought, values=values)
        said = reply.model_dump_json() if reply else ""
        assert OWN not in said and TITLE not in said, (who, action, values)
        assert await store.run(lambda s: kept(s, thought)) == before, (who, action, values)
    store.close()
