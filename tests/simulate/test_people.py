"""The people in the simulation: a company from its seed, and the model of how they behave."""

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.simulate.founding import EAGER, PLACES, found
from bot.terminal.simulate.habits import HABITS, Habit, Mood, chance, delay, reaction

HABIT = st.sampled_from([*HABITS.values()])
MOOD = st.builds(Mood, week=st.integers(0, 7), unanswered=st.integers(0, 30), followed=st.booleans())


def test_the_same_seed_founds_the_same_company():
    assert found(40, 3, 1) == found(40, 3, 1) != found(40, 3, 2)


@pytest.mark.parametrize("people", [24, 100, 500])
def test_champions_join_first_and_stay(people: int):
    company = found(people, 8, 1)
    first = company.begins + timedelta(days=1.5)  # on Monday morning, wherever they are
    assert len(company.champions) == 6 and all(one.joins < first for one in company.champions)
    assert {(one.habit, one.leaves) for one in company.champions} == {("gladly", None)}


def test_a_company_has_everybody_the_rule_must_get_right():
    company = found(500, 8, 1)
    people = company.colleagues
    assert len({one.place.zone.partition("/")[0] for one in people}) == 5  # continents
    assert {one.habit for one in people} == {*HABITS}
    assert all([*filter(None, (getattr(one, fate) for one in people))] for fate in ("leaves", "rests", "trip"))
    assert {language for place in PLACES for language in place.languages} == {"en", "nl"}
    assert max(sum(one.team == other.team for other in people) for one in people) == 8


def test_two_champions_overdo_it_and_no_two_pieces_of_content_begin_at_once():
    company = found(500, 8, 1)
    many = {
        champion.id: sum(i.author == champion.id and i.important for i in company.items)
        for champion in company.champions
    }
    assert sorted(many.values()) == [0] * (6 - EAGER) + [24] * EAGER
    begins = [item.publishes for item in company.items]
    assert len(begins) == len({*begins})
    assert len({item.title for item in company.items}) == len(company.items)


@given(HABIT, MOOD)
def test_each_nudge_of_a_week_and_each_unanswered_one_makes_the_next_answer_less_likely(habit: Habit, mood: Mood):
    assert 0 <= chance(habit, mood) <= 1
    assert chance(habit, mood.model_copy(update={"week": mood.week + 1})) <= chance(habit, mood)
    assert chance(habit, mood.model_copy(update={"unanswered": mood.unanswered + 1})) <= chance(habit, mood)


@given(HABIT, MOOD, st.integers())
def test_people_keep_to_their_way_and_have_equal_luck_next_time(habit: Habit, mood: Mood, seed: int):
    dice, other = random.Random(seed), random.Random(seed)
    does = reaction(habit, mood, dice)
    assert does in (*habit.how, "none", "leave")
    assert does != "leave" or mood.unanswered >= 4
    reaction(habit, Mood(week=0, unanswered=0, followed=True), other)
    assert dice.random() == other.random()  # an equal number was drawn


@pytest.mark.parametrize("habit", [*HABITS])
def test_people_answer_as_often_as_the_model_says(habit: str):
    mood, dice = Mood(week=2, unanswered=1, followed=True), random.Random(5)
    many = sum(reaction(HABITS[habit], mood, dice) not in ("none", "leave") for _ in range(4000))
    assert many / 4000 == pytest.approx(chance(HABITS[habit], mood), abs=0.03)
    assert min(delay(dice).total_seconds() for _ in range(500)) >= 60
