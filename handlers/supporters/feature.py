"""What supporters register: offering to answer, questions to colleagues, and their answers."""

from handlers.core.language import mark
from handlers.core.people import Forgotten, Left
from handlers.outbox.kinds import COLLEAGUE_ANSWER, COLLEAGUE_QUESTION, COLLEAGUE_THANKS
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import HomeButton, Round, members
from handlers.registry.vocabulary import Command, spoken
from handlers.supporters import answering, asking, departures, finding, offers, turns, writers
from handlers.supporters.held import HOLDS

FEATURE = Feature(
    name="supporters",
    actions={
        "answer_colleague": Action(answering.answer_colleague),
        "ask": Action(asking.ask),
        "drop_ask": Action(asking.drop_ask),
        "find_answers": Action(finding.find_answers),
        "offer_knowledge": Action(offers.offer_knowledge),
        "pass_question": Action(answering.pass_question),
        "stop_offering": Action(offers.stop_offering),
        "suggest_answer": Action(answering.suggest_answer),
        "thank_answer": Action(answering.thank_answer),
        "unkeep_answer": Action(answering.unkeep_answer),
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
    follows=(follow(Left, departures.person_left), follow(Forgotten, departures.person_forgotten)),
    messages={
        COLLEAGUE_ANSWER: each(writers.write_answer),
        COLLEAGUE_QUESTION: each(writers.write_question),
        COLLEAGUE_THANKS: each(writers.write_thanks),
    },
    home_buttons=(HomeButton("contribute", 32, "ask", mark("Ask colleagues"), members),),
    rounds={"ask_more": Round(3600, turns.ask_more, 78)},
    holds=HOLDS,
)
