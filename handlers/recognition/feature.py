"""What the recognition feature registers: points, badges, thanks and the leaderboard."""

from handlers.core.language import mark
from handlers.core.people import Forgotten, Left, NameWithdrawn
from handlers.outbox.kinds import BADGE, LEADERBOARD, THANKS
from handlers.recognition import forgotten, leaderboard, picture, points, thanks
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, HomeButton, Round, Section, WebPage, members, one_piece
from handlers.registry.vocabulary import Command, spoken
from models import Award, Channel, LedgerEntry, Thanks, Threshold, WeekPoints

FEATURE = Feature(
    name="recognition",
    actions={
        "leaderboard": Action(leaderboard.leaderboard),
        "me": Action(points.show_me),
        "thank": Action(thanks.thank),
    },
    commands=(
        Command(
            "me",
            spoken(
                en="""
                me, points, my points, score, my score, badges, badge, my badges, my shares, shares, stats, my stats,
                progress, my progress, point, how am i doing, level, rewards, my rank
                """,
                nl="""
                ik, punten, mijn punten, score, mijn score, badges, badge, mijn badges, voortgang, wat heb ik gedeeld,
                mijn voortgang, punt, hoe doe ik het, statistieken, beloningen, mijn rang
                """,
            ),
            mark("My shares and badges"),
        ),
        Command(
            "leaderboard",
            spoken(
                en="""
                leaderboard, leader board, ranking, rankings, top, top 10, standings, scores, scoreboard, winners,
                high scores, who is winning, who is first, board
                """,
                nl="""
                stand, ranglijst, klassement, scorebord, tussenstand, top 10, wie staat er bovenaan, winnaars, de
                stand, wie wint, wie is eerste
                """,
            ),
            mark("Leaderboard"),
            takes="words",
        ),
        Command(
            "thank",
            spoken(
                en="""
                thank, thanks, thanks to, thank you, kudos, praise, compliment, thank a colleague
                """,
                nl="""
                bedank, bedanken, bedankt, dank, dank je, dank je wel, compliment, dankjewel, dank aan, collega bedanken
                """,
            ),
            mark("Thank a colleague"),
            takes="text",
        ),
    ),
    help=(
        HelpLine(30, mark("/heraut me – your shares, points and badges")),
        HelpLine(40, mark("/heraut leaderboard – how we are doing this week")),
        HelpLine(80, mark("/heraut thank @anna – thank a colleague")),
        HelpLine(240, mark("/heraut leaderboard here – the weekly message in this channel"), "champion"),
        HelpLine(
            242,
            mark("/heraut leaderboard off – no weekly message; /heraut leaderboard ranking on – with names and points"),
            "champion",
        ),
        HelpLine(243, mark("/heraut leaderboard ranking off – without names and points"), "champion"),
    ),
    rounds={"announce": Round(60, one_piece(leaderboard.announce), 20)},
    home=(Section(40, points.own_week, members),),
    home_buttons=(
        HomeButton("first", 20, "me", mark("My shares and badges")),
        HomeButton("first", 30, "leaderboard", mark("Leaderboard")),
    ),
    messages={
        BADGE: each(points.write_badge),
        LEADERBOARD: each(leaderboard.write_leaderboard),
        THANKS: each(thanks.write_thanks),
    },
    follows=(
        follow(Left, forgotten.name_withdrawn),
        follow(NameWithdrawn, forgotten.name_withdrawn),
        follow(Forgotten, forgotten.recognition_forgotten),
    ),
    pages=(WebPage("/pictures/{channel}/{week}.png", picture.picture_page),),
    holds=(
        Held(
            LedgerEntry,
            "person",
            mark("Your points, and what they are for"),
            fate="tombstone",
            seen=("you", "channels"),
            coarse=("at",),
            shows=("points", "rule", "at"),
        ),
        Held(
            WeekPoints,
            "person",
            mark("Your points in each week"),
            fate="delete",
            seen=("you", "channels"),
            shows=("week", "points"),
        ),
        Held(Award, "person", mark("Your badges"), fate="delete", seen=("you", "channels"), shows=("badge", "at")),
        Held(
            Thanks,
            "giver",
            mark("Thanks that you gave"),
            fate="tombstone",
            seen=("you", "colleague", "channels"),
            blank=("text",),
            coarse=("at",),
            shows=("receiver", "text", "at"),
        ),
        Held(
            Thanks,
            "receiver",
            mark("Thanks that you got"),
            fate="tombstone",
            seen=("you", "colleague", "channels"),
            blank=("text",),
            coarse=("at",),
            shows=("giver", "text", "at"),
        ),
        Held(
            Threshold,
            "person",
            mark("Which shares count, if you chose it"),
            fate="tombstone",
            seen=("managers",),
            shows=("evidence", "at"),
        ),
        Held(
            Channel,
            "asked_by",
            mark("Channels in which you asked for the weekly message"),
            fate="tombstone",
            seen=("channels",),
            shows=("name", "asked_at"),
        ),
    ),
)
