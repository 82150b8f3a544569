"""A suggestion for a day of the calendar, or for what is wanted: filled in, kept, and in the champion's editor."""

from handlers.core.interaction import Card, Form
from models import Content
from tests.support.office import Office

VALUES = {"url": "https://example.com/women", "title": "Our engineers", "why": "", "text_1": "Meet them."}


async def opened(office: Office, target: str) -> dict[str, object]:
    form = await office.does("anna", "suggest", target)
    assert isinstance(form, Form)
    return {field.name: field.value for field in form.inputs}


async def editor(office: Office) -> tuple[str, dict[str, object]]:
    found = await office.store.run(lambda s: s.query(Content).one().id)
    form = await office.does("boss", "approve", found)
    assert isinstance(form, Form), form
    return found, {field.name: field.value for field in form.inputs}


async def test_the_day_is_filled_in_and_the_champion_publishes_for_it(office: Office):
    await office.joins("anna")
    await office.champions("boss")
    assert (await opened(office, "2026-03-08"))["day"] == "2026-03-08"
    await office.does("anna", "suggest", values={**VALUES, "day": "2026-03-08"})
    await office.after(minutes=1)
    [card] = [card for card in office.told("boss") if card.title.startswith("Suggestion")]
    assert "For Sunday 8 March 2026." in str(card)
    content, fields = await editor(office)
    assert fields["starts"] == "2026-03-08" and fields["ends"] == "2026-04-07"
    assert isinstance(await office.approves("boss", content), Card)
    kept = await office.store.run(lambda s: s.get_one(Content, (office.workspace, content)))
    assert (kept.state, f"{kept.first_day}") == ("running", "2026-03-08") and kept.starts_at > office.now
    shown = await office.does("anna", "calendar")
    assert "New: Our engineers" in str(shown)


async def test_a_day_that_is_over_by_then_is_none(office: Office):
    await office.joins("anna")
    await office.does("anna", "suggest", values={**VALUES, "day": "2026-03-06"})
    await office.after(days=5)
    _, fields = await editor(office)
    assert fields["starts"] == "2026-03-09"


async def test_what_is_wanted_is_filled_in_and_tags_the_suggestion(office: Office):
    await office.joins("anna")
    first = await office.posts("boss", title="First", new_topic="Owls")
    await office.does("boss", "stop", first)
    assert (await opened(office, "topic|Owls"))["topic"] == "Owls"
    assert (await opened(office, "language|nl"))["language"] == "nl"
    await office.does("anna", "suggest", values={**VALUES, "topic": "Owls"})
    found = await office.store.run(lambda s: s.query(Content).filter_by(state="proposed").one().id)
    form = await office.does("boss", "approve", found)
    assert isinstance(form, Form)
    assert {field.name: field.value for field in form.inputs}["topics"] == ("Owls",)


async def test_any_other_target_asks_for_nothing_more(office: Office):
    await office.joins("anna")
    plain = await opened(office, "")
    for target in ("2026-02-30", "topic|", "language|", "other|x", "x" * 300):
        assert (await opened(office, target)).keys() == plain.keys()
