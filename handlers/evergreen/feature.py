"""What evergreen content registers."""

from handlers.evergreen import evergreen
from handlers.registry.feature import Action, Feature
from handlers.registry.surfaces import Round, one_piece

FEATURE = Feature(
    name="evergreen",
    actions={"end_rest": Action(evergreen.end_rest)},
    rounds={"returns": Round(600, one_piece(evergreen.plan_returns), 16)},
)
