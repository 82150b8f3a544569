"""Questions that help to find words of one's own: they fit whatever is shared."""

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


def question(words: Words, nudge_id: str) -> str:
    """Always the same one for a nudge; neighbours get different ones more often than not."""
    return words.t(QUESTIONS[crc32(nudge_id.encode()) % len(QUESTIONS)])


def warning(words: Words, nudge_id: str) -> str:
    """For a text that nearly is somebody else's: friendly, and about nobody."""
    return words.t(WARNING, question=question(words, nudge_id))
