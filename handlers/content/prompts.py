"""Questions that help people to find their own words. They fit any content."""

from zlib import crc32

from handlers.core.language import Words, mark

QUESTIONS = (
    mark("What did you learn from this?"),
    mark("What surprised you in it?"),
    mark("Who among your contacts should read this, and why?"),
    mark("What would you add from your own work?"),
    mark("What will you do differently because of it?"),
)
WARNING = mark("This reads much like what was posted from here lately, and readers notice. {question}")


def starting_question(words: Words, nudge_id: str) -> str:
    """The question for a nudge: always the same one. Different nudges mostly get different ones."""
    return words.t(QUESTIONS[crc32(nudge_id.encode()) % len(QUESTIONS)])


def warning(words: Words, nudge_id: str) -> str:
    """A friendly warning for a text that is nearly somebody else's. It names nobody."""
    return words.t(WARNING, question=starting_question(words, nudge_id))
