"""What tracked links registers."""

from handlers.core.feature import Action, Feature
from handlers.core.surfaces import Round, one_piece
from handlers.links import clicks, take_along
from handlers.links.events import Followed

FEATURE = Feature(
    name="links",
    actions={"content_link": Action(take_along.content_link)},
    tells=(Followed,),
    rounds={"forget": Round(3600, one_piece(clicks.forget), 70)},
)
