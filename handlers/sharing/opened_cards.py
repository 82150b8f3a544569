"""The card that says how often a share's link was opened."""

from datetime import datetime

from handlers.content.networks import label
from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Text
from handlers.core.language import Words


def opened_card(words: Words, title: str, network: str, times: int, since: datetime, zone: str) -> Card:
    """How often the link was opened, since when, and what counts. `zone`: an IANA name."""
    t, day = words.t, words.day(since, zone)
    told = words.tn(
        "Your link was opened once since {day}.", "Your link was opened {n} times since {day}.", times, day=day
    )
    where = "" if network == "copy" else label(words, network)
    what = t("You shared “{title}” on {network}.", title=title, network=where) if where else title
    return Card(
        title=told,
        summary=told,
        parts=(
            Text(text=what),
            Text(
                text=t(
                    "Each browser counts once a day. Crawlers, previews and your own clicks do not count. You hear "
                    "this once for each share."
                ),
                style="quiet",
            ),
            button_row(("me", t("My shares and badges")), ("settings", t("Settings"))),
        ),
    )
