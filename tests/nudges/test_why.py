"""*Why now?* gives the real reasons."""

from datetime import timedelta

from handlers.core.interaction import Card
from tests.nudges.digests import buttons, card_of, next_time, posts, posts_one, presses, said
from tests.support.office import MORNING, Office, pressed

NAMES = ("One", "Two", "Three", "Four")


async def test_why_now_gives_each_reason_and_the_reason_for_the_moment(office: Office):
    await office.posts(title="Zero", topics=("Jobs",))
    await office.joins("anna", topics=("Jobs",))
    await office.after(seconds=30)
    first = said(await presses(office, card_of(office), "Why now?"))
    assert "Why “Zero”: you follow Jobs; Boss chose it on 4 March 2026." in first
    for sentence in (
        "It came on 4 March 2026, a working day, within your hours, 09:30 to 16:30.",
        "at most 2 a week",
        "the first one",
    ):
        assert sentence in first
    await office.does("anna", "share", pressed(card_of(office), "share"))
    await office.after(days=3)
    await posts(office, "One", "Two", ends="2026-03-09")
    await next_time(office, days=2)
    second = said(await presses(office, office.told("anna")[-1], "Why now?"))
    assert "Why “One”: " in second and "Why “Two”: " in second
    assert "it runs until Monday 9 March 2026" in second and "it ends before your next one could come" in second
    assert "The previous one came on 4 March 2026." in second and "none of them could wait" in second


async def test_why_now_mentions_a_gap_that_skipping_made_longer(office: Office):
    for title in NAMES:
        await posts_one(office, title=title)
    await office.joins("anna")
    await office.after(seconds=30)
    await presses(office, card_of(office), "Skip")
    await next_time(office, days=7)
    why = said(await presses(office, office.told("anna")[-1], "Why now?"))
    assert "The previous one came on 4 March 2026." in why
    assert "Because you left or skipped some, there are now 7 days between two" in why


async def test_why_now_says_that_the_person_asked_for_it(office: Office):
    office.now = MORNING + timedelta(hours=9)
    await office.posts(title="Zero")
    await office.joins("anna")
    card = await office.does("anna", "next")
    assert isinstance(card, Card)
    assert "because you asked for it" in said(await presses(office, card, "Why now?"))
    button = next(button for button in buttons(card) if button.action == "why")
    assert not isinstance(await office.does("bob", button.action, button.target), Card)
