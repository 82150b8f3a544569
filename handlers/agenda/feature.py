"""What the calendar registers: its command, its page and file, and what it puts on itself."""

from handlers.agenda import addresses, agenda, pages
from handlers.agenda.content_days import content_days
from handlers.agenda.days import days_that_matter
from handlers.core.language import mark
from handlers.core.people import Left
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.surfaces import Held, HomeButton, WebPage
from handlers.registry.vocabulary import Command, spoken
from models import CalendarAddress

FEATURE = Feature(
    name="agenda",
    actions={
        "calendar": Action(agenda.calendar),
        "calendar_address": Action(agenda.calendar_address),
    },
    commands=(
        Command(
            "calendar",
            spoken(
                en="calendar, agenda, upcoming, what is coming, what comes next, coming up, planning",
                nl="kalender, agenda, binnenkort, wat komt er aan, wat komt eraan, wat komt er, planning",
            ),
            mark("Calendar"),
        ),
        Command(
            "calendar_address",
            spoken(
                en="calendar address, calendar link, ical, icalendar, ics, my calendar, subscribe calendar",
                nl="kalenderadres, agenda-adres, kalenderlink, ical, icalendar, ics, mijn agenda, mijn kalender",
            ),
            mark("In my own calendar"),
            help_of="calendar",
        ),
    ),
    help=(HelpLine(16, mark("/heraut calendar – what is coming, also in your own calendar")),),
    home_buttons=(HomeButton("first", 30, "calendar", mark("Calendar")),),
    pages=(
        WebPage("/calendar/{token}.ics", pages.calendar_file),
        WebPage("/calendar/{token}", pages.calendar_page),
    ),
    follows=(follow(Left, addresses.dead_when_left),),
    calendar=(content_days, days_that_matter),
    holds=(
        Held(
            CalendarAddress,
            "person",
            mark("That your calendar has a private address, and since when"),
            fate="delete",
            shows=("made_at",),
        ),
    ),
)
