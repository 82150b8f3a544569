"""What the library registers: the list of what can be shared, and the pieces on Home."""

from handlers.core.language import mark
from handlers.library import browsing
from handlers.registry.feature import Action, Command, Feature, HelpLine
from handlers.registry.surfaces import HomeButton, Shelf, active

FEATURE = Feature(
    name="library",
    actions={
        "browse": Action(browsing.browse, refused_while_paused=True),
        "pick": Action(browsing.pick, refused_while_paused=True),
    },
    commands=(Command("browse", {"en": ("browse",), "nl": ("bladeren",)}),),
    help=(HelpLine(15, mark("/heraut browse – everything that you can share")),),
    shelves=(Shelf(25, browsing.pieces, active),),
    home_buttons=(HomeButton("first", 5, "browse", mark("See everything"), front=True),),
)
