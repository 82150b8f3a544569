"""The playground's conversations."""

import pytest

from bot.web.company import Channel, Company, Person, load
from bot.web.rooms import KEPT, Rooms
from bot.web.suggestions import suggestions
from handlers.core.interaction import Card, Notice
from handlers.core.messenger import Undeliverable
from handlers.features import FEATURES
from handlers.registry.feature import together
from tests.web.scripted import Clock

COMMANDS = together(FEATURES).commands
WORDS = {word: one.action for one in COMMANDS for words in one.words.values() for word in words}

CARD = Card(title="A card", summary="A card")


@pytest.fixture
def rooms() -> Rooms:
    return Rooms(load(), Clock().now)


async def test_a_sent_card_is_there_and_can_be_changed(rooms: Rooms) -> None:
    ref = await rooms.send("kievit", "sam", CARD, "mark")
    await rooms.update("kievit", ref, Card(title="Another", summary="Another"))
    assert [post.body for post in rooms.posts("sam", "sam")] == [Card(title="Another", summary="Another")]


@pytest.mark.parametrize(("workspace", "address"), [("other", "sam"), ("kievit", "ghost"), ("kievit", "home")])
async def test_an_unknown_address_is_undeliverable(rooms: Rooms, workspace: str, address: str) -> None:
    with pytest.raises(Undeliverable):
        await rooms.send(workspace, address, CARD, "mark")


async def test_a_forgotten_post_cannot_be_changed(rooms: Rooms) -> None:
    first = await rooms.send("kievit", "sam", CARD, "mark")
    for _ in range(KEPT):
        await rooms.send("kievit", "sam", CARD, "mark")
    assert len(rooms.posts("sam", "sam")) == KEPT
    with pytest.raises(Undeliverable):
        await rooms.update("kievit", first, CARD)


def test_only_its_person_sees_a_chat(rooms: Rooms) -> None:
    post = rooms.say("sam", Notice(text="Hello"))
    assert rooms.post("sam", post.ref) == post
    assert rooms.post("noor", post.ref) is None


def test_posts_of_others_are_new_until_somebody_looks(rooms: Rooms) -> None:
    rooms.say("sam", Notice(text="One"))
    rooms.say("sam", "/heraut help", author="sam", only="sam")
    rooms.say("general", Notice(text="For Noor"), only="noor")
    assert rooms.unread("sam") == {"sam": 1}
    rooms.saw("sam", "sam")
    assert rooms.unread("sam") == {}
    rooms.everybody_saw_everything()
    assert rooms.unread("noor") == {}


def test_the_company_has_somebody_to_begin_as() -> None:
    company = load()
    assert company.people[0].role == "newcomer"
    assert {person.role for person in company.people} == {"newcomer", "employee", "champion", "manager"}
    assert {person.locale[:2] for person in company.people} == {"en", "nl"}
    assert {article.language for article in company.articles} == {"en", "nl"}
    assert len(company.articles) >= 8
    for article in company.articles:
        assert article.why
        assert article.topics
        assert all(2 <= len(texts) <= 3 for texts in article.texts.values())
        assert set(article.texts) == {"en", "nl"}


def test_two_with_one_name_are_refused() -> None:
    company = load()
    channels = [channel.model_dump() for channel in (*company.channels, Channel(id="sam"))]
    with pytest.raises(ValueError, match="share a name"):
        Company.model_validate({**company.model_dump(), "channels": channels})


@pytest.mark.parametrize("person", load().people, ids=lambda person: person.id)
def test_every_proposal_is_a_command_in_the_persons_language(person: Person) -> None:
    proposed = suggestions("http://127.0.0.1", load())(person)
    assert {text.partition(" ")[0] for text in proposed} <= WORDS.keys()
    assert ("hulp" in proposed) == person.locale.startswith("nl")
    assert any("/articles/" in text for text in proposed) == (person.role == "champion")
