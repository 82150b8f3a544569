"""Teams accepts the package that an administrator uploads, in both languages; it is the same every time."""

import json
import struct
import zlib
from pathlib import Path
from zipfile import ZipFile

import pytest
from jsonschema import Draft4Validator

from bot.teams.package import SCHEMA_VERSION, manifest, translation, write
from handlers.features import FEATURES
from handlers.registry.feature import together
from tests.stages.teams.login import APP

COMMANDS = together(FEATURES).commands
WORDS = {word: one.action for one in COMMANDS for words in one.words.values() for word in words}

PUBLIC = "https://heraut.example"
TITLE = "composeExtensions[0].commands[0].title"
SCHEMAS = Path(__file__).parent / "schemas"


def made(tmp_path, **changed):
    path = tmp_path / "heraut.zip"
    write(path, **{"app_id": APP, "public_url": PUBLIC + "/", **changed})
    with ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def problems(name, value):
    """Errors according to the schemas that Microsoft published."""
    schema = json.loads((SCHEMAS / name).read_text())
    return [f"{error.json_path}: {error.message[:200]}" for error in Draft4Validator(schema).iter_errors(value)]


def test_the_package_holds_what_teams_needs(tmp_path):
    files = made(tmp_path)
    assert sorted(files) == ["color.png", "manifest.json", "nl.json", "outline.png"]
    said = json.loads(files["manifest.json"])
    assert problems("MicrosoftTeams.schema.json", said) == []
    assert problems("MicrosoftTeams.Localization.schema.json", json.loads(files["nl.json"])) == []
    assert said["manifestVersion"] == SCHEMA_VERSION
    assert {said["icons"]["color"], said["icons"]["outline"], "nl.json", "manifest.json"} == set(files)


def test_a_wrong_manifest_is_found():
    said = manifest(APP, PUBLIC, "heraut.example", "Heraut")
    assert problems("MicrosoftTeams.schema.json", said | {"name": {"short": "x" * 31}})
    assert problems("MicrosoftTeams.schema.json", said | {"id": "heraut"})
    assert problems("MicrosoftTeams.Localization.schema.json", translation("nl") | {TITLE: "x" * 33})


def test_the_bot_is_there_for_a_person_a_team_and_a_group(tmp_path):
    [bot] = json.loads(made(tmp_path)["manifest.json"])["bots"]
    assert (bot["botId"], bot["scopes"]) == (APP, ["personal", "team", "groupChat"])


def test_every_offered_command_works_in_its_language(tmp_path):
    files = made(tmp_path)
    [bot] = json.loads(files["manifest.json"])["bots"]
    english = [command["title"] for offered in bot["commandLists"] for command in offered["commands"]]
    words = json.loads(files["nl.json"])
    dutch = [text for place, text in words.items() if "commandLists" in place and place.endswith("title")]
    assert len(dutch) == len(english) == 15
    assert {title.split()[0] for title in english + dutch} <= WORDS.keys()
    assert [WORDS[one.split()[0]] for one in english] == [WORDS[one.split()[0]] for one in dutch]
    assert "leaderboard here" in english
    assert "stand hier" in dutch


def test_each_translated_path_exists_and_says_something_else(tmp_path):
    files = made(tmp_path)
    said, words = json.loads(files["manifest.json"]), json.loads(files["nl.json"])
    same = []
    for place, dutch in words.items():
        if place == "$schema":
            continue
        found = said
        for step in place.replace("[", ".").replace("]", "").split("."):
            found = found[int(step)] if step.isdecimal() else found[step]
        same += [place] if found == dutch else []
    assert same == ["name.short", "name.full"]


def test_share_with_colleagues_is_offered_on_every_message(tmp_path):
    [extension] = json.loads(made(tmp_path)["manifest.json"])["composeExtensions"]
    [command] = extension["commands"]
    assert (command["type"], command["context"], command["fetchTask"]) == ("action", ["message"], True)
    assert command["title"] == "Share with colleagues"


def pixels(png):
    """Width, height and the RGBA of each pixel, for a picture without interlacing."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (png[:8], depth, colour) == (b"\x89PNG\r\n\x1a\n", 8, 6)
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        data += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    raw, before, found = zlib.decompress(data), bytes(width * 4), []
    for row in range(height):
        kind, *line = raw[row * (width * 4 + 1) : (row + 1) * (width * 4 + 1)]
        before = unfiltered(kind, line, before)
        found += [tuple(before[x : x + 4]) for x in range(0, len(before), 4)]
    return width, height, found


def unfiltered(kind, line, above):
    """Undo a PNG filter, which stores the difference of each byte to its neighbours."""
    row = bytearray()
    for index, byte in enumerate(line):
        left, up = (row[index - 4] if index > 3 else 0), above[index]
        corner = above[index - 4] if index > 3 else 0
        row.append((byte + (0, left, up, (left + up) // 2, nearest(left, up, corner))[kind]) % 256)
    return bytes(row)


def nearest(left, up, corner):
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


def test_the_colour_icon_fills_its_square(tmp_path):
    width, height, found = pixels(made(tmp_path)["color.png"])
    assert (width, height) == (192, 192)
    assert {alpha for *_, alpha in found} == {255}
    assert found[0] == (0x1F, 0x6F, 0x54, 255)


def test_the_outline_is_white_and_nothing_else(tmp_path):
    width, height, found = pixels(made(tmp_path)["outline.png"])
    assert (width, height) == (32, 32)
    assert {(red, green, blue) for red, green, blue, alpha in found if alpha} == {(255, 255, 255)}
    assert found[0][3] == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"app_id": ""}, "TEAMS_APP_ID"),
        ({"app_id": "heraut"}, "TEAMS_APP_ID"),
        ({"public_url": ""}, "PUBLIC_URL"),
        ({"public_url": "http://heraut.example"}, "PUBLIC_URL"),
        ({"public_url": "https://"}, "PUBLIC_URL"),
    ],
)
def test_a_package_that_teams_would_refuse_is_not_written(tmp_path, changed, said):
    with pytest.raises(ValueError, match=said):
        made(tmp_path, **changed)
    assert list(tmp_path.iterdir()) == []


def test_the_same_settings_make_the_same_bytes(tmp_path):
    write(tmp_path / "a.zip", APP, PUBLIC)
    write(tmp_path / "b.zip", APP, PUBLIC)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
