"""What is at the address of a certificate: the page that checks it, its PDF, its badge, and what verifiers read."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.certificates import cards, credential
from handlers.certificates.credential import Issuer, issuer_of
from handlers.certificates.sheet import Sheet, sheet_pdf
from handlers.certificates.validity import validity
from handlers.core.language import Words
from handlers.registry.surfaces import UNTOLD, CardPage, PageAnswer, PageContext, PageRequest
from models import Certificate, CertificateKey, Workspace

T = TypeVar("T")
BADGE = Path(__file__).parent / "badge.svg"
# Anyone may read these, in a browser too: wallets check a credential from pages of their own.
OPEN = {**UNTOLD, "Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"}


async def check_page(context: PageContext, request: PageRequest) -> CardPage:
    """Whether a certificate is valid. It tells nothing else, and every address has an answer."""
    now, words = context.now(), Words(request.locale)

    def read(session: Session) -> CardPage:
        found = _found(session, request)
        if found is None:
            return CardPage(cards.unknown_card(words), request.locale)
        its, issuer = found
        return CardPage(cards.check_card(words, its, issuer, now), request.locale)

    return await context.store.run(read)


async def pdf_page(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """The PDF. Drawn outside the transaction and off the event loop."""
    now = context.now()
    shown = await context.store.run(lambda session: _of_valid(session, request, now, _sheet))
    if shown is None:
        return None
    headers = {**UNTOLD, "Content-Disposition": 'inline; filename="certificate.pdf"', "Cache-Control": "no-cache"}
    return PageAnswer(await asyncio.to_thread(sheet_pdf, shown), "application/pdf", headers)


async def badge_page(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """The signed credential."""
    now = context.now()
    said = await context.store.run(lambda session: _of_valid(session, request, now, credential.signed_badge))
    headers = {**OPEN, "Content-Disposition": 'attachment; filename="badge.jwt"'}
    return PageAnswer(said.encode(), "application/vc+jwt", headers) if said else None


async def badge_picture(context: PageContext, request: PageRequest) -> PageAnswer:
    """The picture of all badges."""
    return PageAnswer(BADGE.read_bytes(), "image/svg+xml", {**OPEN, "Cache-Control": "public, max-age=86400"})


async def issuer_page(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """Who issues, for verifiers."""
    return await _about_key(
        context, request, lambda _, key, issuer: credential.issuer_document(key.id, issuer), "ld+json"
    )


async def key_page(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """The public key, as JSON Web Key."""
    return await _about_key(context, request, lambda _, key, __: key.public.encode(), "jwk+json")


async def revoked_page(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """Which certificates were taken back, for verifiers."""

    def said(session: Session, key: CertificateKey, issuer: Issuer) -> bytes:
        its = (Certificate.workspace == key.workspace, Certificate.key == key.id, Certificate.name == "")
        ended = session.scalars(select(Certificate).where(*its).order_by(Certificate.id)).all()
        return credential.revoked(key.id, ended, issuer)

    return await _about_key(context, request, said, "json")


async def _about_key(
    context: PageContext,
    request: PageRequest,
    said: Callable[[Session, CertificateKey, Issuer], bytes],
    kind: str,
) -> PageAnswer | None:
    def read(session: Session) -> bytes | None:
        key = session.scalar(select(CertificateKey).where(CertificateKey.id == request.parts["key"]))
        if key is None:
            return None
        return said(session, key, issuer_of(session.get_one(Workspace, key.workspace)))

    body = await context.store.run(read)
    return PageAnswer(body, f"application/{kind}", OPEN) if body else None


def _found(session: Session, request: PageRequest) -> tuple[Certificate, Issuer] | None:
    its = session.scalar(select(Certificate).where(Certificate.id == request.parts["certificate"]))
    return (its, issuer_of(session.get_one(Workspace, its.workspace))) if its else None


def _of_valid(
    session: Session, request: PageRequest, now: datetime, make: Callable[[Session, Certificate, Issuer], T]
) -> T | None:
    found = _found(session, request)
    return make(session, *found) if found and validity(found[0], now) != "withdrawn" else None


def _sheet(session: Session, its: Certificate, issuer: Issuer) -> Sheet:
    return cards.sheet(Words(its.language), its, issuer)
