"""Acts that several journeys share."""

from tests.journeys.scene import Scene

ANNA, BOB, CARL, JAN, MIRA = "U1", "U2", "U3", "U4", "U9"


async def joins(scene: Scene, who: str, **wishes: object) -> None:
    await scene.stage.command(who, "join")
    if wishes:
        await scene.stage.fill(who, wishes)
    await scene.stage.submit(who)


async def makes_champion(scene: Scene) -> None:
    """Mira offers Carl the role, and he accepts."""
    await scene.stage.command(MIRA, f"champion {mention(scene, CARL)}")
    await scene.stage.command(CARL, "champion yes")


async def champion_posts(scene: Scene) -> None:
    """Carl becomes a champion and publishes the company's article."""
    await makes_champion(scene)
    await scene.stage.command(CARL, f"post {scene.url}")
    await scene.stage.fill(
        CARL,
        {
            "Why is it worth sharing?": "Our blades are quieter now.",
            "Suggested text 1": "My colleagues asked an owl.",
            "Suggested text 2": "Six decibels, and a bird to thank.",
        },
    )
    await scene.stage.submit(CARL)
    await scene.stage.press(CARL, "Publish")


def mention(scene: Scene, who: str) -> str:
    """A mention as each platform writes it when a person picks a colleague's name."""
    return f"<@{who}|x>" if "slack" in scene.messengers else f"@{who}"


def typed(scene: Scene, command: str) -> str:
    """A command as each platform tells people to type it."""
    return f"@Heraut {command}" if "teams" in scene.messengers else f"/heraut {command}"
