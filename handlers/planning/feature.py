"""What the attention budget registers."""

from handlers.outbox.kinds import PACE
from handlers.planning import pace
from handlers.planning.plan_round import plan_everybody
from handlers.registry.feature import Action, Feature
from handlers.registry.messages import each
from handlers.registry.surfaces import Round

FEATURE = Feature(
    name="planning",
    actions={
        "fewer": Action(pace.fewer),
        "keep": Action(pace.keep_pace),
    },
    rounds={"plan": Round(30, plan_everybody, 10)},
    messages={PACE: each(pace.write_pace)},
)
