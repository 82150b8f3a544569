"""What the attention budget registers."""

from handlers.core.feature import Action, Feature
from handlers.core.messages import each
from handlers.core.surfaces import Round
from handlers.outbox.kinds import PACE
from handlers.planning import pace
from handlers.planning.plan_round import plan_everybody

FEATURE = Feature(
    name="planning",
    actions={
        "fewer": Action(pace.fewer),
        "keep": Action(pace.keep_pace),
    },
    rounds={"plan": Round(30, plan_everybody, 10)},
    messages={PACE: each(pace.write_pace)},
)
