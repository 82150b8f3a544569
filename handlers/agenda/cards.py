"""The cards of the calendar: what is coming by week, and a person's private address."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from handlers.agenda.entries import title_of
from handlers.calendar.localtime import monday_of
from handlers.core.buttons import more
from handlers.core.interaction import Button, Buttons, Card, Facts, Menu, Part, Text
from handlers.core.language import Words
from handlers.core.shortening import shortened
from handlers.registry.calendar import CalendarEntry

WEEK = timedelta(days=7)
MOST = 8  # entries of a week
MOST_DAYS = 12  # days for which people are asked what they have
SHORT = 50  # characters of a title in a menu
# Google does not document its link. It takes addresses that begin with webcal: for calendars to subscribe to.
GOOGLE = "https://calendar.google.com/calendar/r?cid="
OUTLOOK = "https://outlook.office.com/calendar/0/addfromweb?url="


class Weeks(NamedTuple):
    """The entries between two days, and whose day and zone they are told in."""

    entries: Sequence[CalendarEntry]
    first: date
    today: date
    zone: str
    page: int = 0


def calendar_card(words: Words, weeks: Weeks, *, instead: bool) -> Card:
    """What is coming, with what can be done about it."""
    t, entries = words.t, [one for one in weeks.entries if one.invites]
    asked = [_for_this(words, one) for one in entries[:MOST_DAYS]]
    turn = Button(action="calendar", label=t("Later weeks"), target=str(weeks.page + 1))
    own = Button(action="calendar_address", label=t("In my own calendar"))
    back = Button(action="calendar", label=t("Earlier weeks"), target=str(weeks.page - 1))
    row = Buttons(buttons=(turn, own), menu=more(words, back) if weeks.page else None)
    for_this = (Buttons(menu=Menu(label=t("I have something for this"), buttons=tuple(asked))),) if asked else ()
    card = weeks_card(words, weeks)
    return card.model_copy(update={"parts": (*card.parts, *for_this, row), "instead": instead})


def weeks_card(words: Words, weeks: Weeks) -> Card:
    """What is coming, to read."""
    title = words.t("What is coming")
    nothing = (Text(text=words.t("There is nothing on the calendar for these weeks."), style="quiet"),)
    return Card(title=title, summary=title, parts=(*_weeks(words, weeks),) or nothing)


def _weeks(words: Words, weeks: Weeks) -> Iterator[Part]:
    """A heading for each week with something in it, and its entries."""
    for monday, found in groupby(weeks.entries, key=lambda one: monday_of(max(one.first, weeks.first))):
        its = [*found]
        yield Text(text=_name_of(words, monday, weeks.today), style="strong")
        yield Facts(rows=tuple((_days(words, one, weeks.zone), title_of(words, one)) for one in its[:MOST]))
        if len(its) > MOST:
            said = words.tn("And one more this week.", "And {n} more this week.", len(its) - MOST)
            yield Text(text=said, style="quiet")


def _name_of(words: Words, monday: date, today: date) -> str:
    near = {monday_of(today): words.t("This week"), monday_of(today) + WEEK: words.t("Next week")}
    return near.get(monday) or words.t("The week of {day}", day=words.date(monday))


def _days(words: Words, entry: CalendarEntry, zone: str) -> str:
    if entry.moment is not None:
        return words.when(entry.moment, zone)
    first, last = words.weekday_and_date(entry.first), words.weekday_and_date(entry.last)
    return first if entry.first == entry.last else words.t("{first} to {last}", first=first, last=last)


def _for_this(words: Words, entry: CalendarEntry) -> Button:
    """Opens a suggestion with the day filled in."""
    title = title_of(words, entry)
    name = shortened(title, SHORT)
    return Button(action="suggest", label=f"{name} ({words.weekday_and_date(entry.first)})", target=str(entry.first))


def address_card(words: Words, address: str) -> Card:
    """A new private address, shown this once."""
    t, feed = words.t, f"{address}.ics"
    _, _, whole = feed.partition("://")
    said = t("Your calendar program reads what is coming from this address, and keeps it up to date.")
    how = t("In Apple Calendar: File, New Calendar Subscription. In Thunderbird and others: a calendar on the network.")
    alone = t("It is for you alone, and shown this once. If somebody else has it, change it: the old one is dead then.")
    programs = (
        Button(action="", label=t("Add to Google Calendar"), link=GOOGLE + quote(f"webcal://{whole}", safe="")),
        Button(action="", label=t("Add to Outlook"), link=f"{OUTLOOK}{quote(feed, safe='')}&name=Heraut"),
        Button(action="", label=t("Open as a page"), link=address),
    )
    return Card(
        title=t("Your own calendar"),
        summary=said,
        parts=(
            Text(text=said),
            Text(text=feed, style="quote"),
            Text(text=how),
            Text(text=alone, style="quiet"),
            Buttons(buttons=programs, menu=more(words, *_changes(words))),
        ),
        instead=True,
    )


def kept_card(words: Words, since: datetime, zone: str) -> Card:
    """There is an address already, which Heraut cannot show."""
    t = words.t
    said = t("You have had a private address since {day}.", day=words.date(since, zone))
    why = t("Heraut keeps no copy of it, so it cannot show it again. A new one takes its place at once.")
    return Card(
        title=t("Your own calendar"),
        summary=said,
        parts=(Text(text=said), Text(text=why, style="quiet"), Buttons(buttons=_changes(words))),
    )


def _changes(words: Words) -> tuple[Button, ...]:
    t = words.t
    return (
        Button(action="calendar_address", label=t("Change the address"), target="new"),
        Button(action="calendar_address", label=t("Switch the address off"), target="off"),
    )


def address_off_card(words: Words) -> Card:
    """There is no address any more."""
    t = words.t
    said = t("Nothing can be read at your address any more. Calendar programs that read it show nothing new.")
    again = Buttons(buttons=(Button(action="calendar_address", label=t("Make a new address"), target="new"),))
    return Card(title=t("Your own calendar"), summary=said, parts=(Text(text=said), again), instead=True)
