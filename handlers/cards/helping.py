"""What can be typed, for whom."""

from handlers.core.buttons import row
from handlers.core.interaction import Card, Items
from handlers.core.language import Words
from models import Person


def help_card(words: Words, person: Person) -> Card:
    """What can be typed."""
    t = words.t
    items = _everybodys(words)
    items += _champions(words) if person.champion else ()
    items += _managers(words) if person.role == "manager" else ()
    return Card(
        title=t("What you can do"),
        summary=t("What you can type after /heraut."),
        parts=(Items(items=items), row(("home", t("Start")))),
    )


def _everybodys(words: Words) -> tuple[str, ...]:
    t = words.t
    return (
        t("/heraut join – take part"),
        t("/heraut next – something to share now"),
        t("/heraut me – your shares, points and badges"),
        t("/heraut leaderboard – how we are doing this week"),
        t("/heraut suggest https://… – suggest something worth sharing"),
        t("/heraut questions – what is asked just now; answer if you like"),
        t("/heraut thought … – a rough thought, of which a champion makes a text for you"),
        t("/heraut thank @anna – thank a colleague"),
        t("/heraut invite @anna – invite a colleague, once"),
        t("/heraut settings – how often, when, and about what"),
        t("/heraut pause until 2 January – take a break"),
        t("/heraut leave – stop, at once"),
    )


def _champions(words: Words) -> tuple[str, ...]:
    t = words.t
    return (
        t("/heraut post https://… – post something for colleagues to share"),
        t("/heraut content – what runs now, with its figures"),
        t("/heraut results – how far content came, by topic, team, network and week"),
        t("/heraut leaderboard here – the weekly message in this channel"),
        t("/heraut pause all – nothing goes out any more; /heraut resume all – it goes on"),
    )


def _managers(words: Words) -> tuple[str, ...]:
    t = words.t
    return (
        t("/heraut champion @anna – make a colleague a champion, or no longer"),
        t("/heraut links – where links begin, what they add, and which shares count"),
        t("/heraut export – the figures as a file"),
        t("/heraut value 3.50 EUR a click – tell results in money too"),
    )
