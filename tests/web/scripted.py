"""A scripted Heraut that gives every kind of reply. No store, no rules."""

from datetime import UTC, datetime, timedelta

from aiohttp import web

from bot.web.listen import Step
from handlers.core.interaction import (
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Form,
    FormErrors,
    Input,
    Interaction,
    Items,
    Menu,
    Notice,
    Option,
    Picture,
    Preview,
    Refused,
    Reply,
    Text,
)
from handlers.links.visitors import Hit
from handlers.sharing.share_page_view import NearCopy, NetworkChoice, SharePage

UNKNOWN = Notice(text="Heraut does not know this button.")
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "monday": timedelta(days=7)}
TOPICS = tuple(Option(value=name.lower(), label=name) for name in ("Technology", "People", "Sustainability", "Jobs"))
NETWORKS = tuple(
    Option(value=name.lower(), label=name) for name in ("LinkedIn", "X", "Bluesky", "Mastodon", "Facebook")
)


def offer(address: str, nudge: str = "7") -> Card:
    """The card of a nudge, with everything a card can hold."""
    return Card(
        title="Something to share",
        summary="Something to share: How an owl made our blades six decibels quieter",
        parts=(
            Text(text="It is the question every neighbour asks first, and for once the answer is a nice story."),
            Preview(
                url=f"{address}/articles/quiet-blades",
                title="How an owl made our blades six decibels quieter",
                description="Owls fly in near silence. Our blade team borrowed the edge of their feathers.",
                image=f"{address}/articles/quiet-blades.svg",
                site="Kievit Wind",
            ),
            Text(text="What do you do when neighbours dislike the sound? My colleagues asked an owl.", style="quote"),
            Text(text="You follow Technology. Posted by James Whitfield.", style="quiet"),
            Buttons(
                buttons=(
                    Button(label="Share", action="share", target=nudge, style="primary", link="/share/secret"),
                    Button(label="Later", action="later", target=nudge),
                    Button(label="Skip", action="skip", target=nudge),
                ),
                menu=Menu(
                    label="More",
                    buttons=(
                        Button(label="Why now?", action="why", target=nudge),
                        Button(label="Settings", action="settings"),
                    ),
                ),
            ),
        ),
    )


def home() -> Card:
    return Card(
        title="Your Heraut",
        summary="Your points, badges and settings",
        parts=(
            Facts(rows=(("Points", "35"), ("Shares", "3"), ("Next nudge", "Thursday at 10:00"))),
            Divider(),
            Text(text="Your badges", style="strong"),
            Items(items=("First share", "Three weeks in a row")),
            Buttons(
                buttons=(
                    Button(label="Settings", action="settings"),
                    Button(label="Refresh", action="refresh"),
                    Button(label="Tell me", action="tell"),
                    Button(label="Leave", action="leave", style="danger", confirm="Really leave?"),
                )
            ),
        ),
    )


def board() -> Card:
    rows = ("Aylin Yıldız · 40 points", "Bram Jansen · 35 points", "Priya Raman · 20 points")
    return Card(
        title="Last week at Kievit Wind",
        summary="Last week: 14 shares by 8 people",
        parts=(
            Text(text="14 shares by 8 people, two of them for the first time."),
            Items(items=rows, ordered=True),
            Picture(path="/pictures/secret/2026-W10.png", alt="Shares by week: 9, 11, 14"),
        ),
    )


def settings(title: str = "Your settings") -> Form:
    return Form(
        action="save",
        target="me",
        title=title,
        intro="Heraut asks no more than you want.",
        submit="Save",
        cancel="Not now",
        inputs=(
            Input(name="nick", label="What to call you", required=True, longest=20, hint="As colleagues know you"),
            Input(name="site", label="Your page", kind="url"),
            Input(name="about", label="About you", kind="text"),
            Input(name="pace", label="How often", kind="choice", value="2", options=TOPICS[:2], required=True),
            Input(name="network", label="Where you post", kind="choice", options=NETWORKS),
            Input(name="topics", label="Topics", kind="choices", options=TOPICS, value=("people",)),
            Input(name="until", label="Pause until", kind="date"),
            Input(name="at", label="Not before", kind="time", value="09:30"),
            Input(name="thanks", label="Thank me by name", kind="flag", value="yes"),
        ),
    )


class Script:
    """Answers by the name of the action, and records what it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.heard: list[Interaction] = []

    async def answer(self, did: Interaction) -> Reply | None:
        if did.key in {earlier.key for earlier in self.heard}:
            return None
        self.heard.append(did)
        return self._reply(did)

    def _reply(self, did: Interaction) -> Reply:
        text = did.values.get("text")
        spoken: dict[object, Reply] = {
            "settings": settings(),
            "nudge": offer(self.address),
            "board": board(),
            "errors": FormErrors(errors={"nick": "There is no form here."}),
        }
        pressed: dict[str, Reply] = {
            "command": spoken.get(text, Notice(text=f"I do not know “{text}”.")),
            "home": home(),
            "share": Card(title="Your share page is open", summary="Sharing", instead=True),
            "later": Card(title="Until later", summary="Put away", instead=True),
            "refresh": home().model_copy(update={"title": "Your Heraut, again", "instead": True}),
            "settings": settings(),
            "leave": Card(title="You left", summary="You left"),
        }
        return self._saved(did) if did.action == "save" else pressed.get(did.action, UNKNOWN)

    def _saved(self, did: Interaction) -> Reply:
        nick = did.values.get("nick", "")
        if not nick:
            return FormErrors(errors={"nick": "Tell us what to call you."})
        return Card(title=f"Saved, {nick}", summary="Saved", instead=True)


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 5, 9, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    async def forward(self, step: Step, /) -> None:
        self.moment += STEPS[step]


class ScriptedSharing:
    """One share, under the token `secret`."""

    def __init__(self, address: str, locale: str = "en") -> None:
        self.address = address
        self.locale = locale
        self.opened_with: list[tuple[str, str]] = []
        self.posted_with: list[tuple[str, str]] = []

    async def page(self, hit: Hit, /) -> SharePage | None:
        if hit.token != "secret":
            return None
        preview = offer(self.address).parts[1]
        assert isinstance(preview, Preview)
        return SharePage(
            token=hit.token,
            locale=self.locale,
            preview=preview,
            link=preview.url,
            text="What do you do when neighbours dislike the sound? My colleagues asked an owl.",
            texts=(
                "What do you do when neighbours dislike the sound? My colleagues asked an owl.",
                "Forty printed feather combs, thirty-nine failures, one very quiet blade.",
            ),
            lines=(("I work at 'Kievit & Sons'.", "#Kievitemployee"), ("Ik werk bij Kievit.", "#medewerker Kievit")),
            networks=(
                NetworkChoice(name="linkedin", label="LinkedIn", longest=3000, takes_text=False),
                NetworkChoice(name="x", label="X", longest=280, brief=True),
                NetworkChoice(name="copy", label="Copy text", takes_text=False, opens=False),
                NetworkChoice(name="mastodon", label="Mastodon", longest=500),
            ),
        )

    async def opened(self, token: str, network: str, text: str, /, *, anyway: bool = False) -> str:
        if not text.strip():
            raise Refused("Write a sentence first.")
        if "owl owl" in text and not anyway:
            raise NearCopy("Somebody was here before: {question}", question="What is new?")
        self.opened_with.append((network, text))
        return f"{self.address}/articles?composer={network}" if network != "copy" else ""

    async def posted(self, token: str, network: str, address: str, /) -> Card | FormErrors:
        if "//" not in address and address:
            return FormErrors(errors={"address": "This is not an address."})
        if self.posted_with:
            raise Refused("You told me already.")
        self.posted_with.append((network, address))
        badge = Text(text="New badge: First share", style="strong")
        return Card(title="Thank you!", summary="10 points and a badge", parts=(Facts(rows=(("Points", "10"),)), badge))


def mount_picture(app: web.Application) -> None:
    """The picture of the card that has one."""

    async def picture(_: web.Request) -> web.Response:
        return web.Response(body=b"\x89PNG", content_type="image/png")

    app.router.add_get("/pictures/secret/2026-W10.png", picture)


async def well() -> bool:
    return True
