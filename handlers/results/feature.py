"""What the results feature registers: figures, charts and exports."""

from handlers.core.language import mark
from handlers.figures.events import FiguresReleased
from handlers.planning.events import NudgesWentOut
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.surfaces import Held, WebPage
from handlers.registry.vocabulary import Command, spoken
from handlers.results import click_value, export, lift, results, totals
from models import Workspace

FEATURE = Feature(
    name="results",
    actions={
        "export": Action(export.export),
        "results": Action(results.results),
        "value": Action(click_value.value),
    },
    commands=(
        Command(
            "results",
            spoken(
                en="""
                results, figures, report, analytics, numbers, statistics, reports, metrics, how did it do
                """,
                nl="""
                resultaten, cijfers, rapport, rapportage, analyse, hoe ging het
                """,
            ),
            mark("Results"),
            role="champion",
        ),
        Command(
            "export",
            {
                "en": ("export", "download", "csv", "excel", "spreadsheet", "export results"),
                "nl": ("exporteren", "exporteer", "downloaden", "download", "csv", "excel", "resultaten exporteren"),
            },
            mark("Export"),
            role="manager",
        ),
        Command(
            "value",
            {"en": ("value", "click value"), "nl": ("waarde", "klikwaarde")},
            mark("What a click is worth"),
            takes="words",
            role="manager",
        ),
    ),
    help=(
        HelpLine(230, mark("/heraut results – how well content did, by topic, team, network and week"), "champion"),
        HelpLine(330, mark("/heraut export – the figures as a file"), "manager"),
        HelpLine(340, mark("/heraut value 3.50 EUR a click – show results in money too"), "manager"),
        HelpLine(341, mark("/heraut value off – results without money"), "manager"),
    ),
    pages=(WebPage("/charts/{token}.png", results.chart_page), WebPage("/exports/{token}", export.export_page)),
    follows=(follow(NudgesWentOut, totals.count_nudged), follow(FiguresReleased, lift.release_lifts)),
    holds=(
        Held(
            Workspace,
            "worth_by",
            mark("What a click is worth, if you set it"),
            fate="tombstone",
            seen=("champions",),
            shows=("worth", "worth_currency", "worth_at"),
        ),
    ),
)
