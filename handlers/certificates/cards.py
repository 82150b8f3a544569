"""The cards and forms of certificates, and what stands on their page and their PDF."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlencode

from handlers.certificates.credential import Issuer
from handlers.certificates.sheet import Sheet
from handlers.certificates.validity import SOON, validity
from handlers.core.buttons import button_row, more
from handlers.core.interaction import Button, Buttons, Card, Facts, Form, Input, Part, Text
from handlers.core.language import Words
from models import Certificate

LONGEST_NAME = 80
# learn.microsoft.com, linkedin/certification: the form is filled in; the person looks at it and saves it.
LINKEDIN = "https://www.linkedin.com/profile/add?"


def name_form(words: Words, course: str, title: str, name: str) -> Form:
    """Ask how the name is to be written. `course`: its key."""
    t = words.t
    return Form(
        action="certify",
        target=course,
        title=t("Certificate"),
        intro=t(
            "For “{title}”. It has your name, the course and the day. Anyone with its address can see it; nobody else "
            "knows that it exists.",
            title=title,
        ),
        submit=t("Make it"),
        cancel=t("Cancel"),
        inputs=(
            Input(name="name", label=t("Your name, as you write it"), value=name, required=True, longest=LONGEST_NAME),
        ),
    )


def certificates_card(
    words: Words, mine: Sequence[Certificate], open_to: Sequence[tuple[str, str]], now: datetime
) -> Card:
    """Those that the person has, and the courses that they finished without one, as (key, title)."""
    t = words.t
    rows = [Button(action="certificate", label=one.title, target=one.id) for one in mine]
    make = [Button(action="certify", label=t("Make one: {title}", title=title), target=key) for key, title in open_to]
    said = t("Finish a course, and you can have a certificate: /heraut learn")
    if mine:
        said = words.tn("You have one certificate.", "You have {n} certificates.", len(mine))
    elif open_to:
        said = t("You finished a course. Would you like a certificate? It is yours alone to show.")
    lines = tuple((one.title, _ends(words, one, now)) for one in mine)
    return Card(
        title=t("Certificates"),
        summary=said,
        parts=(
            Text(text=said),
            *((Facts(rows=lines),) if lines else ()),
            *((Buttons(buttons=(*rows, *make)),) if rows or make else ()),
        ),
    )


def certificate_card(words: Words, its: Certificate, issuer: Issuer, now: datetime, *, instead: bool) -> Card:
    """One's own certificate, with what one can do with it."""
    t = words.t
    said = t("“{title}” is yours. Show it where you like.", title=its.title)
    facts = Facts(rows=((t("Name"), its.name), (t("Valid"), _ends(words, its, now))))
    parts = (Text(text=said), facts, _showing(words, its, issuer, now), Buttons(buttons=(_take_back(words, its),)))
    return Card(title=t("Certificate"), summary=said, parts=parts, instead=instead)


def _showing(words: Words, its: Certificate, issuer: Issuer, now: datetime) -> Buttons:
    t, path = words.t, f"/certificates/{its.id}"
    row = (
        Button(action="", label=t("PDF"), link=f"{path}/certificate.pdf", style="primary"),
        Button(action="", label=t("Add to LinkedIn"), link=linkedin(its, issuer)),
        *((Button(action="certify", label=t("Renew"), target=its.course),) if now >= its.ends_at - SOON else ()),
    )
    page = Button(action="", label=t("Page to check it"), link=path)
    wallet = Button(action="", label=t("Open Badge for a wallet"), link=f"{path}/badge.jwt")
    return Buttons(buttons=row, menu=more(words, page, wallet))


def _take_back(words: Words, its: Certificate) -> Button:
    asked = words.t("Take it back? Its address will say that it is not valid any more.")
    label = words.t("Take it back")
    return Button(action="drop_certificate", label=label, target=its.id, style="danger", confirm=asked)


def withdrawn_card(words: Words) -> Card:
    """Confirms that it was taken back."""
    said = words.t("It is taken back. Its address says that it is not valid, and your name is gone from it.")
    row = button_row(("certificates", words.t("Certificates")))
    return Card(title=words.t("Certificate"), summary=said, instead=True, parts=(Text(text=said), row))


def check_card(words: Words, its: Certificate, issuer: Issuer, now: datetime) -> Card:
    """The public page: whether a certificate is valid, and what it says."""
    t, where = words.t, validity(its, now)
    if where == "withdrawn":
        title = t("This certificate is not valid")
        gone = Text(text=t("It was taken back. Heraut keeps nothing more about it."))
        return Card(title=title, summary=title, parts=(gone,))
    title = t("This certificate is valid") if where == "valid" else t("This certificate has ended")
    return Card(title=title, summary=title, parts=tuple(_says(words, its, issuer)))


def unknown_card(words: Words) -> Card:
    """The public page of an address that no certificate has."""
    title = words.t("This is not a certificate")
    said = words.t("No certificate has this address. If it stands on one, that one was not made here.")
    return Card(title=title, summary=said, parts=(Text(text=said),))


def _says(words: Words, its: Certificate, issuer: Issuer) -> Iterator[Part]:
    t = words.t
    yield Facts(
        rows=(
            (t("Name"), its.name),
            (t("Course"), its.title),
            (t("Issued by"), issuer.name),
            (t("Issued on"), _day(words, its.issued_at)),
            (t("Valid until"), _day(words, its.ends_at)),
        )
    )
    yield Text(text=its.about)
    path = f"/certificates/{its.id}"
    links = ((t("PDF"), f"{path}/certificate.pdf"), (t("Open Badge 3.0"), f"{path}/badge.jwt"))
    yield Buttons(buttons=tuple(Button(action="", label=name, link=link) for name, link in links))


def sheet(words: Words, its: Certificate, issuer: Issuer) -> Sheet:
    """The words on the PDF."""
    t = words.t
    return Sheet(
        language=its.language,
        heading=t("Certificate"),
        says=t("This says that"),
        name=its.name,
        finished=t("finished the course"),
        title=its.title,
        issuer=issuer.name,
        dates=((t("Issued on"), _day(words, its.issued_at)), (t("Valid until"), _day(words, its.ends_at))),
        checked=t("Anyone can check it here:"),
        address=issuer.address(its.id),
        alt=t("QR code of the address where it can be checked"),
    )


def linkedin(its: Certificate, issuer: Issuer) -> str:
    """The address that opens LinkedIn's form for a certificate, filled in."""
    fields = {
        "startTask": "CERTIFICATION_NAME",
        "name": its.title,
        "organizationName": issuer.name,
        "issueYear": its.issued_at.year,
        "issueMonth": its.issued_at.month,
        "expirationYear": its.ends_at.year,
        "expirationMonth": its.ends_at.month,
        "certUrl": issuer.address(its.id),
        "certId": its.id,
    }
    return LINKEDIN + urlencode(fields)


def _ends(words: Words, its: Certificate, now: datetime) -> str:
    day = _day(words, its.ends_at)
    return words.t("until {day}", day=day) if now < its.ends_at else words.t("ended on {day}", day=day)


def _day(words: Words, moment: datetime) -> str:
    """With the year, which matters here. In UTC: a certificate is read anywhere."""
    return words.full_day(moment.date())
