"""What a good profile has, network by network: short checks, each with its reason."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handlers.core.language import mark


class Check(NamedTuple):
    """Something to look at in one's own profile. Both texts are English sentences of the catalogue."""

    name: str  # as it is kept
    todo: str
    why: str


PHOTO = Check(
    "photo",
    mark("A recent photo with your face in it"),
    mark("People want to see who they are talking to. It need not be a studio portrait."),
)
HEADLINE = Check(
    "headline",
    mark("A first line that says what you do for others"),
    mark("It stands beside every comment you write. “I keep trains on time” says more than a job title."),
)
ABOUT = Check(
    "about",
    mark("A few sentences in your own words"),
    mark("The first two lines are what most people read. Begin with what you like to be asked about."),
)
BIO = Check(
    "bio",
    mark("One or two lines about you, in your own words"),
    mark("It is what people read before they follow you."),
)
WORK = Check(
    "work",
    mark("Where you work"),
    mark("When you write about our work, readers can see that you are part of it."),
)
FEATURED = Check(
    "featured",
    mark("One thing that you made or did, shown on top"),
    mark("A talk, a post, a project: something that people can see says more than a list."),
)
PINNED = Check(
    "pinned",
    mark("One post of yours, pinned"),
    mark("Visitors see it first, also when you have not posted for a while."),
)
LINK = Check(
    "link",
    mark("An address where people find out more"),
    mark("Mastodon shows that a page is yours when that page links back to your profile."),
)
CONTACT = Check(
    "contact",
    mark("Contact details: only those that strangers may have"),
    mark("Your phone number and your date of birth are often shown by default."),
)
LANGUAGE = Check(
    "language",
    mark("The languages in which you are happy to talk"),
    mark("LinkedIn keeps a profile in more than one language, and shows each reader theirs."),
)
VISIBLE = Check(
    "visible",
    mark("Who can see what"),
    mark("Look at your profile while you are signed out: that is what strangers see."),
)

CHECKS: Mapping[str, Sequence[Check]] = {
    "linkedin": (PHOTO, HEADLINE, ABOUT, WORK, FEATURED, LANGUAGE, CONTACT),
    "x": (PHOTO, BIO, WORK, PINNED, VISIBLE),
    "bluesky": (PHOTO, BIO, WORK, PINNED, VISIBLE),
    "mastodon": (PHOTO, BIO, WORK, LINK, PINNED, VISIBLE),
    "facebook": (PHOTO, BIO, WORK, CONTACT, VISIBLE),
    "threads": (PHOTO, BIO, WORK, PINNED, VISIBLE),
}
# The most letters of the text about oneself: LinkedIn's help on character limits ("About"); X's help on profiles;
# lexicon app.bsky.actor.profile; Mastodon's default, Account::NOTE_LENGTH_LIMIT.
LONGEST: Mapping[str, int] = {"linkedin": 2600, "x": 160, "bluesky": 256, "mastodon": 500}
