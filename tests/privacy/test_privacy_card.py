"""`/heraut privacy`: who sees what, what was agreed to, and each withdrawn with one tap."""

from datetime import timedelta

from sqlalchemy import select, update

from handlers.core.interaction import Card, Notice, Reply
from models import Message, Person
from tests.privacy.scene import WHO, filled, person, shown
from tests.support.office import Office


def lines(card: Card) -> list[str]:
    return [line for part in card.parts for line in getattr(part, "items", ())]


def texts(card: Card) -> list[str]:
    return [part.text for part in card.parts if hasattr(part, "text")]


def targets(card: Card, action: str) -> list[str]:
    buttons = [button for part in card.parts for button in getattr(part, "every", ())]
    return [button.target for button in buttons if button.action == action]


async def typed(office: Office, who: str, words: str) -> Reply | None:
    return await office.does(who, "command", values={"text": words})


async def test_it_shows_only_what_there_is_with_counts(office: Office):
    await office.joins("anna", clicks="yes")
    assert lines(shown(await office.does("anna", "privacy"))) == [
        f"{what}."
        for what in (
            "Your name, language, time zone and role, and your settings (1). Seen by you and colleagues",
            "The ways, networks, topics, languages and days off that you chose (5). Seen by you",
            "What you agreed to and withdrew, and when (3). Seen by you",
        )
    ]
    await office.does("boss", "home")
    await filled(office)
    said = lines(shown(await office.does(WHO, "privacy")))
    assert any(line.startswith("Thoughts that you handed over (3). Seen by you and champions") for line in said)
    assert not any("(0)" in line for line in said)


async def test_it_is_found_by_the_words_that_people_type(office: Office):
    await office.joins("anna")
    await office.after(minutes=1)
    for words in ("privacy", "My data", "gegevens", "mijn gegevens"):
        assert shown(await typed(office, "anna", words)).title == "My data", words
    for words in ("forget me", "delete my data", "vergeet mij"):
        assert shown(await typed(office, "anna", words)).title == "Forget me", words


async def test_asking_keeps_nothing_about_a_stranger(office: Office):
    for action in ("privacy", "agreements", "ask_forget", "forget"):
        assert await office.does("eve", action) == Notice(text="Heraut keeps nothing about you.")
    assert await office.store.run(lambda s: person(s, "eve")) is None


async def test_in_a_channel_it_answers_nobody_else(office: Office):
    await office.joins("anna")
    await office.after(minutes=1)
    for action in ("privacy", "agreements", "ask_forget", "forget", "withdraw"):
        told = await office.does("anna", action, channel="C1")
        assert told == Notice(text="Write this to Heraut in private: the answer is for you alone.")
    assert await office.store.run(lambda s: person(s, "anna")) is not None


async def test_the_record_has_the_moment_and_the_very_words(office: Office):
    await office.joins("anna", clicks="yes")
    said = texts(shown(await office.does("anna", "agreements")))
    assert said[:4] == [
        "Messages from Heraut: yes. Agreed on 4 March 2026 at 10:00, to these words:",
        "All of this is optional. You decide what you share, in your own words, and can leave with one tap.",
        "My name on the leaderboard: yes. Agreed on 4 March 2026 at 10:00, to these words:",
        "You may name me on the leaderboard, and when colleagues and I thank each other",
    ]


async def test_each_is_withdrawn_with_one_tap_and_stays_withdrawn(office: Office):
    await office.joins("anna", clicks="yes")
    card = shown(await office.does("anna", "agreements"))
    assert targets(card, "withdraw") == ["nudges", "named", "thanks", "clicks"]
    office.now += timedelta(days=1)
    for purpose in ("thanks", "named", "clicks"):
        card = shown(await office.does("anna", "withdraw", purpose))
    assert targets(card, "withdraw") == ["nudges"]
    assert "My name on the leaderboard: no. Withdrawn on 5 March 2026 at 10:00." in texts(card)
    anna = await office.store.run(lambda s: person(s, "anna"))
    assert anna and (anna.joined, anna.named, anna.thanks, anna.clicks) == (True, False, False, False)
    assert lines(card)[-3:] == [
        "5 March 2026 at 10:00: My name in thanks that others read – withdrawn",
        "5 March 2026 at 10:00: My name on the leaderboard – withdrawn",
        "5 March 2026 at 10:00: Clicks on my links count for me – withdrawn",
    ]
    again = shown(await office.does("anna", "withdraw", "clicks"))
    assert lines(again) == lines(card)


async def test_withdrawing_all_messages_is_leaving(office: Office):
    await office.joins("anna", clicks="yes")
    card = shown(await office.does("anna", "withdraw", "nudges"))
    assert targets(card, "withdraw") == []
    anna = await office.store.run(lambda s: person(s, "anna"))
    assert anna and not anna.joined
    waiting = select(Message.state).where(Message.person == "anna")
    assert {*await office.store.run(lambda s: s.scalars(waiting).all())} <= {"cancelled", "sent"}


async def test_a_made_up_agreement_is_refused(office: Office):
    await office.joins("anna")
    for target in ("", "nonsense", "named|x"):
        assert isinstance(await office.does("anna", "withdraw", target), Notice)


async def test_people_read_it_in_their_language(office: Office):
    await office.joins("anna")
    await office.store.run(lambda s: s.execute(update(Person).values(locale="nl")))
    card = shown(await office.does("anna", "privacy"))
    assert card.title == "Mijn gegevens" and all("Te zien voor" in line for line in lines(card))
