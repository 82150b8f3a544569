"""What the attention budget registers."""

from handlers.core.feature import Action, Feature
from handlers.planning import pace

FEATURE = Feature(
    name="planning",
    actions={
        "fewer": Action(pace.fewer),
        "keep": Action(pace.keep),
    },
)
