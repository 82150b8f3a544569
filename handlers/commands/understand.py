"""What a person means by what they typed: a command, a few to choose from, or nothing that Heraut knows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handlers.commands.fillers import ABOUT, ENDINGS, NOT, POLITE, REQUESTS, THINGS, TIMES, Phrase
from handlers.commands.nearest import misspelt
from handlers.core.language import Language
from handlers.core.typed import Typed, cleaned
from handlers.registry.vocabulary import Command, Vocabulary

MANY = 8  # words; commands are shorter
LONGEST = 6  # words of a command
PRONOUN = 3  # letters; "me" and "ik" are commands by themselves only
SEEN = 5  # letters of a single word that is taken for a command in the midst of others


class Meant(NamedTuple):
    """A command with what follows it, or commands to choose from."""

    action: str = ""
    text: str = ""
    choose: Sequence[Command] = ()


class Stretch(NamedTuple):
    """Some of the words, without what is only polite. `sentence`: more than that was left out."""

    typed: Typed
    first: int
    last: int
    sentence: bool = False

    @property
    def keys(self) -> list[str]:
        return self.typed.keys[self.first : self.last]

    @property
    def long(self) -> bool:
        return self.last - self.first >= MANY

    def after(self, count: int) -> str:
        """What follows the first `count` words, as typed, up to the end of everything."""
        return self.typed.after(self.first + count)

    def between(self, count: int) -> str:
        """What follows the first `count` words, as typed, up to the end of the span."""
        words = self.typed.words[self.first + count : self.last]
        return self.typed.text[words[0].start : words[-1].end] if words else ""


class Grammar(NamedTuple):
    """Reads what is typed in a language."""

    vocabulary: Vocabulary
    language: Language

    def read(self, typed: Typed) -> Meant | None:
        """The most literal reading that means something."""
        everything = Stretch(typed, 0, len(typed.words))
        if "@" in _signs(typed.text) and (meant := self._literally(everything)):
            return meant  # "Thank you @anna" is no politeness towards Heraut
        whole = _without_politeness(everything)
        requests = list(_without_requests(whole))
        for span in (whole, *requests):
            if meant := self._literally(span):
                return meant
        for span in (whole, *requests[-1:]):
            if not span.long and (meant := self._corrected(span)):
                return meant
        return None if whole.long else self._among(whole, asked=bool(requests))

    def _literally(self, span: Stretch) -> Meant | None:
        keys = span.keys
        if command := self.vocabulary.command("".join(keys), self.language):
            return choice(command) if span.sentence and command.careful else Meant(command.action)
        if found := self.vocabulary.perhaps("".join(keys), self.language):
            return choice(*found)
        counts = range(min(len(keys) - 1, LONGEST), 0, -1)
        readings = (read(span, count) for read in (self._timed, self._beginning) for count in counts)
        return next((meant for meant in readings if meant), None)

    def _timed(self, span: Stretch, count: int) -> Meant | None:
        """The first `count` words mean a break, because a time follows."""
        key = "".join(span.keys[:count])
        command = self.vocabulary.pausing(key, self.language) or self.vocabulary.command(key, self.language)
        time = _time(span, count) if command and command.until else ""
        return Meant(command.action, time) if command and time else None

    def _beginning(self, span: Stretch, count: int) -> Meant | None:
        """The first `count` words are a command, and something follows."""
        keys, key = span.keys, "".join(span.keys[:count])
        told = ABOUT.issuperset(keys[count:]) or not span.long
        if told and (found := self.vocabulary.perhaps(key, self.language)):
            return choice(*found)
        command = self.vocabulary.command(key, self.language)
        if command is None or (command.takes == "nothing" and (not told or len(key) <= PRONOUN)):
            return None
        return self._followed(command, span, count)

    def _followed(self, command: Command, span: Stretch, count: int) -> Meant | None:
        match command.takes:
            case "nothing" if span.long and not command.careful:
                return None
            case "nothing":
                return choice(command) if command.careful else Meant(command.action)
            case "words":
                text = _span_of_time(span, count) if command.until else cleaned(span.between(count))
                return choice(command) if command.careful and span.sentence else Meant(command.action, text)
            case "text" if span.sentence and not {"@", "://"} & _signs(span.after(count)):
                return None if span.long else choice(command)
            case "text":
                return Meant(command.action, span.after(count))

    def _corrected(self, span: Stretch) -> Meant | None:
        """The span, or its beginning, is misspelt."""
        keys = span.keys
        for count in range(min(len(keys), 3), 0, -1):
            found = misspelt("".join(keys[:count]), self.vocabulary, self.language)
            if not found or (count < len(keys) and count > 1 and found[0].takes == "nothing"):
                continue
            if len(found) > 1 or found[0].careful:
                return choice(*found)
            return Meant(found[0].action) if count == len(keys) else self._followed(found[0], span, count)
        return None

    def _among(self, span: Stretch, *, asked: bool) -> Meant | None:
        """A command in the midst of other words: done if it was asked for and only shows something."""
        found = {command.action: command for command in self._spotted(span)}
        if not found:
            return None
        [first, *others] = found.values()
        shows = not others and first.takes == "nothing" and not first.careful and not NOT & {*span.keys}
        return Meant(first.action) if asked and shows else choice(first, *others)

    def _spotted(self, span: Stretch) -> Iterator[Command]:
        keys, at = span.keys, 0
        while at < len(keys):
            for count in range(min(LONGEST, len(keys) - at), 0, -1):
                key = "".join(keys[at : at + count])
                command = self.vocabulary.command(key, self.language)
                if command and (count > 1 or len(key) >= SEEN or command.careful):
                    yield command
                    at += count - 1
                    break
            at += 1


def choice(*commands: Command) -> Meant:
    return Meant(choose=commands)


def _signs(text: str) -> set[str]:
    return {sign for sign in ("@", "://") if sign in text}


def _time(span: Stretch, count: int) -> str:
    """The time that follows, from its preposition on; empty if there is none before anything else."""
    for at, key in enumerate(span.keys[count:-1], count):
        if key in TIMES:
            return cleaned(span.between(at))
        if key not in THINGS:
            break
    return ""


def _span_of_time(span: Stretch, count: int) -> str:
    """What follows, without the things that it is about, as in "pause this until Friday"."""
    return _time(span, count) or ("" if THINGS.issuperset(span.keys[count:]) else cleaned(span.between(count)))


def _without_politeness(span: Stretch) -> Stretch:
    first, last = span.first, span.last
    while first < last and (begun := _begins(span.typed.keys[first:last], POLITE)):
        first += begun
    while first < last and (ended := _ends(span.typed.keys[first:last], POLITE)):
        last -= ended
    return span._replace(first=first, last=last) if first < last else span


def _without_requests(span: Stretch) -> Iterator[Stretch]:
    """The span without the request around it, step by step."""
    while begun := _begins(span.keys[:-1], (*REQUESTS, *POLITE)):
        span = span._replace(first=span.first + begun, sentence=True)
        yield span
        yield from _without_endings(span)
    if not span.sentence:
        yield from _without_endings(span)


def _without_endings(span: Stretch) -> Iterator[Stretch]:
    while len(span.keys) > 1 and (ended := _ends(span.keys[1:], (*ENDINGS, *POLITE))):
        span = span._replace(last=span.last - ended, sentence=True)
        yield span


def _begins(keys: Sequence[str], phrases: Sequence[Phrase]) -> int:
    """How many words of the phrase that the words begin with; 0 without one."""
    return next((len(phrase) for phrase in phrases if tuple(keys[: len(phrase)]) == phrase), 0)


def _ends(keys: Sequence[str], phrases: Sequence[Phrase]) -> int:
    return next((len(phrase) for phrase in phrases if tuple(keys[-len(phrase) :]) == phrase), 0)
