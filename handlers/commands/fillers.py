"""Words around a command in a sentence, by language: requests, politeness, and what messages are called."""

from collections.abc import Sequence

from handlers.core.typed import compared

Phrase = tuple[str, ...]  # its words, as they are compared


def _phrases(**by_language: str) -> Sequence[Phrase]:
    """The phrases of all languages, the longest first: people mix them."""
    found = {tuple(map(compared, one.split())) for text in by_language.values() for one in text.split(",")}
    return sorted(found, key=lambda phrase: (-len(phrase), phrase))


def _single(phrases: Sequence[Phrase]) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in phrases if len(phrase) == 1)


# Said beside a command without changing it.
POLITE = _phrases(
    en="""
    please, pls, plz, thanks, thx, now, ok, okay, heraut, kindly, just, hey, thank you
    """,
    nl="""
    alsjeblieft, alstublieft, aub, svp, nu, graag, even, maar, hoor, bedankt, heraut, oke, dank je, dank je wel,
    a u b
    """,
)
# How a request or a question begins. None of them says no.
REQUESTS = _phrases(
    en="""
    can you, could you, would you, will you, can i, could i, may i, can we, could we, can, i want to, i want, i
    wanna, i would like to, i would like, i'd like to, i'd like, i wish to, i need to, i need, i have to, i am
    going to, i'm going to, i will, i'll, let me, let's, how do i, how can i, how to, how many, how much, how
    about, where do i, where can i, where are, where is, what are, what is, what's, who is, who's, which, is
    there, are there, show me, show, give me, give, tell me, get me, take me to, go to, open, see, view, hi,
    hello, dear, i think i want to, i think, it is time to, time to, i'm, i am, do i have, the, my, a, an, our,
    some, to, me, for me, have, get, check, look at, find
    """,
    nl="""
    kun je, kan je, kunt u, kun jij, kan jij, wil je, wilt u, zou je, zou u, kan ik, kun, mag ik, mogen we, ik
    wil, ik zou, ik moet, ik ga, ik kom, ik heb, ik ben, laat me, laat, willen, kunnen, hoe kan ik, hoe moet ik,
    hoe, hoeveel, waar kan ik, waar vind ik, waar, waar zie ik, wat zijn, wat is, wat kan ik, wie is, wie zijn,
    welke, zijn er, is er, toon, toon me, geef me, geef mij, geef, laat zien, bekijk, open, ga naar, zie, zien,
    hoi, hallo, beste, de, het, een, mijn, onze, m'n, wat, voor mij, me, mij, heb ik
    """,
)
# How a request may end.
ENDINGS = _phrases(
    en="""
    right now, immediately, asap, today, at once, again, for me, do i have, i have, thank you, for a while, for
    a bit, at the moment, right away, do you have, anymore, any more, already
    """,
    nl="""
    meteen, direct, onmiddellijk, zo snel mogelijk, vandaag, weer, zien, willen, heb ik, staan, eens, een
    tijdje, op dit moment, voor mij, ermee, hiermee, doen, bekijken, dan, al
    """,
)
# What a request to stop or to pause is about.
ABOUT = _single(
    _phrases(
        en="""
    this, it, that, me, my, all, the, any, these, those, your, you, everything, so, much, many, more, anymore,
    to, with, from, of, in, on, at, by, for, and, i, message, messages, messaging, notification, notifications,
    notify, nudge, nudges, nudging, reminder, reminders, emails, mails, email, mail, post, posts, stuff, things,
    spam, send, sending, receive, receiving, get, getting, use, using, write, writing, bother, bothering,
    contact, contacting, spamming, hear, hearing, bot, app, program, programme, anything, being, be, take,
    taking, part, participate, participating, every, day, week, am, want, like, again, ever, completely,
    altogether, too, ping, pinging, asking
        """,
        nl="""
    dit, dat, het, mij, me, mijn, alle, de, deze, die, jullie, je, jou, alles, zo, veel, meer, met, van, aan,
    in, op, om, en, te, ik, hier, hiermee, ermee, mee, bericht, berichten, berichtjes, melding, meldingen,
    notificatie, notificaties, herinnering, herinneringen, mails, mailtjes, mail, spam, sturen, stuur, krijgen,
    krijg, ontvangen, ontvang, gebruiken, schrijven, lastigvallen, vallen, lastig, vragen, bot, app, programma,
    doen, zijn, worden, elke, iedere, dag, week, wil, wilt, helemaal, nooit, steeds, voor, wel, toch, al,
    zoveel, niets, iets, horen, hoor, deelnemen, deelname, een, wat
        """,
    )
)
# Of these, what cannot be a part of a time.
THINGS = ABOUT - {"day", "week", "every", "a", "een", "dag", "elke", "iedere", "in", "over"}
# Whether a time follows.
TIMES = _single(
    _phrases(
        en="""
    until, till, til, untill, for, through, thru, from, during, between, next, over
        """,
        nl="""
    tot, t/m, tm, voor, van, vanaf, tijdens, tussen, gedurende, over, volgende, komende
        """,
    )
)
NOT = frozenset({"cannot", "cant", "doesnt", "dont", "geen", "never", "niet", "no", "nooit", "not", "without", "wont"})
