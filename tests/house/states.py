"""Find misspelt states, answers and kinds in queries and rows, where mypy accepts any text."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Literal, get_args, get_origin, get_type_hints

from models import Base

Column = tuple[str, str]  # model and column; an empty model means any


@cache
def known() -> Mapping[Column, AbstractSet[str]]:
    """The values that each column accepts, if its type lists them."""
    columns = {
        (mapper.class_.__name__, name): {*_literals(hint)}
        for mapper in Base.registry.mappers
        for name, hint in get_type_hints(mapper.class_).items()
    }
    free = {name for (_, name), values in columns.items() if not values}  # accepts any text, in at least one table
    found = defaultdict[Column, set[str]](set, {column: values for column, values in columns.items() if values})
    for (_, name), values in columns.items():
        if name not in free:
            found["", name] |= values
    return dict(found)


def _literals(hint: object) -> Iterator[str]:
    for part in get_args(hint):
        if get_origin(hint) is Literal:
            yield part
        else:
            yield from _literals(part)


def unknown(source: str) -> list[str]:
    """The values that no column accepts, such as `Content.state: runing`."""
    named = (one for node in ast.walk(ast.parse(source)) for one in _named(node))
    return [
        f"{model or 'values'}.{column}: {value}"
        for (model, column), value in named
        if (model, column) in known() and value not in known()[model, column]
    ]


def _named(node: ast.AST) -> Iterator[tuple[Column, str]]:
    match node:
        case ast.Compare(left=ast.Attribute(value=ast.Name(id=model), attr=column), comparators=[other]):
            yield from (((model, column), value) for value in _texts(other))
        case ast.Call(func=ast.Attribute(value=ast.Attribute(value=ast.Name(id=model), attr=column), attr=does)):
            if does in {"in_", "not_in"}:
                yield from (((model, column), value) for one in node.args for value in _texts(one))
        case ast.Call(func=ast.Name(id=model)):
            yield from _given(model, node)
        case ast.Call(func=ast.Attribute(attr="values")):
            yield from _given("", node)
        case _:
            pass


def _given(model: str, call: ast.Call) -> Iterator[tuple[Column, str]]:
    """Values given by keyword or in a dictionary."""
    for keyword in call.keywords:
        yield from (((model, keyword.arg or ""), value) for value in _texts(keyword.value))
    for row in call.args:
        if isinstance(row, ast.Dict):
            for key, its in zip(row.keys, row.values, strict=True):
                if isinstance(key, ast.Constant):
                    yield from (((model, str(key.value)), value) for value in _texts(its))


def _texts(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            for part in parts:
                yield from _texts(part)
        case _:
            pass
