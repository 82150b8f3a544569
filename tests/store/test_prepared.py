"""Prepared statements do what the ORM would do, on both databases."""

import pytest
from sqlalchemy import and_, bindparam, insert, inspect, select, union_all, update
from sqlalchemy.exc import IntegrityError, MultipleResultsFound, NoResultFound
from sqlalchemy.orm import Session

from models import Base, Person, Preference, Seen, Workspace
from models.prepared import Change, Query, get, get_one, made, put
from models.store import Store
from tests.support.office import MORNING
from tests.support.statements import counted

PEOPLE = Query(
    select(Workspace, Person, Preference.value)
    .join(Person, Person.workspace == Workspace.workspace)
    .outerjoin(Preference, and_(Preference.workspace == Person.workspace, Preference.person == Person.person))
    .where(Workspace.workspace == bindparam("workspace"))
    .order_by(Person.person, Preference.value)
)
NAMES = Query(select(Person.name).where(Person.workspace == bindparam("workspace")).order_by(Person.name))
FOUND = Query(
    select(Workspace, Person)
    .outerjoin(Person, and_(Person.workspace == Workspace.workspace, Person.person == bindparam("person")))
    .where(Workspace.workspace == bindparam("workspace"))
)
RENAME = Change(
    update(Person)
    .where(Person.workspace == bindparam("its_workspace"), Person.name == bindparam("old"))
    .values(name=bindparam("new"))
)
SEE = Change(insert(Seen))


def acme(session: Session) -> None:
    session.add(Workspace(workspace="W", platform="web", created_at=MORNING))
    session.flush()
    for name in ("anna", "bob"):
        session.add(Person(workspace="W", person=name, name=name.title(), met_at=MORNING, paused_until=MORNING))
    session.flush()
    session.add(Preference(workspace="W", person="bob", kind="topic", value="Events"))


@pytest.fixture
async def acme_store(store: Store) -> Store:
    await store.run(acme)
    return store


async def test_a_query_gives_the_entities_that_the_session_knows(acme_store: Store):
    def work(session: Session) -> None:
        anna = session.get_one(Person, ("W", "anna"))
        (workspace, first, none), (same, second, topic) = PEOPLE.all(session, workspace="W")
        assert first is anna and workspace is same and workspace is session.get(Workspace, "W")
        topics: list[str | None] = [none, topic]
        assert topics == [None, "Events"]
        assert second in session and second is get(session, Person, "W", "bob")

    await acme_store.run(work)


async def test_what_a_query_reads_is_what_the_orm_reads(acme_store: Store):
    def read(session: Session, prepared: bool) -> dict[str, object]:
        bob = get_one(session, Person, "W", "bob") if prepared else session.get_one(Person, ("W", "bob"))
        assert not session.dirty
        return {column.key: getattr(bob, column.key) for column in Person.__mapper__.column_attrs}

    assert await acme_store.run(lambda s: read(s, prepared=True)) == await acme_store.run(
        lambda s: read(s, prepared=False)
    )


async def test_an_entity_that_a_query_gave_can_be_changed(acme_store: Store):
    def change(session: Session) -> None:
        get_one(session, Person, "W", "bob").name = "Robert"

    await acme_store.run(change)
    assert await acme_store.run(lambda s: NAMES.all(s, workspace="W")) == [("Anna",), ("Robert",)]


async def test_a_query_sees_what_the_session_has_not_written_yet(acme_store: Store):
    def work(session: Session) -> list[tuple[str]]:
        session.get_one(Person, ("W", "bob")).name = "Robert"
        return NAMES.all(session, workspace="W")

    assert await acme_store.run(work) == [("Anna",), ("Robert",)]


async def test_an_outer_join_without_a_row_gives_no_entity(acme_store: Store):
    def work(session: Session) -> None:
        found: tuple[object, ...] = FOUND.one(session, workspace="W", person="nobody")
        assert found == (session.get(Workspace, "W"), None)
        assert get(session, Person, "W", "nobody") is None
        with pytest.raises(NoResultFound):
            get_one(session, Person, "W", "nobody")

    await acme_store.run(work)


async def test_one_row_means_exactly_one(acme_store: Store):
    def work(session: Session) -> None:
        assert NAMES.first(session, workspace="W") == ("Anna",)
        assert NAMES.first(session, workspace="X") is None
        with pytest.raises(MultipleResultsFound):
            NAMES.one(session, workspace="W")
        with pytest.raises(NoResultFound):
            NAMES.one(session, workspace="X")

    await acme_store.run(work)


async def test_queries_that_were_put_together_give_their_columns(acme_store: Store):
    both = Query(union_all(select(Person.name, Person.met_at), select(Preference.value, Workspace.created_at)))
    assert ("Bob", MORNING) in await acme_store.run(both.all)


async def test_a_change_tells_how_many_rows_it_changed(acme_store: Store):
    def work(session: Session) -> tuple[int, ...]:
        own = {"its_workspace": "W", "old": "Bob", "new": "Robert"}
        return RENAME.run(session, own), RENAME.run(session, own), RENAME.run(session)

    assert await acme_store.run(work) == (1, 0, 0)


async def test_a_change_of_many_rows_is_one_statement(acme_store: Store):
    def work(session: Session) -> tuple[int, int]:
        with counted(session) as statements:
            changed = SEE.run(session, *({"workspace": "W", "key": f"{n}", "at": MORNING} for n in range(3)))
        return changed, len(statements)

    assert await acme_store.run(work) == (3, 1)
    assert await acme_store.run(lambda s: [row.at for row in s.scalars(select(Seen))]) == [MORNING] * 3


async def test_a_new_row_takes_the_defaults_of_its_columns(acme_store: Store):
    new = Change(insert(Person))

    def work(session: Session) -> Person:
        new.run(session, {"workspace": "W", "person": "cem", "met_at": MORNING})
        return get_one(session, Person, "W", "cem")

    cem = await acme_store.run(work)
    assert (cem.role, cem.weekly_most, cem.days, cem.thanks, cem.joined_at) == ("employee", 2, 31, True, None)


async def test_what_is_put_is_in_the_row_and_in_the_entity_at_once(acme_store: Store):
    def work(session: Session) -> None:
        bob = get_one(session, Person, "W", "bob")
        put(session, bob, next_at=MORNING, pace_from=None)
        assert bob.next_at == MORNING and not session.dirty
        session.expire(bob)
        assert bob.next_at == MORNING

    await acme_store.run(work)


def test_an_entity_is_made_of_the_row_that_was_inserted_without_a_session():
    carl = made(Person, {"workspace": "W", "person": "carl", "name": "Carl"})
    assert (carl.name, carl.left_at) == ("Carl", None)
    assert inspect(carl).transient and not inspect(carl).modified


async def test_a_broken_rule_is_an_error_of_sqlalchemy_and_undoes_the_work(acme_store: Store):
    def twice(session: Session) -> None:
        RENAME.run(session, {"its_workspace": "W", "old": "Bob", "new": "Robert"})
        SEE.run(session, *[{"workspace": "W", "key": "same", "at": MORNING}] * 2)

    with pytest.raises(IntegrityError) as raised:
        await acme_store.run(twice)
    assert "same" not in str(raised.value).partition("DETAIL")[0]
    assert await acme_store.run(lambda s: NAMES.all(s, workspace="W")) == [("Anna",), ("Bob",)]


async def test_a_list_has_no_place_in_a_prepared_statement(acme_store: Store):
    some = Query(select(Person.name).where(Person.name.in_(bindparam("names", expanding=True))))
    with pytest.raises(TypeError, match="no lists"):
        await acme_store.run(lambda session: some.all(session, names=["Bob"]))


@pytest.mark.parametrize("table", Base.__subclasses__(), ids=lambda table: table.__name__)
def test_every_default_is_one_that_prepared_rows_take(table: type[Base]):
    for column in table.__table__.columns:
        assert column.default is None or column.default.is_scalar
