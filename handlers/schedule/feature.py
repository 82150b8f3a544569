"""What planning content registers."""

from handlers.registry.feature import Action, Feature
from handlers.schedule import schedule

FEATURE = Feature(
    name="schedule",
    actions={
        "not_yet": Action(schedule.not_yet),
        "publish_now": Action(schedule.publish_now),
        "schedule": Action(schedule.schedule),
    },
)
