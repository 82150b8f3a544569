"""Addresses that Heraut signs: nobody else can make them, and brief ones end, whatever they say themselves."""

from datetime import timedelta

import pytest

from handlers.encryption.signatures import BRIEFLY, seal, seal_briefly, unseal, unseal_in_time
from tests.support.office import Office


async def test_a_brief_address_is_valid_until_its_moment_and_not_longer(office: Office):
    def work(session):
        token, until = seal_briefly(session, "file", office.now, "W", "anna")
        assert until == office.now + BRIEFLY
        for moment, valid in ((office.now, True), (until, True), (until + timedelta(seconds=1), False)):
            said = unseal_in_time(session, "file", token, moment)
            assert said == (("W", "anna") if valid else None), moment
        assert unseal_in_time(session, "page", token, office.now) is None

    await office.store.run(work)


@pytest.mark.parametrize("until", ["9999999999", "999999999999999999999999", "-1", "soon", "١٢٣", ""])
async def test_an_address_that_was_signed_for_longer_is_refused(office: Office, until: str):
    def work(session):
        return unseal_in_time(session, "file", seal(session, "file", "W", until, "anna"), office.now)

    assert await office.store.run(work) is None


async def test_a_changed_address_is_refused(office: Office):
    def work(session):
        token = seal(session, "file", "W", "anna")
        body, signature = token.split(".")
        assert unseal(session, "file", token) == ("W", "anna")
        forged = (f"{body}.{signature[:-1]}", f"{body}x.{signature}", body, "", f"{body}.é", token + "a")
        return [unseal(session, "file", one) for one in forged]

    assert {*await office.store.run(work)} == {None}
