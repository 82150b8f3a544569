"""The cards about a week: for a person, and for a channel."""

from datetime import date, timedelta

from handlers.core.anonymity import FEWEST
from handlers.core.buttons import button_row
from handlers.core.council import sentence
from handlers.core.interaction import Buttons, Card, Divider, Frozen, Items, Part, Picture, Text
from handlers.core.language import Words, mark
from handlers.recognition.cards import badge_name


class BoardRow(Frozen):
    """A person in a ranking. The name is empty if they did not agree to be named."""

    place: int
    points: int
    name: str = ""
    mine: bool = False


class Named(Frozen):
    """Some people's names, and how many people there are in all."""

    names: tuple[str, ...] = ()
    total: int = 0


class WeekAchieved(Frozen):
    """What a workspace did in one week. Both the card and the picture are made from this."""

    monday: date
    advocates: int = 0
    shares: int = 0
    people: int = 0  # how many people shared
    opened: int = 0
    traced: int = 0  # shares known by the post's address, or by what happened at the link
    top: tuple[BoardRow, ...] = ()  # only the upper half, and only people who agreed to be named
    newcomers: Named = Named()
    bests: Named = Named()
    badges: tuple[tuple[str, str], ...] = ()  # name, badge
    badges_total: int = 0
    thanked: tuple[tuple[str, str], ...] = ()  # giver, receiver
    thanks: int = 0
    council: bool = False  # works-council mode is on

    @property
    def few(self) -> bool:
        return self.advocates < FEWEST

    @property
    def drawn(self) -> bool:
        """Whether there is enough for a picture."""
        return not self.few and self.shares > 0


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


# ── To a channel ──────────────────────────────────────────────────────────────────────────────────


def weekly(words: Words, week: WeekAchieved, picture: str) -> Card:
    """The joint result first, then the ranking if the channel wants it, then the good news."""
    t = words.t
    title = t("The week of {day}", day=words.date(week.monday))
    if not week.drawn:
        text = few_yet(words) if week.few else t("It was a quiet week: nothing was shared. A new one has begun.")
        mode = (Text(text=sentence(words), style="quiet"),) if week.council else ()
        return Card(title=title, summary=text, parts=(Text(text=text), *_gladness(words, week), _buttons(words), *mode))
    return Card(
        title=title,
        summary=achieved_together(words, week),
        parts=(
            Text(text=achieved_together(words, week), style="strong"),
            Text(text=evidence(words, week), style="quiet"),
            Picture(path=picture, alt=scene(words, week).alt),
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


def few_yet(words: Words) -> str:
    return words.t("Figures appear once there are five people, so that nobody is singled out. Who joins next?")


def achieved_together(words: Words, week: WeekAchieved) -> str:
    """The joint result, with its denominator."""
    shares = words.tn("{n} share", "{n} shares", week.shares)
    people, advocates = words.number(week.people), words.number(week.advocates)
    return words.t(
        "Together: {shares}, by {people} of {advocates} colleagues.", shares=shares, people=people, advocates=advocates
    )


def evidence(words: Words, week: WeekAchieved) -> str:
    """The shares by strength of evidence."""
    parts = [segment.label for segment in _segments(words, week) if segment.share]
    return words.t("How we know: {list}.", list=words.list(parts))


def _segments(words: Words, week: WeekAchieved) -> tuple[Segment, ...]:
    told = week.shares - week.opened - week.traced
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
        Items(items=tuple(board_line(words, each) for each in week.top), ordered=True),
    )


def heading(words: Words) -> str:
    return words.t("Most points this week")


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
    sentences = (
        _told(words, mark("New with us: {people}."), week.newcomers),
        _told(words, mark("Their best week in half a year: {people}."), week.bests),
        _counted(words, mark("Badges won: {list}."), badges, week.badges_total),
        _counted(words, mark("Thanks: {list}."), thanked, week.thanks),
    )
    items = tuple(sentence for sentence in sentences if sentence)
    return (Items(items=items),) if items else ()


def _told(words: Words, sentence: str, named: Named) -> str:
    """The names, and the number of others."""
    if not named.total:
        return ""
    rest = named.total - len(named.names)
    others = (words.tn("{n} colleague", "{n} colleagues", rest),) if rest else ()
    return words.t(sentence, people=words.list((*named.names, *others)))


def _counted(words: Words, sentence: str, told: list[str], total: int) -> str:
    if not total:
        return ""
    rest = total - len(told)
    if not told:
        return words.t(sentence, list=words.number(total))
    more = (words.tn("{n} more", "{n} more", rest),) if rest else ()
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
    )


def _figures(words: Words, week: WeekAchieved) -> tuple[Figure, ...]:
    advocates = words.number(week.advocates)
    thanks = words.tn("thank-you", "thank-yous", week.thanks)
    return (
        Figure(value=words.number(week.shares), label=words.tn("share", "shares", week.shares)),
        Figure(value=words.number(week.people), label=words.t("of {advocates} colleagues shared", advocates=advocates)),
        *((Figure(value=words.number(week.thanks), label=thanks),) if week.thanks else ()),
    )


def _alt(words: Words, week: WeekAchieved) -> str:
    listed = "; ".join(board_line(words, row) for row in week.top)
    ranking = (f"{heading(words)}: {listed}.",) if listed else ()
    return " ".join((achieved_together(words, week), evidence(words, week), *ranking))


# ── To one person ─────────────────────────────────────────────────────────────────────────────────


def so_far(words: Words, week: WeekAchieved, neighbours: tuple[BoardRow, ...]) -> Card:
    """This week so far: the joint result, and the person's place with two people above and below."""
    t = words.t
    title = t("This week so far")
    buttons = button_row(("me", t("My shares and badges")))
    if week.few:
        return Card(title=title, summary=few_yet(words), parts=(Text(text=few_yet(words)), buttons))
    mine = next((row for row in neighbours if row.mine), None)
    place = _place(words, mine)
    return Card(
        title=title,
        summary=f"{achieved_together(words, week)} {place}",
        parts=(
            Text(text=achieved_together(words, week)),
            Text(text=place, style="strong"),
            *((Items(items=tuple(board_line(words, each) for each in neighbours), ordered=True),) if mine else ()),
            buttons,
        ),
    )


def _place(words: Words, mine: BoardRow | None) -> str:
    if mine is None:
        return words.t("You have no points this week yet. Something to share: /heraut next")
    return words.t(
        "You are at place {place}, with {points}.", place=words.number(mine.place), points=points(words, mine.points)
    )
