"""Champions ask people to react to a colleague's post. One tap answers, and earns a little."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from sqlalchemy import func, select

from handlers.content.networks import network_of
from handlers.contributions.reaction_cards import REACTIONS
from handlers.core.interaction import Card, Form, FormErrors, Notice, Preview
from handlers.recognition.recompute import recompute
from models import Award, Content, ContentTag, LedgerEntry, Nudge
from tests.contributions.requests import ASKING, asks, labels, shown, targets
from tests.support.office import Office

SINCE = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # a Wednesday; reactions are in the rules from this day on


@pytest.fixture
async def office(office: Office) -> Office:
    office.now = SINCE
    await office.joins("anna", ways=("react",))
    return office


async def offered(office: Office, who: str = "anna") -> Card:
    return shown(await office.does(who, "next"))


async def points(office: Office) -> int:
    """Their total points. The ledger must agree with the rules."""
    assert await office.store.run(recompute) == []
    return await office.store.run(lambda s: s.scalar(select(func.coalesce(func.sum(LedgerEntry.points), 0)))) or 0


async def test_a_nudge_shows_whose_post_it_is_and_never_asks_to_share(office: Office):
    await asks(office, "react")
    await office.after(minutes=1)
    [card] = office.told("anna")
    assert card.title == "Noor about the new blades"
    assert any(isinstance(part, Preview) and part.site == "LinkedIn" for part in card.parts)
    assert labels(card) >= {"Open the post", "I liked it", "I commented", "I congratulated", "Skip", "Later"}
    assert "Share" not in labels(card)
    links = [button.link for part in card.parts for button in getattr(part, "every", ()) if button.link]
    assert links == ["https://www.linkedin.com/posts/noor-1"]


@pytest.mark.parametrize("tap", [tap for tap, _ in REACTIONS.values()])
async def test_one_tap_answers_and_earns_a_little(office: Office, tap: str):
    await asks(office, "react")
    target = targets(await offered(office))[tap]
    done = shown(await office.does("anna", "react", target))
    assert done.instead and "Undo" in labels(done)
    assert await points(office) == 2
    nudge = await office.store.run(lambda s: s.scalars(select(Nudge)).one())
    assert (nudge.answer, nudge.reason) == ("react", target.partition("|")[0])
    me = shown(await office.does("anna", "me"))
    assert "you reacted to “Noor about the new blades”" in me.model_dump_json() and "Reactions" in me.model_dump_json()


@pytest.mark.parametrize(("first", "second"), [*permutations(["react", "skip", "share"], 2), ("react", "react")])
async def test_only_one_of_two_answers_counts(office: Office, first: str, second: str):
    await asks(office, "react")
    card = await offered(office)
    at = {"react": targets(card)["I liked it"], "skip": targets(card)["Skip"], "share": targets(card)["Skip"]}
    said = [await office.does("anna", act, at[act]) for act in (first, second)]
    refused = [isinstance(reply, Notice) for reply in said]
    assert refused == [first == "share", second == "share" or first != "share"]


async def test_undo_works_for_ten_minutes_any_number_of_times(office: Office):
    await asks(office, "react")
    card = await offered(office)
    for round_ in range(1, 4):
        await office.does("anna", "react", targets(card)["I commented"])
        assert await points(office) == 2
        office.now += timedelta(minutes=9)
        again = shown(await office.does("anna", "undo", targets(card)["Skip"]))
        assert "I commented" in labels(again) and await points(office) == 0, round_
    await office.does("anna", "react", targets(card)["I liked it"])
    office.now += timedelta(minutes=11)
    assert isinstance(await office.does("anna", "undo", targets(card)["Skip"]), Notice)
    assert await points(office) == 2


async def test_three_a_day_earn_points_and_five_earn_a_badge(office: Office):
    for n in range(5):
        await asks(office, "react", url=f"https://www.linkedin.com/posts/noor-{n}")
        await office.does("anna", "react", targets(await offered(office))["I liked it"])
    assert await points(office) == 3 * 2
    office.now += timedelta(days=1)
    for n in range(5, 7):
        await asks(office, "react", url=f"https://www.linkedin.com/posts/noor-{n}")
        await office.does("anna", "react", targets(await offered(office))["I liked it"])
    assert await points(office) == 5 * 2
    assert await office.store.run(lambda s: s.scalars(select(Award.badge)).all()) == ["five-reactions"]


async def test_forged_taps_change_nothing(office: Office):
    await office.joins("bob", ways=("share",))
    await asks(office, "react")
    target = targets(await offered(office))["I liked it"]
    await office.posts(title="a page")
    page = targets(await offered(office, "bob"))["Skip"]
    for who, at in [("bob", target), ("anna", target.replace("like", "shout")), ("bob", f"like|{page}"), ("anna", "x")]:
        assert isinstance(await office.does(who, "react", at), Notice), at
    assert await points(office) == 0


async def test_a_sent_message_changes_into_the_answer(office: Office):
    await asks(office, "react")
    await office.after(minutes=1)
    [card] = office.told("anna")
    await office.does("anna", "react", targets(card)["I commented"])
    assert card.refresh
    seen = shown(await office.does("anna", "current", card.refresh.target))
    assert seen.summary == "You commented. Thank you!" and "Undo" in labels(seen)


# ── What champions fill in ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("way", "asked"),
    [
        ("share", {"url", "title", "text_1", "networks"}),
        ("react", {"url", "title", "why"}),
        ("create", {"title", "why"}),
    ],
)
async def test_the_form_asks_only_for_what_the_way_needs(office: Office, way: str, asked: set[str]):
    first = await office.does("boss", "post")
    assert isinstance(first, Form) and first.action == "way"
    form = await office.does("boss", "way", values={"way": way, "url": ""})
    assert isinstance(form, Form)
    names = {field.name for field in form.inputs}
    assert asked <= names and not names & ({"text_1", "networks", "url"} - asked)


async def test_the_address_of_a_post_is_recognised(office: Office):
    form = await office.does("boss", "command", values={"text": "post https://www.linkedin.com/posts/noor-1"})
    assert isinstance(form, Form) and form.action == "way"
    assert [field.value for field in form.inputs] == ["react", "https://www.linkedin.com/posts/noor-1"]


async def test_a_reaction_is_offered_to_people_on_that_network(office: Office):
    content = await asks(office, "react")
    tags = await office.store.run(lambda s: s.execute(select(ContentTag.kind, ContentTag.value)).all())
    assert [tuple(tag) for tag in tags] == [("network", "linkedin")]
    form = await office.does("boss", "edit", content)
    assert isinstance(form, Form) and form.target == content
    changed = {**ASKING["react"], "url": "https://x.com/noor/status/1"}
    assert isinstance(await office.does("boss", "edit", content, values=changed), Card)
    found = await office.store.run(lambda s: s.get_one(Content, ("W", content)))
    assert (found.way, found.site) == ("react", "X")


@pytest.mark.parametrize("way", ["react", "create"])
async def test_mistakes_are_reported_beside_their_fields(office: Office, way: str):
    wrong = {"url": "https://example.com/owl", "title": "", "starts": "2026-12-02", "ends": "2026-12-01"}
    errors = await office.does("boss", "post", way, values=wrong)
    assert isinstance(errors, FormErrors)
    assert set(errors.errors) == {"title", "ends"} | ({"url"} if way == "react" else set())


async def test_only_champions_choose_a_way(office: Office):
    assert isinstance(await office.does("anna", "way", values={"way": "react", "url": ""}), Notice)
    assert isinstance(await office.does("anna", "post", "react", values=ASKING["react"]), Notice)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("https://www.linkedin.com/posts/noor-1", "linkedin"),
        ("https://x.com/noor/status/1", "x"),
        ("https://bsky.app/profile/noor/post/1", "bluesky"),
        ("https://mastodon.example/@noor/112233", "mastodon"),
        ("https://mastodon.example/@noor@other.example/112233", "mastodon"),
        ("https://mastodon.example/@noor", None),
        ("https://example.com/linkedin.com", None),
        ("linkedin.com.example.com/x", None),
        ("", None),
    ],
)
def test_the_network_follows_from_the_address_of_the_post(address: str, network: str | None):
    assert network_of(address) == network
