"""What people do by themselves, whatever Heraut says: join, choose settings, publish, travel, rest, leave."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from bot.terminal.simulate.company import Colleague, Company, Item
from bot.terminal.simulate.habits import HABITS
from bot.terminal.simulate.recorder import Offered
from handlers.calendar.zonedata import rules_of

Values = Mapping[str, str | tuple[str, ...]]
WAKES = time(8)


class Act(NamedTuple):
    """Something that somebody does."""

    at: datetime
    who: str
    action: str
    target: str = ""
    values: Values = {}
    mentioned: str = ""
    card: int | None = None  # the number of the message that this is an answer to
    about: Offered | None = None  # what of the content in that message it is about
    does: str = ""  # what the answer means, whatever the action of its button


def story(company: Company) -> Iterator[Act]:
    """In no order."""
    boss = company.champions[0]
    for champion in company.champions[1:]:
        yield Act(company.begins, boss.id, "champion", values={"text": f"@{champion.id}"}, mentioned=champion.id)
        yield Act(company.begins + timedelta(minutes=1), champion.id, "accept_role")
    for colleague in company.colleagues:
        yield Act(colleague.joins, colleague.id, "join", values=_wishes(colleague))
        yield Act(colleague.joins, colleague.id, "settings", values={**_wishes(colleague), **_calendar(colleague)})
        yield from _life(colleague)
    for item in company.items:
        yield Act(item.publishes, item.author, "post", item.way, _posting(item))
    for plan in company.campaigns:
        days = {"starts": plan.starts.isoformat(), "ends": plan.ends.isoformat()}
        goal = {"name": plan.name, "goal": "Two hundred posts.", "counts": "shares", "target": "200"}
        yield Act(plan.made, plan.run_by, "new_campaign", values={**goal, **days})
    for feed in company.feeds:
        yield Act(feed.follows, feed.follower, "add_feed", values={"url": feed.address})


def _wishes(one: Colleague) -> Values:
    return {
        "ways": (HABITS[one.habit].way,),
        "networks": one.networks,
        "topics": one.topics,
        "languages": one.place.languages,
        "weekly_most": str(one.weekly_most),
        "hours_from": f"{one.opens // 60:02}:{one.opens % 60:02}",
        "hours_to": f"{one.closes // 60:02}:{one.closes % 60:02}",
    }


def _calendar(one: Colleague) -> Values:
    return {"days": tuple(map(str, one.days)), "country": one.place.country, "off": "", "team": one.team}


def _life(one: Colleague) -> Iterator[Act]:
    if one.trip:
        yield Act(one.trip.arrives, one.id, "home")
        yield Act(one.trip.returns, one.id, "home")
    if one.rests:
        first, until = one.rests
        yield Act(_morning(first, one.place.zone), one.id, "pause", values={"until": until.isoformat()})
    if one.leaves:
        yield Act(one.leaves, one.id, "leave")


def _morning(day: date, zone: str) -> datetime:
    return datetime.combine(day, WAKES, rules_of(zone)).astimezone(UTC)


def _posting(item: Item) -> Values:
    return {
        "url": item.page,
        "title": item.title,
        "why": "Something that we are proud of.",
        **{f"text_{number}": text for number, text in enumerate(item.texts, start=1)},
        "topics": item.topics,
        "networks": item.networks,
        "languages": item.languages,
        "starts": item.starts.isoformat() if item.starts else "",
        "ends": item.ends.isoformat(),
        "important": "yes" if item.important else "",
        "campaign": item.campaign,
        "rests": str(item.rests),
        "official": "yes" if item.official else "",
    }
