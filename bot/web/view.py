"""What one person sees of the playground, as a page. Pure, except that it makes new keys."""

import secrets

from markupsafe import Markup

from bot.web.company import Person
from bot.web.render import Pen, Spot
from bot.web.rooms import Post, Rooms
from handlers.core.interaction import Card, Frozen, Notice
from handlers.core.language import Words


class Place(Frozen):
    """An entry in the list of places."""

    id: str
    label: str
    unread: int


class View(Frozen):
    """The heading of the open place, and what it says when it is empty."""

    place: str
    title: str
    purpose: str
    empty: str = ""
    empty_more: str = ""


def mint() -> str:
    """A new key for one control on one page."""
    return secrets.token_hex(8)


def marks(rooms: Rooms, person: Person) -> dict[str, int]:
    """How much is new: by place for this person, by @id for each colleague, and `others` for all of those together."""
    unread = rooms.unread(person.id)
    here = {"chat": unread[person.id]} | {channel.id: unread[channel.id] for channel in rooms.company.channels}
    people = {f"@{other.id}": rooms.unread(other.id)[other.id] for other in rooms.company.people if other != person}
    return here | people | {"home": 0, f"@{person.id}": 0, "others": sum(people.values())}


def initials(person: Person) -> str:
    """The first letters of the first and the last name."""
    names = person.name.split()
    return names[0][0] + names[-1][0]


class Viewer:
    """Draws the playground for one person."""

    def __init__(self, rooms: Rooms, person: Person, place: str, origins: tuple[str, ...]) -> None:
        self.rooms = rooms
        self.person = person
        self.place = place
        self.words = Words(person.locale)
        self.pen = Pen(self.words, mint, origins)
        self.where = person.id if place == "chat" else place

    def page(self, suggestions: tuple[str, ...]) -> Markup:
        """The whole page. Drawing it marks its posts as seen and its notice as shown."""
        rooms, me = self.rooms, self.person
        rooms.saw(me.id, self.where)
        unread = marks(rooms, me)
        opened = rooms.form(me.id)
        home = rooms.homes.get(me.id)
        return self.pen.page(
            "playground.html",
            me=me,
            view=self._view(),
            era=rooms.era,
            turn=rooms.turn,
            people=rooms.company.people,
            jobs={person.id: person.job.get(self.words.language, "") for person in rooms.company.people},
            roles=self._roles(),
            initials={person.id: initials(person) for person in rooms.company.people},
            colours={person.id: self._colour(person) for person in rooms.company.people},
            places=[Place(id=name, label=self._label(name), unread=unread[name]) for name in self._places()],
            unread={person.id: unread[f"@{person.id}"] for person in rooms.company.people},
            others=unread["others"],
            tour=rooms.tour.steps(self.words),
            clock=self.clock(),
            posts=self.posts(),
            home=self.pen.card(home, Spot(person=me.id, place="home")) if home else "",
            sheet=self.pen.form(opened[0], opened[1], me.id) if opened and opened[1].place == self.place else "",
            toast=rooms.notices.pop(me.id, ""),
            suggestions=suggestions,
        )

    def posts(self) -> list[Markup]:
        day, drawn = "", []
        for post in self.rooms.posts(self.person.id, self.where):
            before, day = day, self.words.date(post.at, self.person.timezone)
            drawn.append(self.post(post, new_day=day != before))
        return drawn

    def post(self, post: Post, *, new_day: bool = False) -> Markup:
        author = self.rooms.company.person(post.author)
        spot = Spot(person=self.person.id, place=self.place, ref=post.ref)
        return self.pen.page(
            "post.html",
            post=post,
            author=author,
            colour=self._colour(author) if author else 0,
            initials=initials(author) if author else "",
            day=self.words.date(post.at, self.person.timezone),
            new_day=new_day,
            time=self.words.time(post.at, self.person.timezone),
            private=bool(post.only) and self.where != self.person.id,
            command=isinstance(post.body, str),
            notice=post.body.text if isinstance(post.body, Notice) else "",
            card=self.pen.card(post.body, spot) if isinstance(post.body, Card) else "",
        )

    def clock(self) -> str:
        return self.words.when(self.rooms.now(), self.person.timezone)

    def _places(self) -> tuple[str, ...]:
        return ("chat", "home", *(channel.id for channel in self.rooms.company.channels))

    def _label(self, place: str) -> str:
        channel = self.rooms.company.channel(place)
        return channel.label if channel else {"chat": "Heraut", "home": self.words.t("Home")}[place]

    def _view(self) -> View:
        t = self.words.t
        match self.place:
            case "chat":
                return View(
                    place="chat",
                    title="Heraut",
                    purpose=t("Nobody else reads this."),
                    empty=t("Say hello to Heraut"),
                    empty_more=t(
                        "Heraut never writes to somebody who has not joined. To begin, choose what to say below."
                    ),
                )
            case "home":
                return View(place="home", title=t("Home"), purpose=t("What Heraut keeps ready for you."))
            case channel:
                found = self.rooms.company.channel(channel)
                return View(
                    place=channel,
                    title=f"#{found.label if found else channel}",
                    purpose=found.purpose.get(self.words.language, "") if found else "",
                    empty=t("Nothing said here yet"),
                    empty_more=t("What Heraut tells everybody appears here by itself."),
                )

    def _roles(self) -> dict[str, str]:
        """The name of each role; none for an employee."""
        t = self.words.t
        return {"newcomer": t("New here"), "champion": t("Champion"), "manager": t("Programme manager"), "employee": ""}

    def _colour(self, person: Person) -> int:
        return self.rooms.company.people.index(person) % 8
