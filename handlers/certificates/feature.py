"""What certificates register: making, showing and checking them, and the keys that sign them."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.academy.events import CourseFinished
from handlers.certificates import certificates, company, pages
from handlers.core.language import mark
from handlers.core.people import Forgotten
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.surfaces import Held, WebPage
from handlers.registry.vocabulary import Command, spoken
from handlers.sharing.events import SpeaksForCompany
from models import Certificate


def holder_forgotten(session: Session, event: Forgotten, now: datetime) -> None:
    """Certificates of somebody who is forgotten are not valid any more, and name nobody."""
    for its in certificates.own(session, event.person):
        certificates.withdraw_certificate(its)


FEATURE = Feature(
    name="certificates",
    actions={
        "certificate": Action(certificates.certificate),
        "certificates": Action(certificates.certificates),
        "certified": Action(company.certified),
        "certify": Action(certificates.certify),
        "drop_certificate": Action(certificates.drop_certificate),
    },
    commands=(
        Command(
            "certificates",
            spoken(
                en="certificates, certificate, my certificates, my certificate, diploma, open badge, open badges",
                nl="certificaten, certificaat, mijn certificaten, mijn certificaat, diploma, open badge, open badges",
            ),
            mark("Certificates"),
        ),
        Command(
            "certified",
            spoken(
                en="certified, certificate for the company, speaking for the company, who speaks for the company",
                nl="gecertificeerd, certificaat voor het bedrijf, namens het bedrijf, wie spreekt namens het bedrijf",
            ),
            mark("Speaking for the organisation"),
            role="manager",
        ),
    ),
    help=(
        HelpLine(77, mark("/heraut certificates – a certificate of a course that you finished")),
        HelpLine(327, mark("/heraut certified – which certificate it takes to speak for the organisation"), "manager"),
    ),
    follows=(
        follow(CourseFinished, certificates.renewed),
        follow(Forgotten, holder_forgotten),
        follow(SpeaksForCompany, company.check_certificate),
    ),
    pages=(
        WebPage("/certificates/badge.svg", pages.badge_picture),
        WebPage("/certificates/issuers/{key}", pages.issuer_page),
        WebPage("/certificates/keys/{key}", pages.key_page),
        WebPage("/certificates/revoked/{key}", pages.revoked_page),
        WebPage("/certificates/{certificate}", pages.check_page),
        WebPage("/certificates/{certificate}/certificate.pdf", pages.pdf_page),
        WebPage("/certificates/{certificate}/badge.jwt", pages.badge_page),
    ),
    holds=(
        Held(
            Certificate,
            "person",
            mark("Your certificates, which anyone with their address can check"),
            fate="own",
            seen=("you",),
            kept=mark("until you take it back or Heraut forgets you"),
            shows=("title", "name", "issued_at", "ends_at"),
        ),
    ),
)
