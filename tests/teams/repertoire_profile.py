"""What people say and see about their own profile."""

from tests.teams.repertoire import Repertoire


async def profile(office: Repertoire) -> None:
    await office.act("a profile", "anna", "profile", "linkedin")
    await office.act("ticking off", "anna", "profile_done", "linkedin")
    await office.act("ticked off", "anna", "profile_done", "linkedin", values={"done": ("photo", "work")})
    await office.act("a text for hints", "anna", "profile_text", "x")
    await office.act("hints", "anna", "profile_text", "x", values={"profile": "A *results-driven* ninja. " * 9})
    await office.act("three people", "anna", "profile_people")
    await office.act("nobody named", "anna", "profile_people", values={"teacher": ""})
    await office.act(
        "three people named", "anna", "profile_people", values={"teacher": "Nelly", "helper": "<b>Otto</b>"}
    )
