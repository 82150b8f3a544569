"""What the academy registers: its courses, and how far people are."""

from handlers.academy import edits, figures, learn, offers, steps
from handlers.academy.editions import courses_round
from handlers.academy.events import CourseFinished
from handlers.core.language import mark
from handlers.figures.events import FiguresReleased
from handlers.outbox.kinds import COURSE
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.instead import Instead
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, HomeButton, Round
from handlers.registry.vocabulary import Command, spoken
from models import Course, CourseProgress

FEATURE = Feature(
    name="academy",
    actions={
        "answer_course": Action(steps.answer_course),
        "course": Action(steps.course),
        "course_figures": Action(figures.course_figures),
        "edit_course": Action(edits.edit_course),
        "later_course": Action(steps.later_course),
        "learn": Action(learn.learn_courses),
        "read_course": Action(steps.read_course),
    },
    commands=(
        Command(
            "learn",
            spoken(
                en="""
                learn, learning, course, courses, academy, lesson, lessons, training, trainings, my courses,
                study, teach me
                """,
                nl="""
                leren, cursus, cursussen, academie, les, lessen, training, trainingen,
                mijn cursussen, opleiding, academy
                """,
            ),
            mark("Learn"),
            takes="words",
        ),
    ),
    help=(HelpLine(77, mark("/heraut learn – short courses, a few minutes each")),),
    home_buttons=(HomeButton("contribute", 32, "learn", mark("Learn")),),
    follows=(follow(FiguresReleased, figures.release_course_figures),),
    rounds={"courses": Round(3600, courses_round, 77)},
    tells=(CourseFinished,),
    messages={COURSE: each(offers.write_course)},
    instead=(Instead(offers.told_courses, offers.offer_courses),),
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
