"""What the toy registers: one of almost everything that a feature may have."""

from pathlib import Path

from handlers.core.language import mark
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, Round, Section, WebPage, one_piece, settings_fields
from handlers.registry.vocabulary import Command
from handlers.sharing.events import SharePosted
from tests.toy import cheers
from tests.toy.tables import Cheer, Quiet

FEATURE = Feature(
    name="toy",
    locale=Path(__file__).parent / "locale",
    actions={"cheer": Action(cheers.cheer)},
    commands=(Command("cheer", {"en": ("cheer",), "nl": ("juich",)}, mark("Cheers")),),
    help=(HelpLine(900, mark("/heraut cheer – how many cheers there were")),),
    messages={cheers.CHEER: each(cheers.write_cheer)},
    home=(Section(25, cheers.home),),
    settings=(
        settings_fields(
            cheers.CheerSettings,
            forms=("settings",),
            inputs=cheers.inputs,
            write=cheers.write,
            rows=cheers.rows,
        ),
    ),
    rounds={"fade": Round(3600, one_piece(cheers.fade), 90)},
    follows=(follow(SharePosted, cheers.share_posted),),
    pages=(WebPage("/cheers/{workspace}", cheers.page),),
    holds=(
        Held(Cheer, "person", mark("Cheers for your shares")),
        Held(Quiet, "person", mark("That you want no cheers")),
    ),
)
