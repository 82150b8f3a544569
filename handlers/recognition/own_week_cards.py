"""The card about a person's own week."""

from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Text
from handlers.core.language import Words
from handlers.recognition.leaderboard_cards import BoardRow, WeekAchieved, board, joint_result, points


def so_far(words: Words, last: WeekAchieved, neighbours: tuple[BoardRow, ...]) -> Card:
    """A person's week so far, with the people right above them, and what everybody did in the week before."""
    t = words.t
    title = t("This week so far")
    mine = next((row for row in neighbours if row.mine), None)
    place = _place(words, mine, len(neighbours) > 1)
    before = t("Last week, together: {result}.", result=joint_result(words, last)) if last.shares else ""
    ranked = (board(words, neighbours),)
    return Card(
        title=title,
        summary=f"{place} {before}".strip(),
        parts=(
            Text(text=place, style="strong"),
            *(ranked if len(neighbours) > 1 else ()),
            *((Text(text=before),) if before else ()),
            button_row(("me", t("My shares and badges"))),
        ),
    )


def _place(words: Words, mine: BoardRow | None, ranked: bool) -> str:
    if mine is None:
        return words.t("You have no points this week yet. Something to share: /heraut next")
    if not ranked:
        return words.t("You have {points} this week.", points=points(words, mine.points))
    return words.t(
        "You have {points}: place {place} among those who agreed to be named.",
        place=words.number(mine.place),
        points=points(words, mine.points),
    )
