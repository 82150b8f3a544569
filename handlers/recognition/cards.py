"""The cards for points, badges and thanks."""

from collections.abc import Mapping
from datetime import datetime

from handlers.content.networks import label
from handlers.core.buttons import button_row, more
from handlers.core.interaction import Buttons, Card, Divider, Facts, Frozen, Items, Part, Text
from handlers.core.language import Words, mark
from handlers.core.shortening import shortened
from handlers.recognition.rules import Ahead, base_rule
from handlers.recognition.targets import ALL, BACK, LedgerPage
from models.share import Evidence

LONGEST_TITLE = 70

# Each badge in any version of rules.toml: its name, and what it is for.
BADGES = {
    "first-share": (mark("First share"), mark("You shared something for the first time.")),
    "five-shares": (mark("Five shares"), mark("You shared five times.")),
    "twenty-five-shares": (mark("Twenty-five shares"), mark("You shared twenty-five times.")),
    "three-networks": (mark("Three networks"), mark("You shared on three different networks.")),
    "three-weeks": (
        mark("Three weeks"),
        mark("You shared in three different weeks, with as much time between as you like."),
    ),
    "evidence": (mark("Here it is"), mark("You gave the address of five of your posts.")),
    "five-reactions": (mark("Good colleague"), mark("You reacted to five posts of colleagues.")),
    "first-suggestion": (mark("Good find"), mark("Something that you suggested was approved.")),
    "thanked": (mark("Thanked"), mark("Colleagues thanked you five times.")),
}
REASONS = {
    "claimed": mark("you shared “{subject}”"),
    "opened": mark("you opened the network from here, for “{subject}”"),
    "address": mark("you gave the address of your post of “{subject}”"),
    "previewed": mark("the network looked at the link of “{subject}”"),
    "clicked": mark("somebody followed your link to “{subject}”"),
    "verified": mark("your post of “{subject}” can be read"),
    "first": mark("“{subject}” was your first share"),
    "reacted": mark("you reacted to “{subject}”"),
    "approved": mark("your suggestion “{subject}” was approved"),
    "received": mark("{subject} thanked you"),
    "attended": mark("you were at “{subject}”"),
    "finished": mark("you finished the course “{subject}”"),
}
SHORT_REASONS = {
    "claimed": mark("you shared"),
    "opened": mark("you opened the network from here"),
    "address": mark("you gave the address of your post"),
    "previewed": mark("the network looked at your link"),
    "clicked": mark("somebody followed your link"),
    "verified": mark("your post can be read"),
    "first": mark("it is your first share"),
    "reacted": mark("you reacted to a colleague’s post"),
    "attended": mark("you were there"),
    "finished": mark("you finished a course"),
}
EVIDENCE: Mapping[Evidence, str] = {
    "claimed": mark("you told us"),
    "opened": mark("opened from here"),
    "address": mark("with its address"),
    "previewed": mark("the network looked at your link"),
    "clicked": mark("somebody followed your link"),
    "verified": mark("your post can be read"),
}


class Line(Frozen):
    """A ledger entry as people read it: points (negative if taken back), and the rule that gave them."""

    rule: str
    points: int


class Recognition(Frozen):
    """What one act changed: ledger lines, badges won, and badges lost."""

    lines: tuple[Line, ...] = ()
    badges: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    daily: int = 0  # how many shares a day earn points; 0 if this was not about a share

    @property
    def points(self) -> int:
        return sum(line.points for line in self.lines)

    def sentences(self, words: Words) -> tuple[str, ...]:
        """Sentences for the card that answers a share, better evidence of one, or a reaction."""
        if not self.lines and self.daily:
            limit = words.tn("Only one share a day earns points.", "Only {n} shares a day earn points.", self.daily)
            return (limit, words.t("This one is on your list anyway."))
        return (
            *(f"{signed(words, line.points)}: {words.t(SHORT_REASONS[line.rule])}" for line in self.lines),
            *(_won(words, badge) for badge in self.badges),
        )


class Shared(Frozen):
    """A share, as its author sees it."""

    title: str
    network: str
    evidence: Evidence
    at: datetime


class Entry(Frozen):
    """A ledger line and its subject: a title, or the name of the person who gave thanks."""

    line: Line
    subject: str
    at: datetime


class Me(Frozen):
    """Everything a person sees about themselves."""

    joined: bool
    zone: str
    points: int = 0
    shares: int = 0
    reactions: int = 0
    last: tuple[Shared, ...] = ()
    entries: tuple[Entry, ...] = ()
    badges: tuple[str, ...] = ()
    place: int | None = None  # this week, among the people who are named


def badge_name(words: Words, badge: str) -> str:
    return words.t(BADGES[badge][0]) if badge in BADGES else badge.replace("-", " ").capitalize()


def badge_reason(words: Words, badge: str) -> str:
    return words.t(BADGES[badge][1]) if badge in BADGES else ""


def _won(words: Words, badge: str) -> str:
    return words.t("New badge: {badge}. {reason}", badge=badge_name(words, badge), reason=badge_reason(words, badge))


def signed(words: Words, points: int) -> str:
    """+5 or −5, with a real minus sign."""
    return f"{'+' if points > 0 else '−'}{words.number(abs(points))}"


# ── Unprompted ────────────────────────────────────────────────────────────────────────────────────


def badge(words: Words, name: str) -> Card:
    """Announces a badge that was won through somebody else's action."""
    title = words.t("A badge for you: {badge}", badge=badge_name(words, name))
    return Card(title=title, summary=title, parts=(Text(text=badge_reason(words, name)), _mine(words)))


def thanks_card(words: Words, giver: str, text: str) -> Card:
    """Thanks from a colleague, in their own words."""
    said = (Text(text=text, style="quote"),) if text else ()
    title = words.t("{name} thanks you", name=giver)
    return Card(title=title, summary=title, parts=(*said, _mine(words)))


def _mine(words: Words) -> Buttons:
    return button_row(("me", words.t("My shares and badges")))


def ahead_line(words: Words, ahead: Ahead) -> str:
    """How far the next badge is."""
    badge, n = badge_name(words, ahead.badge), ahead.more
    match ahead.measure:
        case "networks":
            one, many = mark("A share on one more network"), mark("Shares on {n} more networks")
        case "weeks":
            one, many = mark("A share in one more week"), mark("Shares in {n} more weeks")
        case "addresses":
            one, many = mark("The address of one more post"), mark("The addresses of {n} more posts")
        case _:
            one, many = mark("One more share"), mark("{n} more shares")
    what = words.t(one if n == 1 else many, n=words.number(n))
    return words.t("{what}, and the badge “{badge}” is yours.", what=what, badge=badge)


# ── /heraut me ────────────────────────────────────────────────────────────────────────────────────


def me_card(words: Words, mine: Me) -> Card:
    """A person's shares, points with reasons, badges and place, or the next step for a beginner."""
    title = words.t("Your shares and badges")
    parts = _something(words, mine) if mine.shares or mine.entries else (_beginning(words, mine),)
    summary = words.t(
        "Shares: {shares}. Points: {points}.", shares=words.number(mine.shares), points=words.number(mine.points)
    )
    return Card(title=title, summary=summary, parts=(*parts, Divider(), _buttons(words, mine)))


def _beginning(words: Words, mine: Me) -> Text:
    if mine.joined:
        return Text(
            text=words.t("Nothing here yet, and that is fine. Your first share earns the most points, and a badge.")
        )
    return Text(text=words.t("Nothing here yet. Join, and share something whenever you like."))


def _something(words: Words, mine: Me) -> tuple[Part, ...]:
    t = words.t
    badges = tuple(f"{badge_name(words, badge)} – {badge_reason(words, badge)}" for badge in mine.badges)
    shares = tuple(_shared(words, share, mine.zone) for share in mine.last)
    lines = tuple(entry_line(words, entry, mine.zone) for entry in mine.entries)
    every = button_row(("me", t("All my points")), target=ALL)
    return (
        Facts(rows=_facts(words, mine)),
        *((Text(text=t("Badges"), style="strong"), Items(items=badges)) if badges else ()),
        *((Text(text=t("Your last shares"), style="strong"), Items(items=shares)) if shares else ()),
        *((Text(text=t("Your last points"), style="strong"), Items(items=lines), every) if lines else ()),
    )


def _facts(words: Words, mine: Me) -> tuple[tuple[str, str], ...]:
    t = words.t
    rows = [(t("Points"), words.number(mine.points)), (t("Shares"), words.number(mine.shares))]
    if mine.reactions:
        rows.append((t("Reactions"), words.number(mine.reactions)))
    if mine.place is not None:
        place = t("place {place} among those who agreed to be named", place=words.number(mine.place))
        rows.append((t("This week"), place))
    return tuple(rows)


def _shared(words: Words, share: Shared, zone: str) -> str:
    how = words.t(EVIDENCE[share.evidence])
    return (
        f"{shortened(share.title, LONGEST_TITLE)} – {label(words, share.network)}, {words.date(share.at, zone)} ({how})"
    )


def entry_line(words: Words, entry: Entry, zone: str) -> str:
    """A ledger line, such as: +5: you shared “A story” (2 January 2026)."""
    rule = entry.line.rule
    reason = words.t(REASONS.get(base_rule(rule), ""), subject=shortened(entry.subject, LONGEST_TITLE))
    if rule.startswith("undo:"):
        reason = words.t("taken back: {reason}", reason=reason)
    elif rule.startswith("correct:"):
        reason = words.t("corrected: {reason}", reason=reason)
    return f"{signed(words, entry.line.points)}: {reason} ({words.date(entry.at, zone)})"


def _buttons(words: Words, mine: Me) -> Buttons:
    t = words.t
    leaderboard = ("leaderboard", t("Leaderboard"))
    if not mine.joined:
        return button_row(("join", t("Join")), leaderboard, lead=True)
    new = () if mine.shares else (("next", t("Show me something now")),)
    rest = button_row(("settings", t("Settings")), ("pause", t("Pause")), ("leave", t("Leave")))
    row = button_row(*new, leaderboard, lead=bool(new))
    return row.model_copy(update={"menu": more(words, *rest.buttons)})


def ledger(words: Words, entries: tuple[Entry, ...], total: int, zone: str, page: int, *, older: bool) -> Card:
    """One page of the whole ledger, newest first. `page` counts from 1; `older`: there are more pages."""
    t = words.t
    back = button_row(("me", t("Back")), target=BACK if page < 2 else LedgerPage(page - 1).encode())
    further = (button_row(("me", t("Older")), target=LedgerPage(page + 1).encode()),) if older else ()
    lines = tuple(entry_line(words, entry, zone) for entry in entries)
    return Card(
        title=t("All your points"),
        summary=words.tn("{n} point", "{n} points", total),
        parts=(
            Text(text=words.tn("{n} point in all.", "{n} points in all.", total), style="strong"),
            *((Items(items=lines),) if lines else ()),
            *further,
            back,
        ),
        instead=True,
    )
