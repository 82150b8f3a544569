"""The results of content in words and as a chart: every figure with its denominator and its evidence."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial

from handlers.content.networks import NETWORKS, label
from handlers.core.anonymity import FEWEST
from handlers.core.buttons import button_row
from handlers.core.interaction import Button, Buttons, Card, Divider, Facts, Frozen, Items, Part, Picture, Text
from handlers.core.language import Words, mark
from handlers.results.charts import Chart, Series
from handlers.results.rates import LEAST, Difference, Rate, Span
from handlers.results.steps import Row, Table
from models.share import LEVELS

NOBODYS = {"plain": mark("Plain link"), "qr": mark("QR code")}
HEADINGS = {
    "campaign": mark("By campaign"),
    "topic": mark("By topic"),
    "team": mark("By team"),
    "network": mark("By network"),
    "week": mark("By week"),
}
NONE = {"team": mark("No team"), "topic": mark("No topic"), "campaign": mark("No campaign")}
MOST = 6  # rows of a dimension in a card; the export has all


class Worth(Frozen):
    """The assumed value of a click, in hundredths of a currency, and who assumed it when."""

    hundredths: int
    currency: str
    name: str
    at: datetime


class ContentResults(Frozen):
    """What the card shows about a piece of content. `least`: the fewest people that a figure is about."""

    least: int = FEWEST
    content: str
    title: str
    linked: bool = True  # whether it has a page; otherwise there is nothing to click on
    total: Row
    networks: Table = Table()
    lift: tuple[Rate, Rate] | None = None  # the sharing of people it could be nudged to, and of people held out
    worth: Worth | None = None
    zone: str = ""
    picture: str = ""


def content_card(words: Words, shown: ContentResults) -> Card:
    """The card with the results of a piece of content."""
    t = words.t
    title = t("Results: {title}", title=shown.title)
    back = button_row(("content", t("Content")), ("results", t("All results")))
    if shown.total.few:
        text = too_few_people(words, shown.least)
        return Card(title=title, summary=text, parts=(Text(text=text), back))
    parts: tuple[Part, ...] = (
        Text(text=t("Since it was published:"), style="quiet"),
        *_funnel(words, shown.total, linked=shown.linked),
        Picture(path=shown.picture, alt=alt(words, shown.total, linked=shown.linked)),
        *_facts(words, t("By network"), shown.networks, network),
        *_lift(words, shown.lift),
        _when(words, shown.least),
        *_worth(words, shown.total.clicks, shown.worth, shown.zone),
        Divider(),
        back,
    )
    return Card(title=title, summary=alt(words, shown.total, linked=shown.linked), parts=parts)


class Everything(Frozen):
    """What the card shows about the content of some weeks. `least`: the fewest people that a figure is about."""

    least: int = FEWEST
    since: str
    until: str
    total: Row
    tables: Mapping[str, Table] = {}
    unlinked: bool = False  # some of the posts are about content without an address
    worth: Worth | None = None
    zone: str = ""
    manager: bool = False


def everything(words: Words, shown: Everything) -> Card:
    """The card with the results of all content, by topic, team, network and week."""
    t = words.t
    title = t("Results")
    last = [Button(action="content", label=t("Content"))]
    last += [Button(action="export", label=t("Export"))] if shown.manager else []
    buttons = Buttons(buttons=tuple(last))
    if shown.total.few:
        text = too_few_people(words, shown.least)
        return Card(title=title, summary=text, parts=(Text(text=text), buttons))
    period = t("Content that has figures since the weeks {since} to {until}:", since=shown.since, until=shown.until)
    facts = [
        part
        for by, heading in HEADINGS.items()
        for part in _facts(words, t(heading), shown.tables.get(by, Table()), network if by == "network" else nudged, by)
    ]
    worth = _worth(words, shown.total.clicks, shown.worth, shown.zone)
    bare = t("Some of these posts have no address to click on, such as stories and answers to a question.")
    told = (Text(text=bare, style="quiet"),) if shown.unlinked else ()
    parts = (Text(text=period, style="quiet"), *_funnel(words, shown.total), *told, *worth, *facts)
    parts = (*parts, _when(words, shown.least), Divider(), buttons)
    return Card(title=title, summary=alt(words, shown.total), parts=parts)


def too_few_people(words: Words, k: int) -> str:
    return words.t(
        "Figures appear in the morning, once {n} colleagues have shared the same content and {n} have not.",
        n=words.number(k),
    )


def _when(words: Words, k: int) -> Text:
    said = words.t("Brought up to date each morning, where {n} people are behind what is new.", n=words.number(k))
    return Text(text=said, style="quiet")


# ── Sentences ─────────────────────────────────────────────────────────────────────────────────────


def _funnel(words: Words, total: Row, *, linked: bool = True) -> tuple[Part, ...]:
    how = _levels(words, total)
    return (
        Items(items=tuple(_lines(words, total, linked=linked))),
        *((Text(text=words.t("How we know of the posts: {list}.", list=how), style="quiet"),) if how else ()),
    )


def _lines(words: Words, total: Row, *, linked: bool = True) -> Iterable[str]:
    t, n = words.t, words.number
    if total.shared:
        yield t("Nudges: {n}", n=n(total.nudged))
        opened = rate(words, total.opening) if total.opened else t("too few to tell")
        yield t("Opened: {rate}", rate=opened)
        yield t("Shared: {rate}", rate=rate(words, total.sharing))
    if total.asked:
        yield t("Shared without a nudge: {n}", n=n(total.asked))
    clicked = n(total.clicks) if total.clicks else t("too few to tell")
    if not linked:
        if total.posts:
            yield t("Posts: {n}", n=n(total.posts))
        yield t("It has no address, so there are no clicks to count.")
    elif total.posts:
        yield t("Clicks of people: {n}, on {posts}", n=clicked, posts=posts(words, total.posts))
    else:
        yield t("Clicks of people: {n}", n=clicked)


def posts(words: Words, number: int) -> str:
    return words.tn("{n} post", "{n} posts", number)


def rate(words: Words, of: Rate) -> str:
    """A rate with its interval, such as: 51 of 412 (12%, between 9% and 16%)."""
    n, places = words.number, {"times": words.number(of.times), "total": words.number(of.out_of)}
    if of.times > of.out_of:
        return n(of.times)
    if not of.enough:
        return words.t("{times} of {total} (not enough data for a rate: that takes {n})", **places, n=n(LEAST))
    return words.t("{times} of {total} ({rate})", **places, rate=_between(words, of.value, of.span))


def _between(words: Words, value: float, span: Span) -> str:
    low, high = (words.percent(end) for end in span)
    return words.t("{rate}, between {low} and {high}", rate=words.percent(value), low=low, high=high)


def _levels(words: Words, total: Row) -> str:
    """The posts by evidence, from the strongest to the weakest."""
    tn = words.tn
    said = {
        "claimed": tn("{n} told by the person", "{n} told by the person", total.levels[0]),
        "opened": tn("{n} opened from here", "{n} opened from here", total.levels[1]),
        "address": tn("{n} with the address of the post", "{n} with the address of the post", total.levels[2]),
        "previewed": tn("{n} fetched by the network", "{n} fetched by the network", total.levels[3]),
        "clicked": tn("{n} followed by somebody", "{n} followed by somebody", total.levels[4]),
        "verified": tn("{n} read in public", "{n} read in public", total.levels[5]),
    }
    known = [said[level] for level, times in zip(LEVELS, total.levels, strict=True) if times]
    if known and (others := total.posts - sum(total.levels)) > 0:
        known.insert(0, tn("{n} in other ways", "{n} in other ways", others))
    return words.list(reversed(known)) if known else ""


def _facts(
    words: Words, heading: str, table: Table, line: Callable[[Words, Row], str], by: str = "network"
) -> tuple[Part, ...]:
    """The rows of a table, and the rest in one row. Empty if that is a single row."""
    rows = [(name(words, by, one.key), line(words, one)) for one in table.rows[:MOST]]
    if table.rest:
        rows.append((words.t("The rest"), line(words, table.rest)))
    return (Text(text=heading, style="strong"), Facts(rows=tuple(rows))) if len(rows) > 1 else ()


def name(words: Words, by: str, key: str) -> str:
    """The name of a row in the dimension `by`."""
    if by == "network":
        return words.t(NOBODYS[key]) if key in NOBODYS else label(words, key) if key in NETWORKS else key
    return key or (words.t(NONE[by]) if by in NONE else "")


def nudged(words: Words, one: Row) -> str:
    """Such as: shared by 51 of 412 (12%, between 9% and 16%); 143 clicks."""
    said = words.t("shared by {rate}", rate=rate(words, one.sharing)) if one.shared else ""
    followed = clicks(words, one.clicks) if one.clicks else ""
    return "; ".join(filter(None, (said, followed)))


def network(words: Words, one: Row) -> str:
    """Such as: opened 60 times; 57 posts; 143 clicks."""
    opened = words.tn("opened {n} time", "opened {n} times", one.opened) if one.opened else ""
    posted = posts(words, one.posts) if one.posts else ""
    followed = clicks(words, one.clicks) if one.clicks else ""
    return "; ".join(filter(None, (opened, posted, followed)))


def clicks(words: Words, number: int) -> str:
    return words.tn("{n} click", "{n} clicks", number)


def _lift(words: Words, lift: tuple[Rate, Rate] | None) -> tuple[Part, ...]:
    """Whether nudging made a difference, compared with people held out at random."""
    if lift is None:
        return ()
    t, (nudgeable, held) = words.t, lift
    heading = Text(text=t("Does nudging help?"), style="strong")
    if not held.out_of:
        return (heading, Text(text=t("Too few are held out so far to say anything.")))
    lines = [
        t("Could be nudged: {rate} shared", rate=rate(words, nudgeable)),
        t("Held out at random: {rate} shared", rate=rate(words, held)),
    ]
    apart = Difference(nudgeable, held)
    if apart.enough:
        value, low, high = (f"{100 * figure:+.1f}" for figure in (apart.value, *apart.span))
        spoken = (words.number(float(figure)) for figure in (value, low, high))
        said = dict(zip(("value", "low", "high"), spoken, strict=True))
        lines.append(t("The difference: {value} percentage points, between {low} and {high}", **said))
    else:
        lines.append(t("Not enough data for a difference: both groups need {n}.", n=words.number(LEAST)))
    return (heading, Items(items=tuple(lines)))


def _worth(words: Words, number: int, worth: Worth | None, zone: str) -> tuple[Part, ...]:
    """The value of the clicks, and whose assumption it rests on."""
    if worth is None or not number:
        return ()
    each, all_ = (
        words.money(hundredths, worth.currency) for hundredths in (worth.hundredths, worth.hundredths * number)
    )
    said = words.t("{clicks} × {each} = {all}.", clicks=clicks(words, number), each=each, all=all_)
    whose = words.t(
        "That a click is worth {each} is {name}’s assumption, made on {day}. Heraut does not measure value.",
        each=each,
        name=worth.name or words.t("a programme manager"),
        day=words.date(worth.at, zone),
    )
    return Text(text=said), Text(text=whose, style="quiet")


def export_card(words: Words, links: Mapping[str, str], until: datetime, zone: str) -> Card:
    """Links to download the figures by kind of file, which work until a moment."""
    t = words.t
    doors = tuple(Button(action="", label=kind.upper(), link=link) for kind, link in links.items())
    text = t("The figures of the last year, as a file. Nothing in it is about one person, or about a few.")
    over = t("These links are for you alone, and work until {time}.", time=words.time(until, zone))
    parts = (Text(text=text), Buttons(buttons=doors), Text(text=over, style="quiet"))
    return Card(title=t("Export"), summary=text, parts=parts)


# ── The chart ─────────────────────────────────────────────────────────────────────────────────────


def chart(words: Words, total: Row) -> Chart:
    """The chart of a funnel: rates if there is enough data, otherwise counts."""
    t, bars = words.t, partial(Chart, kind="bars", language=words.language)
    title = t("Of {n} nudges", n=words.number(total.nudged))
    if total.sharing.enough:
        rates = {t("opened"): total.opening, t("shared"): total.sharing}
        sure = {label: one for label, one in rates.items() if one.enough}
        shares, spans = tuple(one.value for one in sure.values()), tuple(one.span for one in sure.values())
        return bars(labels=tuple(sure), series=(Series(name=title, values=shares, spans=spans),), title=title, unit="%")
    counts = (total.nudged, total.opened, total.shared, total.clicks)
    labels = (t("nudged"), t("opened"), t("shared"), t("clicks"))
    told = [(label, times) for label, times in zip(labels, counts, strict=True) if times]
    values = tuple(times for _, times in told)
    return bars(labels=tuple(label for label, _ in told), series=(Series(name=title, values=values),), title=title)


def alt(words: Words, total: Row, *, linked: bool = True) -> str:
    """The alternative text of the chart: all its figures, and more."""
    return ". ".join(line.removesuffix(".") for line in _lines(words, total, linked=linked)) + "."
