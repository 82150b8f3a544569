"""What the groups that content is for register: the daily count, and the word about groups that became too small."""

from handlers.audience import rest
from handlers.outbox.kinds import TOO_FEW
from handlers.registry.feature import Feature
from handlers.registry.messages import each
from handlers.registry.surfaces import Round

FEATURE = Feature(
    name="audience",
    rounds={"groups": Round(3600, rest.count_groups, 18)},
    messages={TOO_FEW: each(rest.write_too_few)},
)
