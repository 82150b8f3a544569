"""What the library registers: the list of what can be shared, and the pieces on Home."""

from handlers.core.language import mark
from handlers.library import browsing
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.surfaces import HomeButton, HomeShelf, active
from handlers.registry.vocabulary import Command, spoken

FEATURE = Feature(
    name="library",
    actions={
        "browse": Action(browsing.browse, refused_while_paused=True),
        "pick": Action(browsing.pick, refused_while_paused=True),
    },
    commands=(
        Command(
            "browse",
            spoken(
                en="browse, list, see everything, show everything, everything, what is there, catalogue, all content",
                nl="bladeren, blader, lijst, laat alles zien, toon alles, alles, wat is er, catalogus",
            ),
            mark("See everything"),
            takes="words",
        ),
    ),
    help=(HelpLine(15, mark("/heraut browse – everything that you can share")),),
    shelves=(HomeShelf(25, browsing.pieces, active),),
    home_buttons=(HomeButton("first", 5, "browse", mark("See everything"), front=True),),
)
