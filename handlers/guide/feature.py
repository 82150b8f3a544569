"""What the guide registers: its cards, agreeing to it, and who may change it."""

from handlers.core.language import mark
from handlers.core.people import Forgotten, Left, RoleLost
from handlers.guide import agreement, answers, editions, edits, guide, helpers, question_states, questions
from handlers.outbox.kinds import GUIDE_ANSWER, GUIDE_QUESTION
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, HomeButton, Round, Section, members, one_piece
from handlers.registry.vocabulary import Command, spoken
from models import GuideCard, GuideHelper, GuideQuestion

FEATURE = Feature(
    name="guide",
    actions={
        "agree_guide": Action(agreement.agree_guide),
        "answer_guide": Action(answers.answer_guide),
        "drop_question": Action(questions.drop_question),
        "edit_guide": Action(edits.edit_guide),
        "find_guide": Action(guide.find_guide),
        "guide": Action(guide.guide),
        "guide_helpers": Action(helpers.guide_helpers),
        "may_i": Action(questions.may_i),
    },
    commands=(
        Command(
            "guide",
            spoken(
                en="""
                guide, policy, guidelines, the guide, social media policy, social media guidelines, rules, house rules,
                tone of voice, code of conduct
                """,
                nl="""
                gids, beleid, richtlijnen, wegwijzer, handvatten, spelregels, regels, de gids, socialmediabeleid, social
                media beleid, policy, gedragscode
                """,
            ),
            mark("The guide"),
            takes="words",
        ),
        Command(
            "may_i",
            spoken(
                en="may i, am i allowed, am i allowed to, may we, is it allowed, ask the guide",
                nl="mag ik, mag dit, mogen we, mag het, mag je, is het toegestaan",
            ),
            mark("May I …?"),
            takes="text",
        ),
        Command(
            "guide_helpers",
            spoken(
                en="answerers, who answers, who answers questions, guide people",
                nl="beantwoorders, wie antwoordt, wie beantwoordt vragen, vraagbaak",
            ),
            mark("Who answers questions"),
            role="manager",
            takes="words",
        ),
    ),
    help=(
        HelpLine(75, mark("/heraut guide – what you can do, what to be careful with, and how it sounds")),
        HelpLine(76, mark("/heraut may i … – a question that a colleague answers")),
        HelpLine(345, mark("/heraut answerers @… – who answers questions about the guide"), "manager"),
    ),
    follows=(
        follow(Left, question_states.asker_left),
        follow(RoleLost, question_states.helper_lost),
        follow(Forgotten, question_states.question_of_forgotten),
    ),
    messages={GUIDE_ANSWER: each(answers.write_guide_answer), GUIDE_QUESTION: each(answers.write_guide_question)},
    home=(Section(27, guide.news_section, members),),
    home_buttons=(HomeButton("contribute", 30, "guide", mark("The guide")),),
    rounds={
        "guide": Round(3600, one_piece(editions.take_all_files), 75),
        "unanswered": Round(3600, one_piece(question_states.widen), 76),
    },
    switches=(agreement.GUIDE_SWITCH,),
    holds=(
        Held(
            GuideCard,
            "written_by",
            mark("Cards of the guide that you wrote"),
            fate="tombstone",
            seen=("champions",),
            shows=("title", "at"),
        ),
        Held(
            GuideHelper,
            "person",
            mark("That you answer questions about the guide"),
            fate="delete",
            seen=("you", "colleagues"),
            shows=("at",),
        ),
        Held(
            GuideQuestion,
            "person",
            mark("Questions that you asked about the guide"),
            fate="delete",
            seen=("you", "champions"),
            kept=mark("180 days after the answer, unless a manager chose otherwise"),
            shows=("question", "answer", "state", "asked_at", "answered_at"),
        ),
        Held(
            GuideQuestion,
            "answered_by",
            mark("Questions about the guide that you answered"),
            fate="tombstone",
            seen=("you", "colleague"),
            kept=mark("180 days after the answer, unless a manager chose otherwise"),
            shows=("answer", "answered_at"),
        ),
    ),
)
