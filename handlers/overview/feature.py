"""What the list of content registers."""

from handlers.core.language import mark
from handlers.overview import overview
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.surfaces import HomeButton, champions
from handlers.registry.vocabulary import Command

FEATURE = Feature(
    name="overview",
    actions={"content": Action(overview.content)},
    commands=(
        Command(
            "content",
            {
                "en": ("content", "library", "what is running", "running", "my posts", "drafts"),
                "nl": ("inhoud", "bibliotheek", "wat loopt er", "lopend", "concepten"),
            },
            mark("Content"),
            role="champion",
        ),
    ),
    help=(HelpLine(220, mark("/heraut content – what is running now, with figures"), "champion"),),
    home_buttons=(HomeButton("publish", 20, "content", mark("Content"), champions),),
)
