"""What the academy registers: its courses, and how far people are."""

from handlers.academy.events import CourseFinished
from handlers.core.language import mark
from handlers.registry.feature import Feature
from handlers.registry.surfaces import Held
from models import Course, CourseProgress

FEATURE = Feature(
    name="academy",
    tells=(CourseFinished,),
    holds=(
        Held(
            Course,
            "written_by",
            mark("Courses that you wrote"),
            fate="tombstone",
            seen=("champions",),
            shows=("title", "at"),
        ),
        Held(
            CourseProgress,
            "person",
            mark("How far you are in courses"),
            fate="delete",
            shows=("course", "started_at", "at", "wanted", "first_at", "finished_at"),
        ),
    ),
)
