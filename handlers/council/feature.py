"""What works-council mode registers."""

from handlers.core.language import mark
from handlers.registry.feature import Feature
from handlers.registry.surfaces import Held
from models import Workspace

FEATURE = Feature(
    name="council",
    holds=(
        Held(Workspace, "council_by", mark("That you switched works-council mode on, as long as it is on")),
        Held(Workspace, "council_back_by", mark("That you asked to switch works-council mode off")),
    ),
)
