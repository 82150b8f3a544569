"""What the sharing feature registers."""

from handlers.core.language import mark
from handlers.core.people import Forgotten
from handlers.links.events import Followed
from handlers.nudges.events import Undone
from handlers.outbox.kinds import OPENED
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, Round, Section, active
from handlers.registry.vocabulary import Command
from handlers.sharing import evidence, forgotten, home, link_settings, opened, sharing
from handlers.sharing.events import SharePosted, SpeaksForCompany
from handlers.sharing.verification import verify
from handlers.sharing.way import SHARE
from models import Share

FEATURE = Feature(
    name="sharing",
    actions={
        "address": Action(sharing.address),
        "again": Action(sharing.share_again, refused_while_paused=True),
        "link": Action(sharing.link),
        "links": Action(link_settings.link_settings),
        "posted": Action(sharing.posted),
        "rewrite": Action(sharing.rewrite),
        "share": Action(sharing.share, refused_while_paused=True),
    },
    commands=(
        Command(
            "links",
            {"en": ("links", "link settings", "utm", "tracking"), "nl": ("links", "koppelingen", "utm")},
            mark("Links"),
            role="manager",
        ),
    ),
    help=(HelpLine(320, mark("/heraut links – where links begin, what they add, and which shares count"), "manager"),),
    rounds={"verify": Round(60, verify, 50)},
    home=(Section(20, home.shares, active, leads=True),),
    ways={"share": SHARE},
    messages={OPENED: each(opened.write_opened)},
    tells=(SharePosted, SpeaksForCompany),
    follows=(
        follow(Undone, sharing.shares_undone),
        follow(Followed, evidence.seen),
        follow(Followed, opened.followed),
        follow(Forgotten, forgotten.shares_forgotten),
    ),
    holds=(
        Held(
            Share,
            "person",
            mark("What you shared and where, the text offered and yours, whether it says who speaks, and how we know"),
            fate="own",  # its id opens the share page
            shows=(
                "content",
                "network",
                "text",
                "offered",
                "disclosed",
                "state",
                "evidence",
                "address",
                "started_at",
                "opened_at",
                "posted_at",
            ),
        ),
    ),
)
