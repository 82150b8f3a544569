"""What the contributions feature registers: reactions, questions and thoughts."""

from handlers.contributions import ghostwriting, question_cards, questions, reactions, thought_states, thoughts
from handlers.core.language import mark
from handlers.core.people import Forgotten, Left, RoleLost
from handlers.nudges.events import Undone
from handlers.outbox.kinds import DRAFT, THOUGHT
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, HomeButton
from handlers.registry.vocabulary import Command
from handlers.registry.ways import Way
from handlers.sharing.events import SharePosted
from models import Thought

FEATURE = Feature(
    name="contributions",
    actions={
        "answer": Action(questions.answer_question, refused_while_paused=True),
        "drop": Action(thoughts.drop),
        "questions": Action(questions.questions),
        "react": Action(reactions.react, refused_while_paused=True),
        "ready": Action(thoughts.ready, refused_while_paused=True),
        "rephrase": Action(thoughts.rephrase),
        "take": Action(ghostwriting.take),
        "thought": Action(thoughts.thought),
        "write": Action(ghostwriting.write),
    },
    commands=(
        Command(
            "thought",
            {
                "en": ("thought", "idea", "i have an idea", "rough thought", "draft"),
                "nl": ("gedachte", "idee", "ik heb een idee", "ruwe gedachte", "kladje"),
            },
            mark("Hand over a thought"),
            takes="text",
        ),
        Command(
            "questions",
            {"en": ("questions", "question", "ask me", "quiz"), "nl": ("vragen", "vraag", "vraag me iets")},
            mark("Questions"),
        ),
    ),
    help=(
        HelpLine(60, mark("/heraut questions – the current questions; answer if you like")),
        HelpLine(70, mark("/heraut thought … – a rough thought that a champion writes up for you")),
    ),
    follows=(
        follow(SharePosted, thought_states.thought_posted),
        follow(Undone, thought_states.reopened),
        follow(Undone, reactions.reaction_undone),
        follow(Left, thought_states.person_left),
        follow(Forgotten, thought_states.thoughts_forgotten),
        follow(RoleLost, thought_states.role_lost),
    ),
    home_buttons=(
        HomeButton("contribute", 10, "questions", mark("Questions")),
        HomeButton("contribute", 20, "thought", mark("Hand over a thought")),
    ),
    ways={
        "react": reactions.REACT,
        "create": Way(offer=question_cards.question_card, own=thought_states.own_draft),
    },
    messages={DRAFT: each(thoughts.write_draft), THOUGHT: each(ghostwriting.write_thought)},
    holds=(
        Held(
            Thought,
            "person",
            mark("Thoughts that you handed over"),
            fate="tombstone",
            seen=("you", "champions"),
            coarse=("created_at", "written_at", "posted_at"),
        ),
        Held(
            Thought,
            "champion",
            mark("Thoughts of colleagues that you wrote a text for"),
            fate="tombstone",
            seen=("you", "colleague", "champions"),
            shows=("state", "written_at"),
        ),
    ),
)
