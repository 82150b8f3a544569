"""What must never happen with campaigns, counted from what champions were sent."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

from bot.terminal.simulate.company import Plan
from bot.terminal.simulate.play import Played
from bot.terminal.simulate.recorder import Told

RESULT = "campaign_result"  # the kind of message
SOON = timedelta(days=7)  # by then its result is told


def _twice(played: Played) -> Iterator[tuple[str, str]]:
    times = Counter((told.who, plan.name) for plan, told in _results(played))
    return (one for one, many in times.items() if many > 1)


def _early(played: Played) -> Iterator[Told]:
    return (told for plan, told in _results(played) if told.at.date() <= plan.ends)


def _untold(played: Played) -> Iterator[str]:
    told = {plan.name for plan, _ in _results(played)}
    over = (plan for plan in played.company.campaigns if plan.ends + SOON < played.company.ends.date())
    return (plan.name for plan in over if plan.name not in told)


def _to_others(played: Played) -> Iterator[Told]:
    champions = {one.id for one in played.company.champions}
    return (told for told in played.told if told.kind == RESULT and told.who not in champions)


def _results(played: Played) -> Iterator[tuple[Plan, Told]]:
    for told in played.told:
        if told.kind == RESULT:
            yield from ((plan, told) for plan in played.company.campaigns if plan.name in told.title)


CAMPAIGN_PROMISES: dict[str, Callable[[Played], Iterator[object]]] = {
    "Results of a campaign that somebody got twice": _twice,
    "Results of a campaign that was not over": _early,
    "Campaigns that ended without a result": _untold,
    "Results of a campaign to somebody who is no champion": _to_others,
}
