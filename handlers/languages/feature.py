"""What the languages feature registers: the language in which Heraut speaks to a person."""

from handlers.core.language import mark
from handlers.languages import choice
from handlers.languages.field import LANGUAGE_SETTING
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.vocabulary import Command, spoken

FEATURE = Feature(
    name="languages",
    actions={
        "client_language": Action(choice.client_language),
        "dutch": Action(choice.dutch),
        "english": Action(choice.english),
        "language": Action(choice.language),
    },
    commands=(
        Command(
            "language",
            spoken(
                en="language, languages, lang, speak, translate, switch language, change language, set language",
                nl="taal, talen, spreek, praat, vertaal, andere taal, wijzig taal, verander taal, taal wijzigen",
            ),
            mark("Language"),
            takes="words",
        ),
        Command(
            "client_language",
            spoken(en="language auto, language reset, auto language", nl="taal automatisch, taal van mijn chat"),
            mark("As my chat does"),
            help_of="language",
        ),
        Command(
            "dutch",
            spoken(en="dutch, in dutch, speak dutch, switch to dutch", nl="nederlands, in het nederlands, nl"),
            mark("Dutch"),
            help_of="language",
        ),
        Command(
            "english",
            spoken(en="english, in english, speak english", nl="engels, in het engels, english, en"),
            mark("English"),
            help_of="language",
        ),
    ),
    settings=(LANGUAGE_SETTING,),
    help=(HelpLine(105, mark("/heraut language nl – Heraut speaks Dutch to you, or English")),),
)
