"""What the folder of tracked links registers."""

from handlers.core.language import mark
from handlers.core.people import Forgotten
from handlers.links import clicks, forgotten, take_along
from handlers.links.events import Followed
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature
from handlers.registry.surfaces import Held, Round, one_piece
from models import Click, Link, Share

FEATURE = Feature(
    name="links",
    actions={"content_link": Action(take_along.content_link)},
    tells=(Followed,),
    follows=(follow(Forgotten, forgotten.links_forgotten),),
    rounds={"forget": Round(3600, one_piece(clicks.forget), 70)},
    holds=(
        Held(
            Link,
            "share",
            mark("The links of what you shared"),
            Share,
            fate="own",  # they go on, and count for nobody
            shows=("token", "made_at"),
        ),
        Held(
            Click,
            "link",
            mark("How often your links were opened, by day, if you agreed to it"),
            Link,
            fate="own",
            shows=("day", "kind", "network", "source", "times"),
        ),
    ),
)
