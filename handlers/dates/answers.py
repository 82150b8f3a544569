"""A pause in words: its last day, and the day on which messages come again, each with its weekday."""

from datetime import date

from handlers.core.language import Words
from handlers.dates.periods import Pause


def told_pause(words: Words, pause: Pause, today: date) -> str:
    places = {"last": words.full_day(pause.last), "again": words.full_day(pause.again)}
    if pause.first <= today:
        return words.t("You get no messages through {last}. They come again on {again}.", **places)
    first = words.full_day(pause.first)
    if pause.first == pause.last:
        return words.t("You get no messages on {last}. They come again on {again}.", **places)
    return words.t(
        "You get no messages from {first} through {last}. They come again on {again}.", first=first, **places
    )
