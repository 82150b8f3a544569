"""How long content lasts, for any readers and content: it is never said to run dry before half of them have none."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from handlers.content.offers import Offer
from handlers.forecast.forecast import EVERYBODY, HORIZON, Step, steps_of, supplies_of
from handlers.forecast.shelf import Reader, Shelf
from models.people import Trait
from tests.forecast.test_shelf import DAYS, NOW, TAGS, WISHES, offer, reader

OFFERS = st.lists(st.tuples(DAYS, st.none() | DAYS, st.booleans(), TAGS), max_size=6)
READERS = st.lists(st.tuples(WISHES, st.frozensets(st.sampled_from(("c0", "c1", "c3")))), min_size=1, max_size=9)
K = 3  # readers of a group that has a figure


def made(wishes: Mapping[Trait, AbstractSet[str]], met: AbstractSet[str], number: int) -> Reader:
    one = reader(wishes, met)
    return one._replace(one=one.one._replace(person=f"p{number}", days=127))


def without(one: Reader, offers: Sequence[Offer], steps: Sequence[Step], by: datetime) -> bool:
    """Whether a nudge was due by then for which nothing was left that they had not seen."""
    for place, step in enumerate(steps):
        seen = one.met | {id_ for before in steps[:place] for id_ in before.offers}
        new = (its for its in offers if its.id not in seen and its.fits(one.wishes))
        if step.moment <= by and not any(its.ends_at is None or its.ends_at > step.moment for its in new):
            return True
    return False


@given(OFFERS, READERS)
def test_content_runs_dry_when_half_of_its_readers_have_nothing_new_left_and_not_before(drawn, people) -> None:
    offers = [
        offer(n, (starts, lasts), important=great, tags=tags, way="share")
        for n, (starts, lasts, great, tags) in enumerate(drawn)
    ]
    readers = [made(wishes, met, number) for number, (wishes, met) in enumerate(people)]
    shelf = Shelf(offers, {})
    steps = steps_of(readers, shelf, NOW)
    found = {supply.group: supply for supply in supplies_of(readers, shelf, NOW, K)}
    asked = [one for one in readers if steps[one.one.person] and "support" not in one.wishes.get("way", ())]
    assert (EVERYBODY in found) == (len(asked) >= K)
    if EVERYBODY not in found:
        return
    dry = found[EVERYBODY].dry

    def half(by: datetime) -> bool:
        return 2 * sum(without(one, offers, steps[one.one.person], by) for one in asked) >= len(asked)

    moments = sorted({step.moment for one in asked for step in steps[one.one.person]})
    assert dry == next((moment for moment in moments if half(moment)), None)
    assert dry is None or NOW <= dry < NOW + HORIZON
    assert found[EVERYBODY].items == len(offers)
