"""Read a file's imports and habits by `ast`, and say which rule of the architecture they break."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from tests.house.folders import FOLDERS, GROUND

# What each room may import. The arrows: models <- handlers <- {bot, scheduler} <- app.
KNOWS = {
    "models": {"models"},
    "handlers": {"handlers", "models"},
    "bot": {"bot", "handlers"},
    "scheduler": {"handlers"},
    "program": {"models", "handlers", "bot", "scheduler"},  # bot/program/, which is a part of app
    "app": {"models", "handlers", "bot", "scheduler"},
}
# Where each library may be imported, and nowhere else.
HOMES = {
    "aiohttp": {"bot"},
    "alembic": {"models"},
    "apscheduler": {"scheduler"},
    "botbuilder": {"bot/teams"},
    "botframework": {"bot/teams"},
    "msrest": {"bot/teams"},
    "psycopg": {"models"},
    "pydantic_settings": {"bot/program"},
    "slack_bolt": {"bot"},
    "slack_sdk": {"bot"},
    "sqlalchemy": {"models", "handlers"},
}
PLATFORMS = {"slack", "teams", "web"}
WALL_CLOCKS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "datetime.datetime.now", "datetime.datetime.utcnow"),
    *("date.today", "datetime.date.today", "time.time", "time.time_ns", "func.now", "func.current_timestamp"),
}
STOPWATCHES = {"time.monotonic", "time.perf_counter"}
ENVIRONMENT = {"os.environ", "os.getenv", "os.environb"}
# Calls with an effect: allowed in functions, never on import.
EFFECTS = {
    *("App", "Application", "AsyncApp", "AsyncIOScheduler", "AsyncWebClient", "ClientSession", "Settings", "Store"),
    *("basicConfig", "configure", "connect", "create_engine", "open", "read_bytes", "read_text", "run"),
}
BROAD = {"Exception", "BaseException"}
# Files that only compute, by the end of their name.
PURE = {
    "handlers": re.compile(r"(?:.+_)?(?:buttons|cards|forms|phrases|prompts|rules)\.py"),
    "bot": re.compile(r"render\.py"),
}
Finding = str


def findings(name: str, source: str) -> list[Finding]:
    """The rules that `source` breaks at the path `name`. Files outside the rooms have no rules."""
    room = "program" if name.startswith("bot/program/") else PurePosixPath(name).parts[0].removesuffix(".py")
    if room not in KNOWS:
        return []
    tree = ast.parse(source)
    rules = [
        against_the_arrows(name, room, tree),
        against_the_folders(name, room, tree),
        against_the_homes(name, room, tree),
        against_the_clock(name, room, tree),
    ]
    if room not in {"app", "program"}:
        rules.append(reads_the_environment(tree))
    if room != "models":
        rules.append(commits(tree))
    if is_pure(name):
        rules.append(against_purity(tree))
    if "migrations" not in name:
        rules.append(acts_when_imported(tree))
    return [f"{name}:{line} {what}" for rule in rules for line, what in rule]


def outsiders(names: Iterable[str]) -> list[Finding]:
    """Top-level modules that belong to no room: a sixth room is a decision, not a file."""
    return [name for name in names if "/" not in name and name.removesuffix(".py") not in KNOWS]


def broad_excepts(name: str, source: str) -> list[Finding]:
    """Every place that catches or suppresses any exception."""
    return [f"{name}:{line}" for node in ast.walk(ast.parse(source)) for line in _broad(node)]


def is_pure(name: str) -> bool:
    """Cards, renderers and rules only compute."""
    path = PurePosixPath(name)
    room = PURE.get(path.parts[0])
    return room is not None and room.fullmatch(path.name) is not None


def imports(name: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every dotted name that is imported, made absolute; `from a import b` may mean a.b."""
    package = PurePosixPath(name).parent.parts
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from ((node.lineno, alias.name) for alias in node.names)
            case ast.ImportFrom():
                above = package[: len(package) - node.level + 1] if node.level else ()
                base = ".".join((*above, *filter(None, [node.module])))
                yield from ((node.lineno, ".".join(filter(None, [base, alias.name]))) for alias in node.names)
            case ast.Call() if dotted(node.func) in {"__import__", "importlib.import_module", "import_module"}:
                yield node.lineno, "(by name)"
            case _:
                pass


def against_the_arrows(name: str, room: str, tree: ast.Module) -> Iterator[tuple[int, Finding]]:
    parts = PurePosixPath(name).parts
    own = parts[1] if room == "bot" and len(parts) > 1 else ""
    for line, imported in imports(name, tree):
        target, _, rest = imported.partition(".")
        if imported == "(by name)":
            yield line, "imports by name, which hides where the arrow points"
        elif target in KNOWS and target not in KNOWS[room]:
            yield line, f"{room} may not know {target}"
        elif imported.startswith("bot.program") and room not in {"app", "program"}:
            yield line, f"{room} may not know bot.program"
        elif room == "bot" and target == "bot" and rest.split(".")[0] in PLATFORMS - {own}:
            yield line, f"a platform may not know another: {imported}"


def against_the_folders(name: str, room: str, tree: ast.Module) -> Iterator[tuple[int, Finding]]:
    """Inside handlers/ a folder knows some of those below it, and no folder knows the files at the top."""
    own = PurePosixPath(name).parts[1:-1]
    if room != "handlers" or not own:
        return
    if own[0] not in {*FOLDERS, *GROUND}:
        yield 1, f"handlers/{own[0]} is not in the table of folders"
        return
    known = {own[0]} | (GROUND[own[0]] if own[0] in GROUND else FOLDERS[own[0]] | {*GROUND})
    for line, imported in imports(name, tree):
        target, _, rest = imported.partition(".")
        if target == "handlers" and (folder := rest.partition(".")[0]) not in known:
            yield line, f"{own[0]} may not know {folder or 'handlers'}"


def circles(files: Mapping[str, str]) -> list[list[str]]:
    """Groups of these files that know each other in a circle, by the names that they import."""
    modules = {name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): name for name in files}
    knows = {
        name: {
            modules[module]
            for _, imported in imports(name, ast.parse(source))
            for module in (imported, imported.rpartition(".")[0])
            if module in modules and modules[module] != name
        }
        for name, source in files.items()
    }
    return [sorted(group) for group in _together(knows)]


def _together(knows: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """Groups in which each reaches each: what is reached from it, and reaches it."""
    reached = {name: _reached(name, knows) for name in knows}
    seen: set[str] = set()
    for name in knows:
        group = {other for other in reached[name] if name in reached[other]}
        if group and name not in seen:
            seen |= group
            yield group


def _reached(name: str, knows: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    open_ = [*knows[name]]
    while open_:
        if (other := open_.pop()) not in found:
            found.add(other)
            open_ += knows[other]
    return found


def against_the_homes(name: str, room: str, tree: ast.Module) -> Iterator[tuple[int, Finding]]:
    for line, imported in imports("", tree):
        library = imported.split(".")[0]
        if not any(room == home or name.startswith(f"{home}/") for home in HOMES.get(library, {room})):
            yield line, f"{library} is not known in {room}"


def against_the_clock(name: str, room: str, tree: ast.Module) -> Iterator[tuple[int, Finding]]:
    """Below app.py and scheduler.py `now` is an argument."""
    forbidden = WALL_CLOCKS if room in {"models", "handlers", "bot"} else set()
    if is_pure(name):
        forbidden = WALL_CLOCKS | STOPWATCHES
    yield from ((line, f"reads a clock: {read}") for line, read in reads(tree) if read in forbidden)


def reads_the_environment(tree: ast.Module) -> Iterator[tuple[int, Finding]]:
    yield from ((line, "reads the environment") for line, read in reads(tree) if read in ENVIRONMENT)


def commits(tree: ast.Module) -> Iterator[tuple[int, Finding]]:
    """Transactions belong to the store."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="commit" | "rollback" as verb)):
                yield node.lineno, f"calls {verb}() itself"
            case _:
                pass


def against_purity(tree: ast.Module) -> Iterator[tuple[int, Finding]]:
    """Pure files may read a row they are given, but not the store or a clock."""
    yield from (
        (line, f"knows {it}") for line, it in imports("", tree) if it.startswith(("sqlalchemy", "models.store"))
    )
    for node in ast.walk(tree):
        match node:
            case ast.AsyncFunctionDef() | ast.Await() | ast.AsyncFor() | ast.AsyncWith():
                yield node.lineno, "waits"
            case ast.Name(id="Session"):
                yield node.lineno, "holds a session"
            case _:
                pass


def acts_when_imported(tree: ast.Module) -> Iterator[tuple[int, Finding]]:
    for node in tree.body:
        match node:
            case ast.Expr(value=ast.Constant()) | ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
                pass
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                pass
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Import() | ast.ImportFrom():
                pass
            case ast.Assign() | ast.AnnAssign():
                yield from ((at, f"{call}() runs on import") for at, call in _calls(node) if call in EFFECTS)
            case _:
                yield node.lineno, "does something on import"


def reads(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every dotted name that is used, and names imported directly (`from time import time`)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (name := dotted(node)):
            yield node.lineno, name
    yield from ((line, name) for line, name in imports("", tree) if name in WALL_CLOCKS | STOPWATCHES | ENVIRONMENT)


def dotted(node: ast.AST) -> str:
    """`a.b.c` for such an expression; empty for any other."""
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            before = dotted(node.value)
            return f"{before}.{node.attr}" if before else ""
        case _:
            return ""


def _calls(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Calls outside lambdas and functions, by their last name."""
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Call):
        match node.func:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield node.lineno, name
            case _:
                pass
    for child in ast.iter_child_nodes(node):
        yield from _calls(child)


def _broad(node: ast.AST) -> list[int]:
    match node:
        case ast.ExceptHandler(type=None):
            return [node.lineno]
        case ast.ExceptHandler(type=ast.Tuple(elts=kinds)):
            pass
        case ast.ExceptHandler(type=ast.expr() as kind):
            kinds = [kind]
        case ast.Call(func=called, args=kinds) if dotted(called).endswith("suppress"):
            pass
        case _:
            return []
    return [kind.lineno for kind in kinds if dotted(kind) in BROAD]
