"""What the figures feature registers: the daily release of what may be told."""

from handlers.figures import release
from handlers.figures.events import FiguresReleased
from handlers.registry.feature import Feature
from handlers.registry.surfaces import Round

FEATURE = Feature(
    name="figures",
    tells=(FiguresReleased,),
    rounds={"release": Round(60, release.release_round, 5)},
)
