"""What events register: their lists and cards, seats, messages, rounds, files, and days on the calendar."""

from handlers.core.language import mark
from handlers.core.people import Forgotten, Left, RoleLost, RoleTaken
from handlers.gatherings import (
    afterwards,
    entries,
    gatherings,
    handover,
    messages,
    organisers,
    pages,
    plans,
    reminders,
    seats,
)
from handlers.outbox.kinds import EVENT_AFTER, EVENT_NEWS, EVENT_REMINDER
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, HomeButton, Round, WebPage
from handlers.registry.vocabulary import Command, spoken
from models import Gathering, Organiser, Seat

FEATURE = Feature(
    name="gatherings",
    actions={
        "answer_gathering": Action(seats.answer_gathering),
        "cancel_gathering": Action(plans.cancel_gathering),
        "edit_gathering": Action(plans.edit_gathering),
        "gathering": Action(gatherings.gathering),
        "gatherings": Action(gatherings.gatherings),
        "new_gathering": Action(plans.new_gathering),
        "organisers": Action(organisers.organisers),
        "past_gatherings": Action(gatherings.past_gatherings),
        "rate_gathering": Action(afterwards.rate_gathering),
        "record_gathering": Action(plans.record_gathering),
    },
    commands=(
        Command(
            "gatherings",
            spoken(
                en="""
                events, event, sessions, session, workshops, workshop, webinars, webinar, hack day, hack days, meetups
                """,
                nl="""
                evenementen, evenement, bijeenkomsten, bijeenkomst, sessies, sessie, workshops, workshop, webinars,
                webinar, hackdag, events
                """,
            ),
            mark("Events"),
        ),
        Command(
            "new_gathering",
            spoken(
                en="new event, plan event, plan an event, organise event, organise an event, new workshop, new webinar",
                nl="""
                nieuw evenement, nieuwe bijeenkomst, evenement plannen, bijeenkomst plannen, nieuwe workshop, nieuw
                webinar
                """,
            ),
            mark("New event"),
            help_of="gatherings",
        ),
        Command(
            "organisers",
            spoken(
                en="organiser, organisers, organizer, organizers, who organises",
                nl="organisator, organisatoren, wie organiseert",
            ),
            mark("Who organises events"),
            role="champion",
            takes="words",
        ),
    ),
    help=(
        HelpLine(18, mark("/heraut events – sessions, workshops and webinars to come to")),
        HelpLine(346, mark("/heraut organiser @… – who may organise events beside champions"), "champion"),
    ),
    follows=(
        follow(Forgotten, handover.organiser_forgotten),
        follow(Left, handover.organiser_left),
        follow(RoleLost, handover.organiser_lost),
        follow(RoleTaken, handover.role_taken),
    ),
    messages={
        EVENT_AFTER: each(messages.write_after),
        EVENT_NEWS: each(messages.write_news),
        EVENT_REMINDER: each(messages.write_reminder),
    },
    home_buttons=(HomeButton("contribute", 35, "gatherings", mark("Events")),),
    rounds={
        "event_reminders": Round(300, reminders.event_reminders, 92),
        "event_questions": Round(900, afterwards.event_questions, 93),
    },
    calendar=(entries.event_days,),
    pages=(WebPage("/events/{token}.ics", pages.event_file),),
    holds=(
        Held(
            Gathering,
            "run_by",
            mark("Events that you organise"),
            fate="tombstone",
            seen=("colleagues",),
            shows=("name", "kind", "place", "starts_at", "ends_at", "state"),
        ),
        Held(
            Seat,
            "person",
            mark("Which events you come to, and what you said about them"),
            fate="delete",
            seen=("you", "champions"),
            shows=("gathering", "state", "said", "at"),
        ),
        Held(
            Organiser,
            "person",
            mark("That you may organise events"),
            fate="delete",
            seen=("you", "champions"),
            shows=("at",),
        ),
        Held(
            Organiser,
            "named_by",
            mark("Colleagues that you named to organise events"),
            fate="tombstone",
            seen=("you",),
            shows=("at",),
        ),
    ),
)
