"""Certificates: made at one's own wish, checked by anybody with the address, renewed, taken back and forgotten."""

import json
from collections.abc import Mapping
from datetime import timedelta

import jwt
import pytest
from aiohttp import ClientSession
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.academy.events import CourseFinished
from handlers.certificates.validity import LASTS
from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Form, FormErrors, Notice
from handlers.registry.events import happened
from models import Certificate, CertificateKey, Course, CourseProgress, Person, Workspace
from tests.support.office import Office

PUBLIC = "https://heraut.example"


async def finishes(office: Office, who: str = "anna", edition: int = 1, course: str = "kindly") -> None:
    """Somebody finishes an edition of a course, which is live from then on."""
    await office.does(who, "home")

    def finished(session: Session) -> None:
        its = {"workspace": office.workspace, "course": course}
        session.execute(update(Workspace).values(address=PUBLIC, company="Windmolen"))
        session.execute(update(Course).where(Course.course == course).values(live=False))
        more = {"live": True, "place": 1, "cards": "[]", "written_by": "", "at": office.now, "edition": edition}
        session.add(Course(**its, **more, language="en", title="Disagreeing kindly", about="How to say no."))
        done = session.merge(CourseProgress(**its, person=who, started_at=office.now, at=office.now))
        done.finished, done.first_at, done.finished_at = edition, office.now, office.now
        session.flush()
        person = session.get_one(Person, (office.workspace, who))
        happened(session, CourseFinished(person, course, edition, office.now), office.now)

    await office.store.run(finished)


async def makes(office: Office, who: str = "anna", name: str = "Anna de Wit") -> str:
    """Make a certificate, and return its id."""
    reply = await office.does(who, "certify", "kindly", values={"name": name})
    assert isinstance(reply, Card), reply
    return await office.store.run(
        lambda s: s.scalars(select(Certificate.id).where(Certificate.person == who, Certificate.name == name)).one()
    )


async def page(http: ClientSession, path: str) -> tuple[int, str]:
    async with http.get(f"/certificates/{path}") as reply:
        return reply.status, (await reply.read()).decode("latin-1" if path.endswith(".pdf") else "utf-8")


async def claims_of(http: ClientSession, token: str) -> Mapping[str, object]:
    """What a verifier reads that knows only the credential: it fetches the key by its address."""
    kid = jwt.get_unverified_header(token)["kid"]
    assert kid.startswith(f"{PUBLIC}/certificates/")
    _, key = await page(http, kid.removeprefix(f"{PUBLIC}/certificates/"))
    claims: Mapping[str, object] = jwt.decode(
        token,
        jwt.PyJWK(json.loads(key), "RS256"),
        algorithms=["RS256"],
        options={"verify_exp": False, "verify_nbf": False},
    )
    return claims


async def test_a_certificate_is_for_a_course_that_one_finished(office: Office):
    assert isinstance(await office.does("anna", "certificates"), Notice)  # without an address nobody could check it
    await finishes(office)
    reply = await office.does("ben", "certify", "kindly", values={"name": "Ben"})
    assert isinstance(reply, Notice) and "a course that you finished" in reply.text
    card = await office.does("anna", "certificates")
    assert isinstance(card, Card)
    assert [(button.action, button.target) for button in all_of(card)] == [("certify", "kindly")]


async def test_it_has_the_name_that_its_person_writes(office: Office, http: ClientSession):
    await finishes(office)
    form = await office.does("anna", "certify", "kindly")
    assert isinstance(form, Form)
    assert isinstance(await office.does("anna", "certify", "kindly", values={"name": " "}), FormErrors)
    its = await makes(office)
    _, text = await page(http, its)
    for said in ("This certificate is valid", "Anna de Wit", "Disagreeing kindly", "Windmolen"):
        assert said in text
    await makes(office, name="A. de Wit")
    assert "A. de Wit" in (await page(http, its))[1]  # the same address


async def test_an_address_that_no_certificate_has_says_so(office: Office, http: ClientSession):
    status, text = await page(http, "0" * 32)
    assert status == 200 and "This is not a certificate" in text
    for path in ("certificate.pdf", "badge.jwt"):
        assert (await page(http, f"{'0' * 32}/{path}"))[0] == 404
    for path in ("issuers", "keys", "revoked"):
        assert (await page(http, f"{path}/{'0' * 32}"))[0] == 404


async def test_the_badge_is_signed_and_says_what_the_page_says(office: Office, http: ClientSession):
    await finishes(office)
    its = await makes(office)
    _, token = await page(http, f"{its}/badge.jwt")
    claims = await claims_of(http, token)
    assert claims["jti"] == claims["id"] == f"{PUBLIC}/certificates/{its}"
    assert claims["exp"] == int((office.now + LASTS).timestamp())
    assert "Anna de Wit" in json.dumps(claims)
    head, body, signature = token.split(".")
    with pytest.raises(jwt.InvalidSignatureError):
        await claims_of(http, f"{head}.{body[:-8]}{body[-8:].swapcase()}.{signature}")
    issuer = json.loads((await page(http, str(claims["iss"]).removeprefix(f"{PUBLIC}/certificates/")))[1])
    assert issuer["id"] == claims["iss"] and issuer["name"] == "Windmolen"


async def test_the_pdf_has_its_words_as_text(office: Office, http: ClientSession):
    await finishes(office)
    status, body = await page(http, f"{await makes(office, name='李 Анна')}/certificate.pdf")
    assert status == 200 and body.startswith("%PDF-") and "StructTreeRoot" in body


async def test_it_ends_after_a_year_and_is_renewed_by_what_changed(office: Office, http: ClientSession):
    await finishes(office)
    its = await makes(office)
    office.now += LASTS + timedelta(hours=1)
    assert "This certificate has ended" in (await page(http, its))[1]
    await finishes(office, edition=2)
    assert "This certificate is valid" in (await page(http, its))[1]


async def test_a_course_that_did_not_change_is_renewed_by_a_tap_in_the_last_month(office: Office, http: ClientSession):
    await finishes(office)
    its = await makes(office)
    office.now += LASTS - timedelta(days=31)
    assert "Renew" not in str(await office.does("anna", "certificate", its))
    await makes(office)
    office.now += timedelta(days=2)
    assert "Renew" in str(await office.does("anna", "certificate", its))
    await makes(office)
    office.now += timedelta(days=300)
    assert "This certificate is valid" in (await page(http, its))[1]


async def test_after_the_course_changed_it_is_not_renewed_without_what_is_new(office: Office):
    await finishes(office)
    its = await makes(office)
    await finishes(office, "ben", edition=2)
    office.now += LASTS
    reply = await office.does("anna", "certify", "kindly", values={"name": "Anna"})
    assert isinstance(reply, Notice) and "The course has changed." in reply.text
    kept = await office.store.run(lambda s: s.get_one(Certificate, (office.workspace, its)).name)
    assert kept == "Anna de Wit"


async def test_who_takes_it_back_or_is_forgotten_leaves_no_name(office: Office, http: ClientSession):
    await finishes(office)
    await finishes(office, "ben", edition=2)
    theirs = {who: await makes(office, who, f"{who} Zebra") for who in ("anna", "ben")}
    _, token = await page(http, f"{theirs['anna']}/badge.jwt")
    await office.does("anna", "drop_certificate", theirs["anna"])
    await office.does("ben", "forget")
    for its in theirs.values():
        _, text = await page(http, its)
        assert "This certificate is not valid" in text and "Zebra" not in text and "Disagreeing" not in text
        assert (await page(http, f"{its}/certificate.pdf"))[0] == 404
    status = (await claims_of(http, token))["credentialStatus"]
    assert isinstance(status, dict)
    said = json.loads((await page(http, status["id"].removeprefix(f"{PUBLIC}/certificates/")))[1])
    assert {one["id"].rpartition("/")[2] for one in said["revokedCredential"]} == {*theirs.values()}


async def test_nobody_sees_or_takes_back_the_certificate_of_somebody_else(office: Office, http: ClientSession):
    await finishes(office)
    its = await makes(office)
    for action in ("certificate", "drop_certificate"):
        assert isinstance(await office.does("ben", action, its), Notice)
    assert "This certificate is valid" in (await page(http, its))[1]


async def test_what_was_signed_can_be_checked_after_the_key_was_lost(office: Office, http: ClientSession):
    await finishes(office)
    its = await makes(office)
    _, token = await page(http, f"{its}/badge.jwt")
    await office.store.run(lambda s: s.execute(update(CertificateKey).values(private="")))
    assert (await claims_of(http, token))["jti"] == f"{PUBLIC}/certificates/{its}"
    assert (await page(http, f"{its}/badge.jwt"))[0] == 404
    await makes(office)
    assert (await page(http, f"{its}/badge.jwt"))[0] == 200
    assert len(await office.store.run(lambda s: s.scalars(select(CertificateKey.id)).all())) == 2


async def test_a_course_that_left_the_academy_gives_no_new_certificate(office: Office):
    await finishes(office)
    await office.store.run(lambda s: s.execute(update(Course).where(Course.course == "kindly").values(gone=True)))
    card = await office.does("anna", "certificates")
    assert isinstance(card, Card) and not [*all_of(card)]
    reply = await office.does("anna", "certify", "kindly", values={"name": "Anna"})
    assert isinstance(reply, Notice) and "a course that you finished" in reply.text
