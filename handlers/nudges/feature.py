"""What the nudges feature registers: nudges in the chat and the answers to them."""

from handlers.core.language import mark
from handlers.nudges import answers, digests, messages, next_nudge, nudge, why
from handlers.nudges.events import SkipExplained, Undone
from handlers.outbox.events import Sent
from handlers.outbox.kinds import DIGEST, NUDGE
from handlers.planning.events import NudgesWentOut
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.surfaces import Held, HomeButton
from handlers.registry.vocabulary import Command, spoken
from models import Nudge

FEATURE = Feature(
    name="nudges",
    actions={
        "current": Action(nudge.current),
        "digest": Action(digests.digest),
        "item": Action(digests.item),
        "later": Action(answers.later, refused_while_paused=True),
        "next": Action(next_nudge.next_one, refused_while_paused=True),
        "reason": Action(answers.reason),
        "show": Action(answers.show, refused_while_paused=True),
        "skip": Action(answers.skip, refused_while_paused=True),
        "undo": Action(answers.undo),
        "why": Action(why.show_why),
    },
    commands=(
        Command(
            "next",
            spoken(
                en="""
                next, something to share, show me something, another, another one, more, share, new, news, what can i
                share, what's new, what is new, give me something, give me a post, anything new, something new
                """,
                nl="""
                volgende, iets om te delen, deel, delen, nog een, meer, nieuw, nieuws, wat is er nieuw, wat kan ik
                delen, geef me iets, laat iets zien, iets nieuws, nog iets
                """,
            ),
            mark("Show me something now"),
            beside="home",
            maybe=spoken(en="later, remind me later, skip, not now", nl="later, straks, overslaan, nu niet, niet nu"),
        ),
    ),
    help=(HelpLine(20, mark("/heraut next – something to share now")),),
    home_buttons=(HomeButton("first", 10, "next", mark("Show me something now")),),
    messages={DIGEST: digests.write_digests, NUDGE: nudge.write_nudges},
    tells=(NudgesWentOut, SkipExplained, Undone),
    follows=(follow(Sent, messages.sent),),
    holds=(
        Held(
            Nudge,
            "person",
            mark("What was offered to you, why, and what you answered"),
            fate="own",  # its id begins with the person's
            shows=(
                "content",
                "because",
                "planned_at",
                "answer",
                "answered_at",
                "reason",
                "later_until",
                "week",
                "team",
            ),
        ),
    ),
)
