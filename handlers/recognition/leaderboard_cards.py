"""The cards about a week: for a person, and for a channel."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.core.anonymity import FEWEST
from handlers.core.buttons import button_row
from handlers.core.interaction import Buttons, Card, Divider, Frozen, Items, Part, Picture, Text
from handlers.core.language import Words, mark
from handlers.members.council import sentence
from handlers.recognition.cards import badge_name
from models.campaign import CampaignCount

PICTURE_SIZE = (1200, 630)


class BoardRow(Frozen):
    """A person in a ranking. The name is empty if they did not agree to be named."""

    place: int
    points: int
    name: str = ""
    mine: bool = False


class Named(Frozen):
    """Some people's names, and how many others there are; 0 if they are a few."""

    names: tuple[str, ...] = ()
    others: int = 0


class EndedCampaign(Frozen):
    """A campaign that is over. `reached`: posts or clicks that may be told; 0 where none may."""

    name: str
    counts: CampaignCount = ""
    reached: int = 0
    target: int = 0


class WeekAchieved(Frozen):
    """What a workspace did in one week. Both the card and the picture are made from this. 0 is what may not be told."""

    monday: date
    shares: int = 0
    people: int = 0  # how many people shared
    traced: int = 0  # shares known by the post's address, or by what happened at the link
    opened: int = 0
    claimed: int = 0
    top: tuple[BoardRow, ...] = ()  # only people who agreed to be named, and only their upper half
    more: int = 0  # of them, with as many points as the last in `top`
    newcomers: Named = Named()
    bests: Named = Named()
    badges: tuple[tuple[str, str], ...] = ()  # name, badge
    other_badges: int = 0
    thanked: tuple[tuple[str, str], ...] = ()  # giver, receiver
    other_thanks: int = 0
    used: tuple[tuple[str, str], ...] = ()  # title, and who suggested it
    campaigns: tuple[EndedCampaign, ...] = ()  # whose result was told
    council: bool = False  # works-council mode is on
    least: int = FEWEST

    @property
    def drawn(self) -> bool:
        """Whether there is enough for a picture."""
        return self.shares > 0

    @property
    def thanks(self) -> int:
        """How many thanks may be told."""
        return len(self.thanked) + self.other_thanks


class Bar(Frozen):
    label: str
    value: str
    share: float  # of the longest bar, 0 to 1


class Figure(Frozen):
    value: str
    label: str


class Segment(Frozen):
    label: str
    share: float  # of all shares, 0 to 1


class Scene(Frozen):
    """Everything in the picture, as words and lengths."""

    title: str
    period: str
    figures: tuple[Figure, ...]
    heading: str
    bars: tuple[Bar, ...]
    evidence: tuple[Segment, ...]  # always three, from the strongest to the weakest
    alt: str
    note: str = ""  # below the bars: what a shared place means, and how many more have as many points
    dark: bool = False


# ── To a channel ──────────────────────────────────────────────────────────────────────────────────


def weekly(words: Words, week: WeekAchieved, picture: str) -> Card:
    """The joint result first, then the ranking if the channel wants it, then the good news."""
    t = words.t
    title = t("The week of {day}", day=words.date(week.monday))
    if not week.drawn:
        text = few_yet(words, week.least)
        mode = (Text(text=sentence(words), style="quiet"),) if week.council else ()
        return Card(title=title, summary=text, parts=(Text(text=text), *_gladness(words, week), _buttons(words), *mode))
    return Card(
        title=title,
        summary=achieved_together(words, week),
        parts=(
            Text(text=achieved_together(words, week), style="strong"),
            *((Text(text=evidence(words, week), style="quiet"),) if evidence(words, week) else ()),
            Picture(path=picture, alt=scene(words, week).alt, dark=True, size=PICTURE_SIZE),
            *_ranking(words, week),
            *_gladness(words, week),
            Divider(),
            _buttons(words),
            Text(text=_who_is_named(words, week), style="quiet"),
        ),
    )


def _who_is_named(words: Words, week: WeekAchieved) -> str:
    if week.council:
        return sentence(words)
    return words.t("Only people who agreed to it are named. You choose in your settings.")


def few_yet(words: Words, k: int) -> str:
    return words.t(
        "A week has figures once {n} colleagues share in it, so that nobody is singled out. A new one has begun.",
        n=words.number(k),
    )


def achieved_together(words: Words, week: WeekAchieved) -> str:
    """The joint result, without a denominator: what is left of it is people too."""
    return words.t("Together: {result}.", result=joint_result(words, week))


def joint_result(words: Words, week: WeekAchieved) -> str:
    shares = words.tn("{n} share", "{n} shares", week.shares)
    if not week.people:
        return shares
    return words.t("{shares}, by {people} colleagues", shares=shares, people=words.number(week.people))


def evidence(words: Words, week: WeekAchieved) -> str:
    """The shares by strength of evidence; empty if that would tell a few apart."""
    parts = [segment.label for segment in _segments(words, week) if segment.share]
    return words.t("How we know: {list}.", list=words.list(parts)) if parts else ""


def _segments(words: Words, week: WeekAchieved) -> tuple[Segment, ...]:
    told = week.claimed
    labels = (
        (words.tn("{n} by the post's address or link", "{n} by the post's address or link", week.traced), week.traced),
        (words.tn("{n} opened from here", "{n} opened from here", week.opened), week.opened),
        (words.tn("{n} told by the person", "{n} told by the person", told), told),
    )
    return tuple(Segment(label=label, share=n / max(week.shares, 1)) for label, n in labels)


def _ranking(words: Words, week: WeekAchieved) -> tuple[Part, ...]:
    if not week.top:
        return ()
    return (
        Text(text=heading(words), style="strong"),
        board(words, week.top, *_ties(words, week)),
    )


def board(words: Words, rows: Sequence[BoardRow], *below: str) -> Items:
    """A ranking line by line, and as a table; `below`: a line under it."""
    lines = tuple(board_line(words, each) for each in rows)
    cells = tuple((f"{words.number(each.place)}.", who(words, each), words.number(each.points)) for each in rows)
    head = (words.t("Place"), words.t("Name"), words.t("Points"))
    return Items(items=(*lines, *below), ordered=True, head=head, cells=cells)


def _ties(words: Words, week: WeekAchieved) -> tuple[str, ...]:
    """What is said of people with the same points, also of those who are not named here."""
    more = (words.tn("and {n} more with as many", "and {n} more with as many", week.more),) if week.more else ()
    shared = len({row.points for row in week.top}) < len(week.top)
    return (*more, *((words.t("Equal points share a place."),) if shared else ()))


def heading(words: Words) -> str:
    return words.t("Most points, among those who agreed to be named")


def board_line(words: Words, row: BoardRow) -> str:
    """A line of the ranking, such as: 1. Ann – 25 points."""
    return f"{words.number(row.place)}. {who(words, row)} – {points(words, row.points)}"


def who(words: Words, row: BoardRow) -> str:
    if row.mine:
        return words.t("you")
    return row.name or words.t("a colleague")


def points(words: Words, n: int) -> str:
    return words.tn("{n} point", "{n} points", n)


def _gladness(words: Words, week: WeekAchieved) -> tuple[Part, ...]:
    t = words.t
    badges = [t("{name}: {badge}", name=name, badge=badge_name(words, badge)) for name, badge in week.badges]
    thanked = [t("{giver} thanked {receiver}", giver=giver, receiver=receiver) for giver, receiver in week.thanked]
    used = [t("“{title}” by {name}", title=title, name=name) for title, name in week.used]
    sentences = (
        _told(words, mark("New with us: {people}."), week.newcomers),
        _told(words, mark("Their best week in half a year: {people}."), week.bests),
        _counted(words, mark("Badges won: {list}."), badges, week.other_badges),
        _counted(words, mark("Thanks: {list}."), thanked, week.other_thanks),
        _counted(words, mark("Suggested, and now yours to share: {list}."), used, 0),
        _counted(words, mark("Campaigns that are over: {list}."), [_ended(words, one) for one in week.campaigns], 0),
    )
    items = tuple(sentence for sentence in sentences if sentence)
    return (Items(items=items),) if items else ()


def _ended(words: Words, one: EndedCampaign) -> str:
    """Such as: “Open day” (51 of 200 posts)."""
    if not one.reached or not one.target:
        return words.t("“{name}”", name=one.name)
    number, n = words.number(one.reached), one.target
    goal = words.tn("{n} post", "{n} posts", n) if one.counts == "shares" else words.tn("{n} click", "{n} clicks", n)
    return words.t("“{name}” ({n} of {goal})", name=one.name, n=number, goal=goal)


def _told(words: Words, sentence: str, named: Named) -> str:
    """The names, and the number of others."""
    others = (words.tn("{n} colleague", "{n} colleagues", named.others),) if named.others else ()
    people = (*named.names, *others)
    return words.t(sentence, people=words.list(people)) if people else ""


def _counted(words: Words, sentence: str, told: list[str], others: int) -> str:
    if not told:
        return words.t(sentence, list=words.number(others)) if others else ""
    more = (words.tn("{n} more", "{n} more", others),) if others else ()
    return words.t(sentence, list=words.list((*told, *more)))


def _buttons(words: Words) -> Buttons:
    return button_row(("leaderboard", words.t("How am I doing?")), ("join", words.t("Join")))


# ── The picture's words ───────────────────────────────────────────────────────────────────────────


def scene(words: Words, week: WeekAchieved) -> Scene:
    """The card's figures with as little text as possible. `alt` describes everything that is drawn."""
    sunday = week.monday + timedelta(days=6)
    most = max((row.points for row in week.top), default=0)
    bars = tuple(
        Bar(label=f"{words.number(row.place)}. {row.name}", value=words.number(row.points), share=row.points / most)
        for row in week.top
    )
    return Scene(
        title=words.t("What we shared"),
        period=f"{words.date(week.monday)} – {words.date(sunday)}",
        figures=_figures(words, week),
        heading=heading(words) if bars else "",
        bars=bars,
        evidence=_segments(words, week),
        alt=_alt(words, week),
        note=" · ".join(_ties(words, week)),
    )


def _figures(words: Words, week: WeekAchieved) -> tuple[Figure, ...]:
    people, thanks = words.t("colleagues shared"), words.tn("thank-you", "thank-yous", week.thanks)
    return (
        Figure(value=words.number(week.shares), label=words.tn("share", "shares", week.shares)),
        *((Figure(value=words.number(week.people), label=people),) if week.people else ()),
        *((Figure(value=words.number(week.thanks), label=thanks),) if week.thanks else ()),
    )


def _alt(words: Words, week: WeekAchieved) -> str:
    listed = "; ".join((*(board_line(words, row) for row in week.top), *_ties(words, week))).removesuffix(".")
    ranking = (f"{heading(words)}: {listed}.",) if listed else ()
    thanks = (f"{figure.value} {figure.label}." for figure in _figures(words, week)[1 + bool(week.people) :])
    return " ".join(filter(None, (achieved_together(words, week), *thanks, evidence(words, week), *ranking)))
