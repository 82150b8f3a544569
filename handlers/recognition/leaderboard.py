"""The leaderboard: for a person at any time, for a channel on Mondays if it asked for it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import at, iso_week, local_date, monday_of, week_bounds
from handlers.core.audit import audit
from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Interaction, Notice, Refused, Reply, Text
from handlers.core.language import Words
from handlers.core.people import champion, meet, words_of
from handlers.members.council import is_on
from handlers.outbox.kinds import LEADERBOARD
from handlers.outbox.queue import tell_channel
from handlers.recognition import leaderboard_cards as cards
from handlers.recognition import standings
from handlers.recognition.picture import picture_path
from handlers.recognition.weeks import freeze
from models import Channel, Message, Person, Workspace
from models.engine import insert_new

OPENS = 9 * 60  # Monday, minutes after local midnight
LAST_DAY, CLOSES = timedelta(days=2), 12 * 60  # until Wednesday noon; later it is old news
Switch = Literal["here", "off", "ranking on", "ranking off"]
SWITCHES: Mapping[str, Switch] = {  # by what is typed
    "here": "here",
    "hier": "here",
    "off": "off",
    "uit": "off",
    "ranking on": "ranking on",
    "ranking off": "ranking off",
    "ranglijst aan": "ranking on",
    "ranglijst uit": "ranking off",
}


def leaderboard(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Show this week so far to the person, or switch a channel's weekly message with a typed word."""
    person = meet(session, interaction.actor, now)
    text = interaction.values.get("text", "")
    typed = " ".join(text.lower().split()) if isinstance(text, str) else ""
    if not typed:
        return _so_far(session, person, now)
    if typed not in SWITCHES:
        raise Refused(
            "Write /heraut leaderboard, alone or followed by one of these: here, off, ranking on, ranking off"
        )
    return _switch(session, champion(person), interaction, SWITCHES[typed], now)


def announce(session: Session, now: datetime) -> int:
    """Queue last week's message for every channel where it is Monday. Returns how many are new."""
    channels = session.scalars(select(Channel).where(Channel.weekly)).all()
    return sum(_announce(session, channel, now) for channel in channels)


def write_leaderboard(session: Session, message: Message, now: datetime) -> Card | None:
    """Write the week with the figures frozen for it; None if the channel switched it off, or it is too late."""
    name, _, week = message.subject.rpartition(":")
    channel = session.get(Channel, (message.workspace, name))
    if channel is None or (message.ref is None and not (channel.weekly and week == _due(channel, now))):
        return None
    zone = session.get_one(Workspace, channel.workspace).timezone
    achieved = standings.week_of(session, channel.workspace, week, zone, ranking=channel.ranking)
    used = standings.used_suggestions(session, channel.workspace, week, zone, now)
    over = standings.ended_campaigns(session, channel.workspace, week, zone)
    achieved = achieved.model_copy(update={"used": used, "campaigns": over})
    return cards.weekly(Words.of(channel.locale), achieved, picture_path(session, channel, week))


def _announce(session: Session, channel: Channel, now: datetime) -> bool:
    week = _due(channel, now)
    if week is None or not freeze(session, session.get_one(Workspace, channel.workspace), week, now):
        return False
    subject = f"{channel.channel}:{week}"
    return tell_channel(session, channel.workspace, channel.channel, LEADERBOARD.key(subject), subject, now)


def _due(channel: Channel, now: datetime) -> str | None:
    """Last week, such as 2026-W10, from Monday 09:00 to Wednesday noon in the channel's zone; None otherwise.

    A channel that asks in that time waits for the next Monday, as it was told.
    """
    monday = monday_of(local_date(now, channel.timezone))
    opens = at(monday, OPENS, channel.timezone)
    closes = at(monday + LAST_DAY, CLOSES, channel.timezone)
    return iso_week(monday - timedelta(days=7)) if opens <= now < closes and channel.asked_at <= opens else None


def _so_far(session: Session, person: Person, now: datetime) -> Card:
    """This week so far, in the person's own time zone; and the week before, as it was told to everybody."""
    week = iso_week(local_date(now, person.timezone))
    start, end = week_bounds(week, person.timezone)
    workspace = session.get_one(Workspace, person.workspace)
    before = iso_week(monday_of(local_date(now, workspace.timezone)) - timedelta(days=7))
    freeze(session, workspace, before, now)
    last = standings.week_of(session, person.workspace, before, workspace.timezone, ranking=False)
    around = standings.neighbours(session, person.workspace, person.person, start, end)
    if is_on(session, person.workspace):
        around = tuple(row for row in around if row.mine)
    return _week_card(words_of(person), last, around)


def _switch(session: Session, person: Person, interaction: Interaction, word: Switch, now: datetime) -> Notice:
    """Switch the channel in which the command was typed. Refused outside a channel."""
    if not interaction.channel:
        raise Refused("Type this in the channel that it is for.")
    words = words_of(person)
    if word == "here":
        return _begin(session, person, interaction, now)
    channel = session.get(Channel, (person.workspace, interaction.channel))
    if channel is None or not channel.weekly:
        raise Refused("This channel gets no weekly message. To begin, type here: /heraut leaderboard here")
    match word:
        case "off":
            channel.weekly = False
            audit(session, person, "channel_removed", channel.channel, now)
            return Notice(text=words.t("This channel gets no more weekly messages."))
        case "ranking off":
            channel.ranking = False
            audit(session, person, "channel_changed", channel.channel, now, "ranking", "off")
            return Notice(text=words.t("The weekly message in this channel comes without a ranking from now on."))
        case "ranking on":
            channel.ranking = True
            audit(session, person, "channel_changed", channel.channel, now, "ranking", "on")
            return Notice(text=words.t("The weekly message in this channel comes with a ranking from now on."))


def _begin(session: Session, person: Person, interaction: Interaction, now: datetime) -> Notice:
    """Start the weekly message next Monday, in the language and zone of the person who asked."""
    key = {"workspace": person.workspace, "channel": interaction.channel}
    fresh = {"weekly": False, "ranking": True, "name": ""}
    chosen = {"locale": person.locale, "timezone": person.timezone, "asked_by": person.person, "asked_at": now}
    insert_new(session, Channel, [{**key, **fresh, **chosen}])
    channel = session.get_one(Channel, (person.workspace, interaction.channel))
    if not channel.weekly:  # asking again changes the language and the zone, and skips no Monday
        channel.asked_at = now
        audit(session, person, "channel_added", channel.channel, now)
    channel.weekly, channel.name = True, interaction.channel_name[:200]
    channel.locale, channel.timezone, channel.asked_by = person.locale, person.timezone, person.person
    words, zone = words_of(person), person.timezone
    return Notice(
        text=words.t("Every Monday from 09:00 ({zone}), this channel gets a message about the week before.", zone=zone)
    )


def _week_card(words: Words, last: cards.WeekAchieved, neighbours: tuple[cards.BoardRow, ...]) -> Card:
    """A person's week so far, with the people right above them, and what everybody did in the week before."""
    t = words.t
    title = t("This week so far")
    mine = next((row for row in neighbours if row.mine), None)
    place = _place(words, mine, len(neighbours) > 1)
    before = t("Last week, together: {result}.", result=cards.joint_result(words, last)) if last.shares else ""
    ranked = (cards.board(words, neighbours),)
    return Card(
        title=title,
        summary=f"{place} {before}".strip(),
        parts=(
            Text(text=place, style="strong"),
            *(ranked if len(neighbours) > 1 else ()),
            *((Text(text=before),) if before else ()),
            button_row(("me", t("My shares and badges"))),
        ),
    )


def _place(words: Words, mine: cards.BoardRow | None, ranked: bool) -> str:
    if mine is None:
        return words.t("You have no points this week yet. Something to share: /heraut next")
    if not ranked:
        return words.t("You have {points} this week.", points=cards.points(words, mine.points))
    return words.t(
        "You have {points}: place {place} among those who agreed to be named.",
        place=words.number(mine.place),
        points=cards.points(words, mine.points),
    )
