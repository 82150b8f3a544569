"""What the advocates feature registers: joining, settings, breaks, invitations and roles."""

from handlers.advocates import guests, home, invitations, joining, pausing, roles
from handlers.advocates.switches import SWITCHES
from handlers.core.language import mark
from handlers.core.people import Forgotten, Left, NameWithdrawn, RoleLost, RoleTaken
from handlers.outbox.kinds import INVITATION, ROLE
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, HomeButton, Section, awake, on_break, receivers, strangers
from handlers.registry.vocabulary import Command, spoken
from models import Participation, Person, Preference, SenderCount

COMMANDS = (
    Command(
        "join",
        spoken(
            en="""
            join, sign up, signup, subscribe, opt in, register, enroll, enrol, take part, participate, count me in,
            i'm in, join in, sign me up, become an advocate, join the programme
            """,
            nl="""
            meedoen, aanmelden, inschrijven, deelnemen, ik doe mee, doe mee, meld me aan, word lid, schrijf me in, ik
            wil meedoen, lid worden
            """,
        ),
        mark("Join"),
        beside="help",
    ),
    Command(
        "leave",
        spoken(
            en="""
            leave, stop, unsubscribe, quit, opt out, sign off, stop all, unsubscribe me, stop it, unsub, leave heraut,
            stop heraut, exit, deregister, unregister, i want out, get me out
            """,
            nl="""
            stoppen, stop, uitschrijven, afmelden, opzeggen, verlaten, ermee stoppen, stop ermee, meld me af, schrijf
            me uit, ik stop, ik stop ermee, weggaan, uitstappen
            """,
        ),
        mark("Leave"),
        careful=True,
        maybe=spoken(
            en="""
            remove me, goodbye, bye, end, leave me alone, go away, cancel, off, no more, don't send, do not send,
            enough, i don't want, i do not want, no longer want, i no longer want, no messages, stop for good, get rid
            of, i'm done, i am done, turn off, switch off, disable, shut up, too much, not interested, forever, i hate
            this, never message me, never send me, get me out, take me off, delete account
            """,
            nl="""
            verwijder me, doei, afscheid, verwijder mij, laat me met rust, ga weg, annuleer, annuleren, uit,
            uitzetten, geen berichten, stuur geen, stuur me geen, stuur mij geen, ik wil geen, ik wil niet meer,
            genoeg, niet meer, zet uit, uitschakelen, ik ben er klaar mee, geen interesse, hou op, houd op, kappen, ik
            hoef geen, laat maar, haal me eraf, nooit meer, schei uit, te veel, teveel, ophouden
            """,
        ),
        beside="pause",
    ),
    Command(
        "settings",
        spoken(
            en="""
            settings, setting, preferences, prefs, configure, config, setup, set up, change
            settings, my topics, topics, frequency, working hours, hours, my hours, change hours, change my hours,
            notification settings, networks
            """,
            nl="""
            instellingen, instelling, voorkeuren, voorkeur, aanpassen, wijzigen, onderwerpen, werktijden,
            netwerken, hoe vaak, frequentie, meldingen instellen
            """,
        ),
        mark("Settings"),
    ),
    Command(
        "pause",
        spoken(
            en="""
            pause, snooze, break, take a break, hold, rest, vacation, holiday, holidays, pto, days off, time off, out
            of office, ooo, on leave, on holiday, on vacation, away, give me a break, suspend, do not disturb, dnd,
            quiet, silence, be quiet, pause me, sick, parental leave, hush
            """,
            nl="""
            pauze, pauzeer, pauzeren, vakantie, vrij, verlof, op vakantie, afwezig, rust, even niet, niet storen,
            stilte, stil, even rust, een pauze, wees stil, ziek, ziekteverlof, onderbreken, zwangerschapsverlof,
            ouderschapsverlof, even pauze, sluimer, sluimeren, last van vakantie
            """,
        ),
        mark("Pause"),
        takes="words",
        until=spoken(
            en="""
            stop, mute, leave me alone, leave me in peace, no messages, nothing, send me nothing, shut up, don't send
            me messages, do not send me messages, don't send me anything, stop sending, silent, off, don't message me,
            do not message me, don't write to me, don't bother me, remind me, i'm away, i am away
            """,
            nl="""
            stop, stoppen, geen berichten, niets, stuur niets, stuur me niets, laat me met rust, demp, weg, stuur me
            geen berichten, stuur geen berichten, dempen, ik ben weg, ik ben vrij, stil, stop met sturen, val me niet
            lastig, ik ben met vakantie, ik ben op vakantie, ik heb vakantie, ik heb vrij, ik ben afwezig
            """,
        ),
        beside="leave",
    ),
    Command(
        "resume",
        spoken(
            en="""
            resume, unpause, unsnooze, continue, restart, i'm back, i am back, back, wake up, go on, end break, stop
            pause, end pause, start again, back from vacation, back from holiday, unmute
            """,
            nl="""
            hervatten, hervat, verder, doorgaan, ga verder, ga door, ik ben terug, terug, weer beginnen, einde pauze,
            stop pauze, pauze beëindigen, ik ben er weer, ik ben weer terug, weer terug, weer aan, pauze stoppen
            """,
        ),
        mark("Resume now"),
    ),
    Command(
        "invite",
        {
            "en": ("invite", "invite a colleague", "invite colleague", "refer", "add colleague"),
            "nl": ("uitnodigen", "nodig uit", "nodig", "collega uitnodigen", "uitnodiging"),
        },
        mark("Invite a colleague"),
        takes="words",
    ),
    Command(
        "champion",
        {"en": ("champion", "champions"), "nl": ("aanjager", "aanjagers")},
        mark("Champions"),
        takes="words",
        role="manager",
    ),
    Command(
        "accept_role",
        {"en": ("champion yes", "become champion"), "nl": ("aanjager ja", "aanjager worden")},
        mark("Be a champion"),
        careful=True,
        role="manager",
    ),
    Command(
        "end_role",
        {
            "en": ("champion stop", "stop being champion", "stop being a champion", "no champion", "stop champion"),
            "nl": ("aanjager stoppen", "aanjager stop", "stop als aanjager", "stoppen als aanjager", "geen aanjager"),
        },
        mark("Stop being a champion"),
        careful=True,
        role="champion",
        beside="pause",
    ),
    Command(
        "guests",
        {"en": ("guests", "guest"), "nl": ("gasten", "gast")},
        mark("Guests"),
        takes="words",
        careful=True,
        role="manager",
    ),
)

FEATURE = Feature(
    name="advocates",
    actions={
        "accept_role": Action(roles.accept_role),
        "champion": Action(roles.switch_champion),
        "decline_role": Action(roles.decline_role),
        "end_role": Action(roles.end_role, stops="mine"),
        "guests": Action(guests.guests),
        "invite": Action(invitations.invite),
        "join": Action(joining.join),
        "leave": Action(joining.leave, stops="mine"),
        "no_thanks": Action(invitations.no_thanks),
        "pause": Action(pausing.pause, stops="mine"),
        "resume": Action(pausing.resume),
        "settings": Action(joining.settings),
    },
    commands=COMMANDS,
    help=(
        HelpLine(10, mark("/heraut join – take part")),
        HelpLine(90, mark("/heraut invite @anna – invite a colleague, once")),
        HelpLine(100, mark("/heraut settings – how often, when, and about what")),
        HelpLine(110, mark("/heraut pause until 2 January – take a break")),
        HelpLine(112, mark("/heraut resume – end your break")),
        HelpLine(120, mark("/heraut leave – stop, at once")),
        HelpLine(260, mark("/heraut champion stop – get no more suggestions to decide about"), "champion"),
        HelpLine(300, mark("/heraut champion yes – get suggestions to decide about"), "manager"),
        HelpLine(310, mark("/heraut champion @anna – ask a colleague to be a champion, or end it"), "manager"),
        HelpLine(320, mark("/heraut guests on – let guests of the workspace take part"), "manager"),
    ),
    follows=(follow(Forgotten, roles.asker_forgotten),),
    tells=(Left, NameWithdrawn, RoleLost, RoleTaken),
    home=(
        Section(20, home.join_section, strangers),
        Section(20, home.break_section, on_break, leads=True),
        Section(60, roles.duty_section, roles.unasked),
    ),
    home_buttons=(
        HomeButton("first", 10, "join", mark("Join"), strangers, front=True),
        HomeButton("own", 10, "settings", mark("Settings")),
        HomeButton("own", 20, "resume", mark("Resume now"), on_break, front=True),
        HomeButton("own", 20, "pause", mark("Pause"), awake),
        HomeButton("own", 30, "leave", mark("Leave"), receivers),
    ),
    messages={INVITATION: each(invitations.write_invitation), ROLE: each(roles.write_offer)},
    switches=SWITCHES,
    holds=(
        Held(
            Person,
            "offered_by",
            mark("That you asked a colleague to be a champion, until they answer"),
            fate="own",
            shows=("offered_at",),
        ),
        Held(
            Person,
            "person",
            mark("Your name, language, time zone and role, and your settings"),
            fate="delete",
            seen=("you", "colleagues"),
        ),
        Held(
            Preference,
            "person",
            mark("The ways, networks, topics, languages and days off that you chose"),
            fate="delete",
        ),
        Held(
            SenderCount,
            "person",
            mark("How often you invited, suggested, answered or thanked, by day"),
            fate="delete",
            kept=mark("a week"),
        ),
        Held(Participation, "person", mark("What you agreed to and withdrew, and when"), fate="delete"),
    ),
)
