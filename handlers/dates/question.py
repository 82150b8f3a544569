"""What is asked back where a text about days cannot be followed: why, and what would be understood."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from handlers.core.language import Words, mark


class Question(NamedTuple):
    """`why`: a key of REASONS."""

    why: str
    day: date | None = None
    weekday: int | None = None
    text: str = ""

    def told(self, words: Words) -> str:
        return words.t(self.sentence, **self.places(words))

    @property
    def sentence(self) -> str:
        return REASONS[self.why]

    def places(self, words: Words) -> dict[str, str]:
        """What fills the sentence."""
        return {
            "text": self.text,
            "day": words.full_day(self.day) if self.day else "",
            "weekday": "" if self.weekday is None else words.weekday(self.weekday),
        }


class LongAgo(Exception):
    """A year before the times that rules look at."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class Unclear(Exception):
    """A rule found a contradiction."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.why)
        self.question = question


REASONS: Mapping[str, str] = {
    "not a day": mark(
        "“{text}” is not a day in the future that I understand. Try: until 2 January, for 2 weeks, or 24-31 December"
    ),
    "other weekday": mark("{day} is not a {weekday}. Which of the two do you mean?"),
    "no such day": mark("There is no such day: “{text}”. Which day do you mean?"),
    "past": mark("{day} is over. Which day to come do you mean?"),
    "nothing": mark("That would pause nothing: messages come on {day} anyway. Try: until tomorrow, or for 2 weeks"),
    "too far": mark("That is more than ten years away. Which day do you mean?"),
    "day or month": mark("“{text}” can be two days. Please write the month as a word, such as 2 January."),
    "month first": mark("“{text}” has no such month. Please write the month as a word, such as 2 January."),
    "backwards": mark("The last day is before the first. Which days do you mean?"),
    "how many": mark("How long is that? Please give a number, such as 3 days or 2 weeks."),
    "too many": mark("These are too many days off. Please keep the next twenty."),
    "hours": mark("I count in whole days. Try: until tomorrow, or until Monday"),
    "no end": mark("And until when? Try: until 2 January, or for 2 weeks"),
    "with gaps": mark("That is more than one stretch of days. Which one do you mean?"),
}
