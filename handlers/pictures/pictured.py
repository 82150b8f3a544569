"""Who is in a picture of one's own, and whether they agree: asked, checked and kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from handlers.core.forms import Address, Flag, Line, Submitted
from handlers.core.interaction import Input, Interaction, Invalid, NeedsPage, Option
from handlers.core.language import Words
from models import Content, Person, Pictured, Upload
from models.content import Who


class Said(Submitted):
    """The fields of a submitted form about the picture."""

    image: Address = ""
    who: Literal["", Who] = ""
    names: Line = ""
    agreed: Flag = False


class Kept(NamedTuple):
    """The picture so far, who is in it, and who said so."""

    image: str = ""
    who: str = ""
    names: str = ""
    said_by: str = ""


NOTHING = Kept()


def picture_inputs(
    words: Words, image: str = "", who: str = "", names: str = "", teller: str = ""
) -> tuple[Input, ...]:
    """The picture, and the questions about it. `teller`: who is meant by "me", if that is not the reader.

    That other people agreed is never ticked beforehand: it is said of one picture, and another may take its place.
    """
    t = words.t
    labels: Mapping[Who, str] = {
        "nobody": t("Nobody who can be recognised"),
        "me": t("Only {name}", name=teller) if teller else t("Only me"),
        "others": t("Other people"),
    }
    options = tuple(Option(value=value, label=label) for value, label in labels.items())
    agree = t("They all agreed that it is shared in public")
    again = t("They agreed to this picture. Ask and tick again for another one, or for other people.")
    where = t("The address of a picture that everybody can open. Leave it empty for a story alone.")
    return (
        Input(name="image", label=t("Picture (address)"), kind="url", hint=where, value=image, longest=2000),
        Input(name="who", label=t("Who is in the picture?"), kind="choice", options=options, value=who),
        Input(name="names", label=t("Their names"), hint=t("Champions read them."), value=names, longest=300),
        Input(name="agreed", label=agree, hint=again if image and who == "others" else "", kind="flag"),
    )


def picture_errors(words: Words, said: Said, kept: Kept = NOTHING, by: str = "") -> dict[str, str]:
    """What is missing, by field. Without a picture nothing is asked, and what did not change was said before.

    `by`: who says it now. Of another picture they cannot say for somebody else that it shows that person alone.
    """
    t, other = words.t, said.image != kept.image
    if (said.image, said.who, said.names) == kept[:3] and said.who:
        return {}
    if said.image and (not said.who or (other and said.who == kept.who == "me" and kept.said_by != by)):
        return {"who": t("Please say who is in the picture.")}
    if not said.image or said.who != "others":
        return {}
    wrong = {} if said.names else {"names": t("Please fill this in.")}
    if not said.agreed:
        wrong["agreed"] = t("Ask them first: without their yes, this picture cannot be used.")
    return wrong


def to_open(words: Words, interaction: Interaction, image: str, known: str) -> NeedsPage | None:
    """Asks to open a new picture. Raises `Invalid` if there is none at its address. `known`: the picture so far."""
    if not image or image == known:
        return None
    if interaction.page is None:
        return NeedsPage(url=image)
    if interaction.page.image:
        return None
    raise Invalid({"image": words.t("There is no picture at this address that everybody can open.")})


def keep_said(
    session: Session, person: Person, content: Content, said: Said, now: datetime, *, other: bool = False
) -> None:
    """Keep who is in the picture, and who said so. What did not change stays as it was said first.

    `other`: another picture took its place, of which everything is said again.
    """
    its = {"workspace": content.workspace, "content": content.id}
    old = session.get(Pictured, tuple(its.values()))
    names = said.names if said.who == "others" else ""
    if not said.image or not said.who:
        session.execute(delete(Pictured).filter_by(**its))
    elif old is None:
        session.add(Pictured(**its, who=said.who, names=names, said_by=person.person, said_at=now))
    elif other or (old.who, old.names) != (said.who, names):
        old.who, old.names, old.said_by, old.said_at = said.who, names, person.person, now
    session.flush()


def said_of(session: Session, content: Content | None) -> Kept:
    """The picture so far and what was said about it."""
    if content is None:
        return NOTHING
    found = session.get(Pictured, (content.workspace, content.id))
    return Kept(content.image, found.who, found.names, found.said_by) if found else Kept(content.image)


def teller_of(session: Session, content: Content, reader: Person) -> str:
    """The name of the person who said "me"; empty if that is the reader, or nobody said it."""
    found = session.get(Pictured, (content.workspace, content.id))
    if found is None or found.who != "me" or found.said_by == reader.person:
        return ""
    return session.get_one(Person, (content.workspace, found.said_by)).name


def told_lines(session: Session, words: Words, content: Content) -> Sequence[str]:
    """A sentence for champions on who is in the picture."""
    found, t = session.get(Pictured, (content.workspace, content.id)), words.t
    if found is None:
        return ()
    name = session.get_one(Person, (content.workspace, found.said_by)).name
    match found.who:
        case "nobody":
            return (t("In the picture: nobody who can be recognised, says {name}.", name=name),)
        case "me":
            return (t("In the picture: {name} alone.", name=name),)
        case "others":
            return (t("In the picture: {names}. They agreed, says {name}.", names=found.names, name=name),)


def drop_picture(session: Session, content: Content) -> None:
    """Remove a picture of one's own, and who is in it."""
    if content.own:
        content.image = ""
    for table in (Pictured, Upload):
        session.execute(delete(table).filter_by(workspace=content.workspace, content=content.id))


def own_pictures(session: Session, person: Person) -> Sequence[Content]:
    """Content whose picture shows this person alone, as they said themselves."""
    its = (Pictured.workspace == person.workspace, Pictured.said_by == person.person, Pictured.who == "me")
    here = (Content.workspace == Pictured.workspace) & (Content.id == Pictured.content)
    return session.scalars(select(Content).join(Pictured, here).where(*its)).all()
