"""Cards about campaigns: the list, one of them with its figures, and the result of one that is over. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from handlers.calendar.localtime import local_date
from handlers.core.buttons import button_row, listed
from handlers.core.interaction import Button, Buttons, Card, Divider, Items, Menu, Part, Preview, Text
from handlers.core.language import Words
from handlers.core.shortening import shortened
from handlers.core.targets import Tap
from handlers.results.cards import clicks, posts, rate, too_few_people
from handlers.results.steps import Row
from models import Campaign

SECOND = timedelta(seconds=1)
SHORT = 50  # characters of a title in a menu
LONG = 120  # and in the list of its content
MOST = 8  # pieces of content that are named


class CampaignFigures(NamedTuple):
    """A campaign with what is told of it. `today`: where the campaign is. `path`: of its page; empty: it has none."""

    campaign: Campaign
    total: Row
    k: int
    content: Sequence[tuple[str, str]]  # (id, title), the newest first
    now: datetime
    path: str = ""
    others: Sequence[tuple[str, str]] = ()  # content that could be taken in


class InList(NamedTuple):
    """A line of the list."""

    campaign: Campaign
    content: int  # how many pieces


def stands(words: Words, campaign: Campaign, now: datetime) -> str:
    """Where it stands, such as: Running until Friday 3 April inclusive."""
    t, last = words.t, words.full_day(campaign.last_day) if campaign.last_day else ""
    if campaign.state == "draft":
        return t("Draft: it has not been started.")
    if campaign.state == "ended" or (campaign.ends_at is not None and campaign.ends_at <= now):
        return t("Its last day was {day}.", day=words.full_day(ended_on(campaign)))
    if campaign.starts_at > now:
        first = words.full_day(campaign.first_day)
        return (
            t("From {first} until {last} inclusive.", first=first, last=last) if last else t("From {day}.", day=first)
        )
    return t("Running until {day} inclusive.", day=last) if last else t("Running, with no end date.")


def ended_on(campaign: Campaign) -> date:
    """The last day on which it ran, where it was planned."""
    last = campaign.last_day or campaign.first_day
    return last if campaign.ends_at is None else local_date(campaign.ends_at - SECOND, campaign.zone)


def campaigns_card(
    words: Words, lines: Sequence[InList], now: datetime, page: int, *, older: bool, champion: bool
) -> Card:
    """The list."""
    t = words.t
    said = t("Campaigns are content that belongs together, with a goal and a period.")
    rows = iter(listed(words, [_look(words, one.campaign) for one in lines], beside=1))
    parts: list[Part] = [Text(text=said, style="quiet")]
    for one in lines:
        about = f"{stands(words, one.campaign, now)} {_pieces(words, one.content)}"
        parts += [Divider(), Text(text=one.campaign.name, style="strong"), Text(text=about, style="quiet"), next(rows)]
    if not lines:
        parts.append(Text(text=t("There is no campaign now.")))
    last = [Button(action="new_campaign", label=t("New campaign"), style="primary")] if champion else []
    last += [Button(action="campaigns", label=t("Back"), target=str(page - 1))] if page else []
    last += [Button(action="campaigns", label=t("More campaigns"), target=str(page + 1))] if older else []
    row = (Divider(), Buttons(buttons=tuple(last))) if last else ()
    return Card(title=t("Campaigns"), summary=said, parts=(*parts, *row), instead=True)


def _look(words: Words, campaign: Campaign) -> Buttons:
    return button_row(("campaign", words.t("Look")), target=campaign.id)


def _pieces(words: Words, number: int) -> str:
    if not number:
        return words.t("Nothing belongs to it yet.")
    return words.tn("{n} piece of content.", "{n} pieces of content.", number)


def campaign_card(words: Words, shown: CampaignFigures, *, champion: bool = False) -> Card:
    """One campaign, and what its champions can do with it."""
    t, campaign = words.t, shown.campaign
    parts = (*_about(words, shown), *(_verbs(words, shown) if champion else ()))
    page = (Button(action="", label=t("Open as a page"), link=shown.path),) if shown.path else ()
    row = Buttons(buttons=(Button(action="campaigns", label=t("Campaigns")), *page))
    return Card(title=campaign.name, summary=stands(words, campaign, shown.now), parts=(*parts, row), instead=True)


def result_card(words: Words, shown: CampaignFigures) -> Card:
    """The result of a campaign that is over, told once."""
    t = words.t
    title = t("Campaign “{name}” is over", name=shown.campaign.name)
    look = button_row(("campaign", t("Look")), target=shown.campaign.id)
    lines = [*figure_lines(words, shown)]
    return Card(
        title=title,
        summary=". ".join(line.removesuffix(".") for line in (title, *lines)) + ".",
        parts=(*_about(words, shown), look),
    )


def _about(words: Words, shown: CampaignFigures) -> Iterator[Part]:
    campaign = shown.campaign
    if campaign.image:
        yield Preview(url=campaign.image, title=campaign.name, image=campaign.image)
    if campaign.goal:
        yield Text(text=campaign.goal)
    yield Text(text=stands(words, campaign, shown.now), style="quiet")
    yield Items(items=tuple(figure_lines(words, shown)))
    if shown.content:
        yield Text(text=words.t("What belongs to it"), style="strong")
        yield Items(items=tuple(shortened(title, LONG) for _, title in shown.content[:MOST]))
    if shown.total.few:
        return
    said = words.t("Brought up to date each morning, where {n} people are behind what is new.", n=words.number(shown.k))
    yield Text(text=said, style="quiet")


def figure_lines(words: Words, shown: CampaignFigures) -> Iterator[str]:
    """What came of it: sums of frozen packets, each with what it is out of."""
    t, n, campaign, total = words.t, words.number, shown.campaign, shown.total
    yield _pieces(words, len(shown.content))
    if total.few:
        if campaign.target:
            yield t("The goal: {goal}", goal=_counted(words, campaign, campaign.target))
        if shown.content:
            yield too_few_people(words, shown.k)
        return
    if campaign.target:
        yield _so_far(words, campaign, total.posts if campaign.counts == "shares" else total.clicks)
    if total.shared:
        yield t("Shared: {rate}", rate=rate(words, total.sharing))
    clicked = n(total.clicks) if total.clicks else t("too few to tell")
    if total.posts:
        yield t("Clicks of people: {n}, on {posts}", n=clicked, posts=posts(words, total.posts))
    elif total.clicks:
        yield t("Clicks of people: {n}", n=clicked)


def _so_far(words: Words, campaign: Campaign, reached: int) -> str:
    """How far it came. A figure that may not be told is 0, and so is not shown as a number."""
    goal = _counted(words, campaign, campaign.target)
    if not reached:
        return words.t("The goal: {goal}. So far: {n}.", goal=goal, n=words.t("too few to tell"))
    share = words.percent(reached / campaign.target)
    return words.t("{n} of {goal} ({rate})", n=words.number(reached), goal=goal, rate=share)


def _counted(words: Words, campaign: Campaign, number: int) -> str:
    return posts(words, number) if campaign.counts == "shares" else clicks(words, number)


def _verbs(words: Words, shown: CampaignFigures) -> Iterator[Part]:
    t, campaign = words.t, shown.campaign
    over = campaign.state == "ended"
    labels = {"draft": t("Start"), "active": t("Edit"), "ended": t("Reopen")}
    edit = Button(action="edit_campaign", label=labels[campaign.state], target=campaign.id)
    ask = t("Content that has the campaign’s last day ends with it. Content with days of its own goes on.")
    end = Button(action="end_campaign", label=t("End it now"), target=campaign.id, style="danger", confirm=ask)
    yield Divider()
    yield Buttons(buttons=(edit, end) if campaign.state == "active" else (edit,))
    if shown.content:
        yield _menu(t("Take content out"), shown.content, "take_out", campaign.id)
    if shown.others and not over:
        yield _menu(t("Take content in"), shown.others, "take_in", campaign.id)


def _menu(label: str, content: Sequence[tuple[str, str]], action: str, campaign: str) -> Buttons:
    each = (
        Button(action=action, label=shortened(title, SHORT), target=Tap(campaign, id_).encode())
        for id_, title in content[:MOST]
    )
    return Buttons(menu=Menu(label=label, buttons=tuple(each)))
