"""The cards for joining, settings, breaks and leaving, and their parts of Home."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.advocates.calendar_cards import calendar_inputs, working_hours
from handlers.advocates.way_cards import named, promise, ways_input
from handlers.content.choices import LANGUAGE_OPTIONS, network_options
from handlers.core.buttons import button_row, clock
from handlers.core.interaction import Card, Facts, Form, Input, Option, Part, Text
from handlers.core.language import Words
from handlers.dates.answers import told_pause
from handlers.dates.periods import Pause
from handlers.members import agreements
from handlers.registry.surfaces import SettingsForm
from models import Person
from models.people import ChosenWay, WishKind

# Folded, as each has a usual value. What people agree to by joining is not: only what they have to tick themselves.
FOLDED: Mapping[SettingsForm, Sequence[str]] = {
    "join": ("ways", "languages", "weekly_most", "hours_from", "hours_to", "clicks"),
    "settings": ("ways", "languages", "days", "country", "off", "team", "place", "named", "clicks", "urgent"),
}


def short_first(words: Words, action: SettingsForm, form: Form) -> Form:
    """The form with what most people choose, and the rest under *More*."""
    hidden = FOLDED[action]
    inputs = tuple(field.model_copy(update={"folded": field.name in hidden}) for field in form.inputs)
    return form.model_copy(update={"inputs": inputs, "more": words.t("More")})


def wishes_form(
    words: Words, action: str, person: Person, topics: tuple[str, ...], mine: Mapping[WishKind, tuple[str, ...]]
) -> Form:
    """The joining form, or the settings form with the current values. `mine`: what the person chose, by kind."""
    t = words.t
    promise = t(agreements.asked_words("nudges"))
    first = action == "join"
    return Form(
        action=action,
        title=t("Join Heraut") if first else t("Your settings"),
        submit=t("Join") if first else t("Save"),
        cancel=t("Cancel"),
        intro=promise if first else "",
        inputs=(
            ways_input(words, mine["way"]),
            *_taste_inputs(words, topics, mine),
            *_pace_inputs(words, person),
            *(() if first else calendar_inputs(words, person, ", ".join(mine["off"]))),
            *_agreement_inputs(words, person),
        ),
    )


def _taste_inputs(words: Words, topics: tuple[str, ...], mine: Mapping[WishKind, tuple[str, ...]]) -> tuple[Input, ...]:
    t = words.t
    networks = Input(
        name="networks",
        label=t("Where do you like to share?"),
        kind="choices",
        options=network_options(words),
        value=mine["network"] or ("linkedin",),
    )
    subjects = Input(
        name="topics",
        label=t("What interests you?"),
        hint=t("Nothing chosen means everything."),
        kind="choices",
        options=tuple(Option(value=topic, label=topic) for topic in topics),
        value=mine["topic"],
    )
    languages = Input(
        name="languages",
        label=t("Which languages do you read?"),
        kind="choices",
        options=LANGUAGE_OPTIONS,
        value=mine["language"] or tuple(dict.fromkeys((words.language, "en"))),
    )
    return (networks, subjects, languages) if topics else (networks, languages)


def _pace_inputs(words: Words, person: Person) -> tuple[Input, ...]:
    t = words.t
    paces = tuple(Option(value=str(n), label=words.tn("Once a week", "{n} times a week", n)) for n in (1, 2, 3, 5))
    most = str(person.weekly_most)
    return (
        Input(
            name="weekly_most", label=t("How often at most?"), kind="choice", options=paces, value=most, required=True
        ),
        Input(name="hours_from", label=t("Not before"), kind="time", value=clock(person.hours_from), required=True),
        Input(name="hours_to", label=t("Not after"), kind="time", value=clock(person.hours_to), required=True),
    )


def _agreement_inputs(words: Words, person: Person) -> tuple[Input, ...]:
    t = words.t
    return (
        Input(
            name="named",
            label=t(agreements.asked_words("named")),
            hint=t("If not, your shares still count for everybody together."),
            kind="flag",
            value="yes" if person.named else "",
        ),
        Input(
            name="clicks",
            label=t(agreements.asked_words("clicks")),
            hint=t("If not, it counts for the story and your team only."),
            kind="flag",
            value="yes" if person.clicks else "",
        ),
    )


def welcome_card(words: Words, person: Person, ways: tuple[ChosenWay, ...], holds: Facts) -> Card:
    """A welcome, what happens next, and how to leave. `holds`: the current settings."""
    t = words.t
    return Card(
        title=t("Welcome, {name}!", name=person.name),
        summary=t("You have joined Heraut."),
        instead=True,
        parts=(
            Text(text=promise(words, ways)),
            holds,
            button_row(
                ("next", t("Show me something now")), ("settings", t("Settings")), ("leave", t("Leave")), lead=True
            ),
        ),
    )


def settings_saved_card(words: Words, holds: Facts) -> Card:
    """Confirms the settings. `holds`: the current settings."""
    return Card(
        title=words.t("Your settings are saved"),
        summary=words.t("Your settings are saved."),
        parts=(holds, button_row(("settings", words.t("Settings")))),
    )


def wishes(
    words: Words, person: Person, topics: tuple[str, ...], ways: tuple[ChosenWay, ...]
) -> Sequence[tuple[str, str]]:
    """A person's settings as (label, value) rows."""
    t = words.t
    pace = (
        (t("At most"), words.tn("once a week", "{n} times a week", person.weekly_most)),
        (t("When"), working_hours(words, person)),
    )
    return (
        (t("You like to"), named(words, ways)),
        *(pace if ways != ("support",) else ()),
        (t("About"), words.list(topics) if topics else t("everything")),
        (t("On the leaderboard"), t("by name") if person.named else t("not by name")),
        (t("When my links are opened"), t("you hear about it") if person.clicks else t("it is not counted as yours")),
    )


def goodbye_card(words: Words) -> Card:
    """Confirms that the person has left; nothing is asked."""
    t = words.t
    return Card(
        title=t("You have left"),
        summary=t("You have left Heraut. You will get no more messages."),
        instead=True,
        parts=(
            Text(
                text=t(
                    "You will get no more messages. What was still waiting for you has been taken "
                    "back. Thank you for taking part!"
                )
            ),
            button_row(("join", t("Join again"))),
        ),
    )


def pause_form(words: Words, until: date) -> Form:
    """The form that asks how long the break lasts. `until`: the day it starts with."""
    t = words.t
    return Form(
        action="pause",
        title=t("Take a break"),
        submit=t("Pause"),
        cancel=t("Cancel"),
        inputs=(Input(name="until", label=t("Until"), kind="date", value=until.isoformat(), required=True),),
    )


def days_off_card(words: Words, pause: Pause, today: date) -> Card:
    """Confirms days off that are still to come."""
    text = told_pause(words, pause, today)
    settings = button_row(("settings", words.t("Settings")), ("pause", words.t("Pause from today")))
    return Card(title=words.t("Your days off are noted"), summary=text, parts=(Text(text=text), settings))


def break_card(words: Words, pause: Pause, today: date) -> Card:
    """Confirms the break."""
    t = words.t
    text = told_pause(words, pause, today)
    return Card(
        title=t("Have a good break"),
        summary=text,
        parts=(Text(text=text), button_row(("resume", t("Resume now")), ("leave", t("Leave")))),
    )


def welcome_back_card(words: Words) -> Card:
    """Confirms the end of the break."""
    t = words.t
    text = t("Good to have you back. You get messages again.")
    return Card(
        title=t("Welcome back"),
        summary=text,
        parts=(Text(text=text), button_row(("next", t("Show me something now")))),
        instead=True,
    )


def invitation(words: Words, host: str) -> Card:
    """An invitation from a colleague: the only message for people who have not joined."""
    t = words.t
    return Card(
        title=t("{name} invites you", name=host),
        summary=t("{name} invites you to Heraut, where colleagues share good stories, in their own words.", name=host),
        parts=(
            Text(
                text=t(
                    "Heraut now and then shows you something of ours that is worth sharing. Whether "
                    "you do, and how you say it, is up to you."
                )
            ),
            Text(text=t("It is voluntary. If you do nothing, this is the only message you ever get."), style="quiet"),
            button_row(("join", t("Join")), ("no_thanks", t("No, thanks")), lead=True),
        ),
    )


def declined_invitation(words: Words) -> Card:
    """Confirms that the invitation was declined."""
    text = words.t("That is fine. You will not be asked again.")
    return Card(title=words.t("No, thanks"), summary=text, parts=(Text(text=text),), instead=True)


def rest_parts(words: Words, person: Person) -> tuple[Part, ...]:
    """A line on Home during a break; none otherwise."""
    if person.paused_until is None:
        return ()
    day = words.full_day(person.paused_until, person.timezone)
    return (Text(text=words.t("You are on a break until {day}.", day=day)),)


def join_offer(words: Words) -> tuple[Part, ...]:
    """The offer to join, on the Home of people who have not joined."""
    t = words.t
    what = t(
        "Join, and now and then you get something worth sharing. Share it in your own words, skip it, or ask for it "
        "later. It is voluntary, and leaving is one tap."
    )
    return Text(text=t("People trust a colleague more than a logo."), style="strong"), Text(text=what)
