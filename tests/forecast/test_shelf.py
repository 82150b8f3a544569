"""What the shelf computes once for many readers is what each reader would get alone."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.content.offers import Offer
from handlers.forecast.shelf import Reader, Shelf, runs_at
from handlers.planning.due import Advocate
from handlers.planning.ranking import Ranked, personal, standing
from models.content import TagKind, WayName
from models.people import Trait

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
KINDS: Mapping[Trait, tuple[str, ...]] = {
    "way": ("share", "react", "support"),
    "network": ("linkedin", "x"),
    "topic": ("Events", "Jobs", "People"),
    "language": ("en", "nl"),
    "team": ("Blades", "Sales"),
}
DAYS = st.integers(-8, 8).map(lambda days: timedelta(days=days))
WISHES = st.fixed_dictionaries({}, optional={kind: st.frozensets(st.sampled_from(of)) for kind, of in KINDS.items()})
TAGS = st.fixed_dictionaries(
    {}, optional={kind: st.frozensets(st.sampled_from(of)) for kind, of in KINDS.items() if kind != "way"}
)
SHARES = st.dictionaries(st.sampled_from(("", "Events", "Jobs")), st.sampled_from((5, 10)))


def offer(
    number: int,
    times: tuple[timedelta, timedelta | None],
    *,
    important: bool,
    tags: Mapping[TagKind, AbstractSet[str]],
    way: WayName,
) -> Offer:
    starts, lasts = times
    return Offer(
        id=f"c{number}",
        author="boss",
        url="",
        created_at=NOW,
        starts_at=NOW + starts,
        ends_at=None if lasts is None else NOW + starts + abs(lasts),
        important=important,
        campaign="",
        urgent_at=None,
        turn=0,
        way=way,
        hold_out=0,
        texts=0,
        tags=tags,
    )


def reader(wishes: Mapping[Trait, AbstractSet[str]], met: AbstractSet[str]) -> Reader:
    one = Advocate(
        person="anna",
        timezone="UTC",
        joined_at=None,
        paused_until=None,
        quiet_until=None,
        checked_at=None,
        pace_from=None,
        unreachable_at=None,
        nudged_at=None,
        weekly_most=2,
        hours_from=540,
        hours_to=1020,
        days=31,
        country="",
        team="",
        urgent=False,
    )
    return Reader(one, [], wishes, met)


@given(
    st.lists(st.tuples(DAYS, st.none() | DAYS, st.booleans(), TAGS, st.sampled_from(("share", "react"))), max_size=6),
    WISHES,
    st.dictionaries(st.sampled_from(("c0", "c1", "c2")), SHARES),
    st.frozensets(st.sampled_from(("c0", "c3"))),
)
def test_the_points_of_each_kind_of_choice_add_up_to_those_of_all_choices(drawn, wishes, shares, met) -> None:
    offers = [
        offer(n, (starts, lasts), important=great, tags=tags, way=way)
        for n, (starts, lasts, great, tags, way) in enumerate(drawn)
    ]
    alone = [
        (one.id, Ranked(one, tuple(personal(one, wishes, shares.get(one.id, {})))).score)
        for one in offers
        if one.id not in met and one.fits(wishes)
    ]
    found = Shelf(offers, shares).fitting(reader(wishes, met))
    assert [(fit.ranked.offer.id, fit.points) for fit in found] == alone


@given(st.lists(st.tuples(DAYS, st.none() | DAYS, st.booleans()), max_size=5), st.lists(DAYS, max_size=8), st.data())
def test_an_offer_keeps_its_standing_until_a_moment_that_changes_it(drawn, later, data) -> None:
    offers = [
        offer(n, (starts, lasts), important=great, tags={}, way="share")
        for n, (starts, lasts, great) in enumerate(drawn)
    ]
    shelf = Shelf(offers, {})
    fits = shelf.fitting(reader({}, frozenset()))
    for days in later:
        moment = NOW + days + data.draw(st.sampled_from((timedelta(), timedelta(microseconds=1), timedelta(hours=5))))
        running = [one for one in offers if runs_at(one, moment)]
        everybody = {one.id: Ranked(one, tuple(personal(one, {}, {}))).score for one in running}
        best = sorted(
            running, key=lambda one: -everybody[one.id] - Ranked(one, tuple(standing(one, moment))).score
        )  # a stable sort
        assert [ranked.offer for ranked in shelf.ranked(fits, moment)] == best
