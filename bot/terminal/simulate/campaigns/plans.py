"""The two campaigns of a company: one long, one short, both over before the weeks are."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from bot.terminal.simulate.company import Item, Plan

# Name, the place of its champion, and the parts of all weeks at which it begins and ends.
PLANS = (("A quieter blade", 1, 0.1, 0.6), ("The open day", 2, 0.4, 0.7))
DAY = timedelta(days=1)
BEFORE = timedelta(minutes=30)  # before the first of its content


def plans(champions: Sequence[str], begins: datetime, weeks: int) -> Iterator[Plan]:
    for name, place, first, last in PLANS:
        starts, ends = ((begins + timedelta(weeks=weeks) * part).date() for part in (first, last))
        made = datetime.combine(starts, begins.timetz()) - BEFORE
        yield Plan(name=name, run_by=champions[place % len(champions)], made=made, starts=starts, ends=ends)


def with_campaign(item: Item, found: Sequence[Plan]) -> Item:
    """Content of a campaign's champion belongs to it, while it runs."""
    day: date = item.publishes.date()
    for plan in found:
        if plan.run_by == item.author and item.publishes > plan.made and day <= plan.ends:
            return item.model_copy(update={"campaign": plan.name})
    return item
