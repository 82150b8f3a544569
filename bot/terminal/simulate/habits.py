"""How people behave: a simple model that anybody can question. It shows how the rule works, not human nature."""

import math
import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from handlers.core.interaction import Frozen

Reaction = Literal["share", "skip", "later", "react", "none", "leave"]
Settled = Literal["none", "keep", "fewer", "leave"]
TIRES = 0.82  # each card of the last seven days multiplies the chance of an answer by this
FADES, FAINTEST = 0.9, 0.3  # so does each unanswered card in a row, down to a floor
FOLLOWED, OTHER = 1.25, 0.8  # the factor for a topic that the person follows, and for another
FED_UP, GOES = 4, 0.03  # from this many unanswered in a row on, the share that leaves at each card
SETTLES: Mapping[Settled, float] = {"none": 0.6, "keep": 0.18, "fewer": 0.18, "leave": 0.04}  # asked how to go on
POSTS = 0.9  # the share of people who post after pressing Share
TELLS = 0.5  # the share of people who tell why they skip
SOON, SIGMA = 45, 1.2  # minutes until an answer: median and spread (log-normal)
REASONS = ("topic", "salesy", "time", "shared", "uneasy")


class Habit(Frozen):
    """How somebody behaves."""

    label: str
    share: float  # of all colleagues
    answers: float  # the chance that somebody who is not tired answers a card
    how: Mapping[Literal["share", "skip", "later", "react"], float]  # and how, by weight
    keen: float = 1.0  # the factor for sharing what they do not follow
    way: Literal["share", "react", "support"] = "share"


HABITS: Mapping[str, Habit] = {
    "gladly": Habit(label="Shares gladly", share=0.15, answers=0.8, how={"share": 0.85, "skip": 0.1, "later": 0.05}),
    "choosy": Habit(
        label="Is choosy", share=0.35, answers=0.5, how={"share": 0.6, "skip": 0.35, "later": 0.05}, keen=0.25
    ),
    "ignores": Habit(label="Hardly answers", share=0.3, answers=0.08, how={"share": 0.6, "skip": 0.4}),
    "reacts": Habit(label="Only reacts", share=0.15, answers=0.5, how={"react": 0.9, "skip": 0.1}, way="react"),
    "supports": Habit(label="Supports", share=0.05, answers=0.0, how={"skip": 1}, way="support"),
}


class Mood(Frozen):
    """What an answer depends on: cards in the last seven days, unanswered in a row, and whether they follow it."""

    week: int
    unanswered: int
    followed: bool


def chance(habit: Habit, mood: Mood) -> float:
    """The chance that a card is answered."""
    rested = TIRES**mood.week * max(FAINTEST, FADES**mood.unanswered)
    return min(1.0, habit.answers * rested * (FOLLOWED if mood.followed else OTHER))


def reaction(habit: Habit, mood: Mood, dice: random.Random) -> Reaction:
    """What somebody does about a card. Every call draws equally often, so that luck stays comparable."""
    luck, taste, patience = dice.random(), dice.random(), dice.random()
    if luck < chance(habit, mood):
        weights = {how: weight * _taste(habit, mood, how) for how, weight in habit.how.items()}
        part = taste * sum(weights.values())
        for how, weight in weights.items():
            part -= weight
            if part < 0:
                return how
    return "leave" if mood.unanswered >= FED_UP and patience < GOES else "none"


def _taste(habit: Habit, mood: Mood, how: str) -> float:
    return habit.keen if how == "share" and not mood.followed else 1.0


def settles(dice: random.Random) -> Settled:
    """What somebody answers when asked how to go on."""
    return dice.choices([*SETTLES], [*SETTLES.values()])[0]


def delay(dice: random.Random) -> timedelta:
    """The time until somebody answers."""
    return timedelta(minutes=round(dice.lognormvariate(math.log(SOON), SIGMA)) + 1)
