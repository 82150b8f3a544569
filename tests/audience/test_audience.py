"""Content for people of certain teams, countries and roles: who gets it, and which groups can be chosen."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from handlers.audience.sizes import sizes_of
from handlers.content.offers import Offer, running
from handlers.core.interaction import Card, Form, FormErrors, Notice, Preview
from models import Campaign, ContentTag, Person, Workspace
from tests.support.office import JOINING, MORNING, POSTING, Office, Values

FREE: Values = {"days": ("0", "1", "2", "3", "4"), "off": "", "team": "", "place": "", "country": "NL"}
AUDIENCES: tuple[Values, ...] = ({}, {"only": ("team|blades",)}, {"only": ("team|blades", "team|sales")})


async def settles(office: Office, who: str, **more: str) -> None:
    await office.does(who, "settings", values={**JOINING, **FREE, **more})


@pytest.fixture
async def teams(office: Office) -> Office:
    """Six people of Blades in the Netherlands, six of Sales in Bavaria, and Otto, who says nothing of himself."""
    for number in range(12):
        await office.joins(f"p{number}")
        team = {"team": "Blades"} if number < 6 else {"team": "Sales", "country": "DE-BY"}
        await settles(office, f"p{number}", **team)
    await office.joins("otto")
    await settles(office, "otto", country="")
    return office


async def titles(office: Office, who: str) -> list[str]:
    reply = await office.does(who, "browse")
    assert isinstance(reply, Card), reply
    return [part.title for part in reply.parts if isinstance(part, Preview)]


async def offers(office: Office) -> list[Offer]:
    return await office.store.run(lambda session: running(session, office.now, office.workspace))


async def refused(office: Office, **more: str | tuple[str, ...]) -> dict[str, str]:
    reply = await office.does("boss", "post", values={**POSTING, **more})
    assert isinstance(reply, FormErrors), reply
    return dict(reply.errors)


async def people_told(office: Office) -> int:
    found = await office.store.run(lambda session: sizes_of(session, office.workspace, office.now))
    return sum(row.people for row in found if row.value == "blades")


async def test_only_people_with_one_of_its_values_get_it(teams: Office):
    await teams.posts(title="Owls", only=("team|blades",))
    [offer] = await offers(teams)
    assert offer.fits({"team": {"blades"}}) and offer.meant_for({"team": {"blades"}})
    assert not offer.fits({"team": {"sales"}}) and not offer.meant_for({"team": {"sales"}})


async def test_a_person_without_a_known_value_gets_only_what_is_for_everybody(teams: Office):
    await teams.posts(title="Owls", only=("team|blades",))
    await teams.posts(title="Bats", only=("country|NL",))
    await teams.posts(title="Moths", topics=("Nature",), new_topic="Nature")
    assert await titles(teams, "otto") == ["Moths"]  # no wish for a topic means all topics


async def test_a_country_is_the_country_of_its_parts(teams: Office):
    await teams.posts(title="Owls", only=("country|DE",))
    assert (await titles(teams, "p7"), await titles(teams, "p1")) == (["Owls"], [])


async def test_the_role_is_that_in_the_programme(teams: Office):
    await teams.champions("p1")
    await teams.posts(title="Owls", only=("role|employee",))
    assert (await titles(teams, "p2"), await titles(teams, "p1")) == (["Owls"], [])


async def test_who_changes_team_gets_what_is_for_the_new_one(teams: Office):
    await teams.posts(title="Owls", only=("team|blades",))
    assert (await titles(teams, "p7"), await titles(teams, "p0")) == ([], ["Owls"])
    await settles(teams, "p7", team="Blades")
    await settles(teams, "p0", team="Sales")
    assert (await titles(teams, "p7"), await titles(teams, "p0")) == (["Owls"], [])


async def test_next_and_the_rounds_offer_it_to_nobody_else(teams: Office):
    await teams.posts(title="Owls", only=("team|blades",))
    assert isinstance(await teams.does("p7", "next"), Notice)
    assert isinstance(await teams.does("p1", "next"), Card)
    for _ in range(5):
        await teams.after(days=1)
    told = {who for who in (f"p{number}" for number in range(12)) if "Owls" in str(teams.told(who))}
    assert told and told <= {f"p{number}" for number in range(6)}
    assert "Owls" not in str(teams.told("otto"))


async def test_what_is_for_another_team_cannot_be_picked(teams: Office):
    content = await teams.posts(title="Owls", only=("team|blades",))
    assert isinstance(await teams.does("p7", "pick", content), Notice)


async def test_a_group_of_fewer_than_five_is_neither_offered_nor_taken(teams: Office):
    for number in range(2):
        await settles(teams, f"p{number}", team="Legal")
    for group in ("team|legal", "role|manager", "team|blades"):  # four are left in Blades
        found = await refused(teams, only=(group,))
        assert found == {"only": "Content can be for groups of 5 people or more, as they were counted today."}


async def test_groups_of_two_kinds_are_refused_so_that_no_group_is_cut_smaller(teams: Office):
    found = await refused(teams, only=("team|blades", "country|NL"))
    assert found == {"only": "Please choose groups of one kind: teams, places, countries or roles."}


async def test_a_place_is_where_people_say_they_work_however_they_spell_it(teams: Office):
    for number, place in enumerate(("Utrecht", " utrecht", "UTRECHT", "\uff35trecht", "Utrecht", "Utrecht")):
        await settles(teams, f"p{number}", place=place)
    await teams.posts(title="Owls", only=("place|utrecht",))
    assert (await titles(teams, "p3"), await titles(teams, "p7")) == (["Owls"], [])


async def test_the_preview_tells_at_least_how_many_people_it_is_for(teams: Office):
    draft = await teams.does("boss", "post", values={**POSTING, "only": ("team|blades", "team|sales")})
    assert isinstance(draft, Card)
    assert "Only for team Blades and team Sales: at least 10 people." in str(draft.parts)


async def test_what_the_preview_tells_stays_for_the_day(teams: Office):
    assert await people_told(teams) == 5
    for number in range(7, 11):
        await settles(teams, f"p{number}", team="Blades")
    assert await people_told(teams) == 5
    await teams.after(days=1)
    assert await people_told(teams) == 5  # four more are not k
    await settles(teams, "p6", team="Blades")
    await teams.after(days=1)
    assert await people_told(teams) == 10


async def test_the_editor_offers_the_groups_under_more(teams: Office):
    content = await teams.posts(title="Owls", only=("team|blades",))
    form = await teams.does("boss", "edit", content)
    assert isinstance(form, Form)
    [field] = [field for field in form.inputs if field.name == "only"]
    labels = ["team Blades", "team Sales", "Germany", "Netherlands", "Members"]
    assert [one.label for one in field.options] == labels and field.folded
    assert field.value == ("team|blades",)


async def test_content_rests_while_its_group_is_too_small_and_champions_hear_of_it_once(teams: Office):
    await teams.champions("p11")
    await teams.posts(title="Owls", only=("team|blades",))
    for number in range(2):
        await settles(teams, f"p{number}", team="Sales")
    assert await titles(teams, "p3") == ["Owls"]  # as counted this morning
    for _ in range(3):
        await teams.after(days=1)
    assert await titles(teams, "p3") == []
    assert str(teams.told("p11")).count("title='Too few people'") == 1
    assert "Offered to nobody: its groups may be too small" in str(await teams.does("p11", "content"))
    for number in range(6, 11):
        await settles(teams, f"p{number}", team="Blades")
    await teams.after(days=1)
    assert await titles(teams, "p3") == ["Owls"]


async def test_content_stays_for_a_team_that_became_small(teams: Office):
    content = await teams.posts(title="Owls", only=("team|blades",))
    for number in range(3):
        await settles(teams, f"p{number}", team="Sales")
    form = await teams.does("boss", "edit", content)
    assert isinstance(form, Form)
    shown = {field.name: field.value for field in form.inputs if field.value or field.kind != "flag"}
    assert isinstance(await teams.does("boss", "edit", form.target, values={**shown, "why": "Quiet."}), Card)
    tags = select(ContentTag.value).where(ContentTag.content == content, ContentTag.kind == "team")
    assert await teams.store.run(lambda session: session.scalars(tags).all()) == ["blades"]


async def test_no_teams_are_offered_in_works_council_mode(teams: Office):
    on = update(Workspace).values(council_at=MORNING, council_by="boss")
    many = update(Person).where(Person.person != "otto", Person.person != "boss").values(team="Blades", country="NL")
    await teams.store.run(lambda session: (session.execute(on), session.execute(many)))
    assert [*await refused(teams, only=("team|blades",))] == ["only"]
    assert await teams.posts(title="Owls", only=("country|NL",))


async def test_new_content_of_a_campaign_starts_with_its_groups(teams: Office):
    plan: Values = {"name": "Spring", "starts": "2026-03-02", "ends": "2026-03-31", "only": ("team|blades",)}
    assert isinstance(await teams.does("boss", "new_campaign", values=plan), Card)
    [campaign] = await teams.store.run(lambda session: session.scalars(select(Campaign.id)).all())
    await teams.posts(title="Owls", campaign=campaign)
    form = await teams.does("boss", "edit_campaign", campaign)
    assert isinstance(form, Form) and [one.value for one in form.inputs if one.name == "only"] == [("team|blades",)]
    assert (await titles(teams, "p1"), await titles(teams, "p7")) == (["Owls"], [])
    for who, found in (("p1", True), ("p7", False)):
        assert ("Owls" in str(await teams.does(who, "campaign", campaign))) is found


async def test_a_campaign_takes_no_group_of_fewer_than_five(teams: Office):
    plan: Values = {"name": "Spring", "starts": "2026-03-02", "ends": "2026-03-31", "only": ("role|manager",)}
    reply = await teams.does("boss", "new_campaign", values=plan)
    assert isinstance(reply, FormErrors) and [*reply.errors] == ["only"]


async def test_nobody_is_told_of_content_for_others_in_the_calendar(teams: Office):
    await teams.posts(title="Owls", only=("team|blades",))
    await teams.champions("p11")
    for who, found in (("p1", True), ("p7", False), ("otto", False), ("p11", True)):
        assert ("Owls" in str(await teams.does(who, "calendar"))) is found


@pytest.mark.parametrize("first", [True, False])
async def test_the_forecast_counts_only_who_it_is_for(teams: Office, first: bool):
    if not first:  # the day's readers are kept before any content asks for a team
        await teams.does("boss", "post", values={**POSTING, "title": "Everybody"})
    teams.now += timedelta(minutes=5)
    told = []
    for number, more in enumerate(AUDIENCES):
        values = {**POSTING, "url": f"https://example.com/{number}", "title": f"T{number}", "text_1": f"Text {number}"}
        draft = await teams.does("boss", "post", values={**values, **more})
        assert isinstance(draft, Card)
        told.append(next(line for line in str(draft.parts).split("'") if line.endswith(".") and "would get" in line))
    assert ["10 people" in told[0], "5 people" in told[1], "10 people" in told[2]] == [True] * 3
