"""What supporters register: offering to answer, questions to colleagues, and their answers."""

from handlers.core.language import mark
from handlers.core.people import Forgotten, Left
from handlers.outbox.kinds import COLLEAGUE_ANSWER, COLLEAGUE_QUESTION, COLLEAGUE_THANKS
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import HomeButton, Round, members
from handlers.registry.vocabulary import Command, spoken
from handlers.supporters import answers, departures, lookup, offers, questions, turns, writers
from handlers.supporters.held import HOLDS

FEATURE = Feature(
    name="supporters",
    actions={
        "answer_colleague": Action(answers.answer_colleague),
        "ask": Action(questions.ask_colleagues),
        "drop_ask": Action(questions.drop_ask),
        "find_answers": Action(lookup.find_answers),
        "offer_knowledge": Action(offers.offer_knowledge),
        "pass_question": Action(answers.pass_question),
        "stop_offering": Action(offers.stop_offering),
        "suggest_answer": Action(answers.suggest_answer),
        "thank_answer": Action(answers.thank_answer),
        "unkeep_answer": Action(answers.unkeep_answer),
    },
    commands=(
        Command(
            "ask",
            spoken(
                en="ask, ask colleagues, ask a colleague, who knows, i have a question",
                nl="vraag aan, vraag collega's, vraag een collega, wie weet, ik heb een vraag, ask",
            ),
            mark("Ask colleagues"),
            takes="text",
        ),
        Command(
            "find_answers",
            spoken(en="find, find answers, search, answers, knowledge", nl="vind, zoek, zoeken, antwoorden, kennis"),
            mark("Search answers"),
            takes="words",
        ),
        Command(
            "offer_knowledge",
            spoken(
                en="offer, ask me about, i know about, what i know, offer knowledge, supporter, supporters",
                nl="aanbod, vraag mij over, ik weet, wat ik weet, kennis delen, supporter, supporters",
            ),
            mark("Answer questions of colleagues"),
        ),
    ),
    help=(
        HelpLine(77, mark("/heraut ask … – a question for colleagues who know about it")),
        HelpLine(78, mark("/heraut find … – what colleagues answered before")),
        HelpLine(79, mark("/heraut offer – what colleagues may ask you about, and how often")),
    ),
    follows=(follow(Left, departures.supporter_left), follow(Forgotten, departures.person_forgotten)),
    messages={
        COLLEAGUE_ANSWER: each(writers.write_colleague_answer),
        COLLEAGUE_QUESTION: each(writers.write_colleague_question),
        COLLEAGUE_THANKS: each(writers.write_answer_thanks),
    },
    home_buttons=(HomeButton("contribute", 32, "ask", mark("Ask colleagues"), members),),
    rounds={"ask_more": Round(3600, turns.ask_more, 78)},
    holds=HOLDS,
)
