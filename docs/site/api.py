"""The reference of the Python names, made of the source: docs/python.md says which modules are public.

    source ==ast==> public names with signature, docstring and members ==> one page of Markdown per module

The source is read, so a page shows annotations as they are written. A docstring is Markdown already: prose, names
between backticks, indented examples. A name between backticks that has an entry becomes a link to it.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import decision_diff

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `(decision_diff[\w.]*)` \| (.+) \|$", re.MULTILINE)
SPAN = re.compile(r"`([\w.]+)(\([^`]*\))?`")
WIDE = 100  # columns of a signature in one line
LONG = 300  # characters of a constant that are shown


@dataclass(frozen=True)
class Entry:
    """A public name of a module. `home` is the module with its definitions, `nodes`: more than one if it is overloaded."""

    module: str
    name: str
    home: str
    nodes: tuple[ast.stmt, ...]

    @property
    def target(self) -> str:
        """What a link to it names. Targets do not tell `Ignorable` from `IGNORABLE`, so constants have a prefix."""
        return f"{'constant-' if self.name.isupper() else ''}{self.module}.{self.name}"


def public_modules() -> dict[str, str]:
    """Module -> what it is for, from the table in docs/python.md."""
    return dict(ROW.findall((ROOT / "docs/python.md").read_text(encoding="utf-8")))


@cache
def source(module: str) -> str:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(module)
    return Path(spec.origin).read_text(encoding="utf-8")


@cache
def parsed(module: str) -> ast.Module:
    return ast.parse(source(module))


def names_of(node: ast.stmt) -> list[str]:
    """The names that a statement defines."""
    match node:
        case ast.ClassDef() | ast.FunctionDef():
            return [node.name]
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []


def entries(module: str) -> list[Entry]:
    """The public names of a module in the order of its source; first those that its `__all__` takes from other modules."""
    nodes = parsed(module).body
    lists = [one for one in nodes if isinstance(one, ast.Assign) and names_of(one) == ["__all__"]]
    listed: list[str] = ast.literal_eval(lists[0].value) if lists else []
    homes = {name: home.rpartition(".")[0] for name, home in imported(module).items() if name in listed}
    for name in dict.fromkeys(name for node in nodes for name in names_of(node)):
        if name in listed or (not listed and not name.startswith("_")):
            homes.setdefault(name, module)
    return [
        Entry(module, name, home, tuple(node for node in parsed(home).body if name in names_of(node)))
        for name, home in homes.items()
    ]


def index() -> dict[str, Entry]:
    """Every entry of every public module, by its whole name; the names of the package are those of their modules."""
    known = {f"{module}.{one.name}": one for module in public_modules() for one in entries(module)}
    return {
        name: known[f"{one.home}.{one.name}"] if one.module == "decision_diff" else one for name, one in known.items()
    }


# -- text


def signature(node: ast.FunctionDef, *, bound: bool = False) -> str:
    """`name(parameters) -> result`, one parameter per line if it is long."""
    arguments = node.args
    given = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(given) - len(arguments.defaults)) + list(arguments.defaults)
    parameters = [parameter(one, default) for one, default in zip(given, defaults, strict=True)][bound:]
    if arguments.vararg:
        parameters.append(f"*{parameter(arguments.vararg, None)}")
    elif arguments.kwonlyargs:
        parameters.append("*")
    parameters += [parameter(*pair) for pair in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    if arguments.kwarg:
        parameters.append(f"**{parameter(arguments.kwarg, None)}")
    result = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    line = f"{node.name}({', '.join(parameters)}){result}"
    return line if len(line) <= WIDE else f"{node.name}(\n    " + ",\n    ".join(parameters) + f",\n){result}"


def parameter(argument: ast.arg, default: ast.expr | None) -> str:
    kind = f": {ast.unparse(argument.annotation)}" if argument.annotation else ""
    equals = " = " if kind else "="
    return f"{argument.arg}{kind}" + (f"{equals}{ast.unparse(default)}" if default else "")


def code(text: str) -> str:
    return f"```python\n{text}\n```\n\n"


def described(docstring: str | None, module: str, known: dict[str, Entry]) -> str:
    """A docstring as Markdown: known names become links, and `<` is not markup."""

    def linked(match: re.Match[str]) -> str:
        name = match.group(1)
        entry = resolve(name, module, known)
        return f"[{match.group()}](#{entry.target})" if entry else match.group()

    lines = inspect.cleandoc(docstring or "").splitlines()
    shown = [line if line.startswith("    ") else SPAN.sub(linked, escape(line)) for line in lines]
    return "\n".join(shown) + "\n\n"


def escape(line: str) -> str:
    """`<` outside of backticks as a character."""
    return "".join(
        part if odd else part.replace("<", "&lt;").replace("*", r"\*")
        for part, odd in zip(re.split(r"(`[^`]*`)", line), [False, True] * line.count("`") + [False], strict=False)
    )


def resolve(name: str, module: str, known: dict[str, Entry]) -> Entry | None:
    """The entry that a name means in a module: one of its own, `module.Name`, `Class.member`, or the only one of that name."""
    first = name.split(".", maxsplit=1)[0]
    for whole in (f"{module}.{name}", f"decision_diff.{name}", name, f"{module}.{first}"):
        if whole in known:
            return known[whole]
    alike = [entry for entry in known.values() if first[:1].isupper() and entry.name == first]
    return alike[0] if len(alike) == 1 else None


# -- entries


def shown(entry: Entry, known: dict[str, Entry]) -> Iterator[str]:
    yield f"({entry.target})=\n## {entry.name}\n\n"
    match entry.nodes[0]:
        case ast.ClassDef() as node:
            yield from shown_class(node, entry, known)
        case ast.FunctionDef():
            functions = [node for node in entry.nodes if isinstance(node, ast.FunctionDef)]
            overloads = functions[:-1] or functions
            yield code("\n\n".join(signature(node) for node in overloads))
            yield described(ast.get_docstring(functions[-1]), entry.module, known)
        case node:
            text = ast.unparse(node)
            yield code(text if len(text) <= LONG else f"{text[:LONG]} ...")
            yield described(comment_above(entry.home, node.lineno), entry.module, known)


def comment_above(module: str, line: int) -> str:
    lines = source(module).splitlines()[: line - 1]
    first = len(lines)
    while first and lines[first - 1].startswith("# "):
        first -= 1
    return "\n".join(text[2:] for text in lines[first:])


def shown_class(node: ast.ClassDef, entry: Entry, known: dict[str, Entry]) -> Iterator[str]:
    fields = [ast.unparse(one) for one in node.body if is_field(one)]
    bases = f"({', '.join(map(ast.unparse, node.bases))})" if node.bases else ""
    yield code("\n".join([f"class {node.name}{bases}{':' if fields else ''}", *(f"    {one}" for one in fields)]))
    yield described(ast.get_docstring(node), entry.module, known)
    for member in node.body:
        if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
            yield from shown_member(member, entry, known)


def is_field(node: ast.stmt) -> bool:
    """Whether it is a field of a class for users: a private one has an underscore, or is left out of `repr`."""
    return (
        isinstance(node, ast.AnnAssign)
        and not names_of(node)[0].startswith("_")
        and "repr=False" not in ast.unparse(node)
    )


def shown_member(node: ast.FunctionDef, entry: Entry, known: dict[str, Entry]) -> Iterator[str]:
    decorators = {ast.unparse(one) for one in node.decorator_list}
    yield f"### {entry.name}.{node.name}\n\n"
    if decorators & {"property", "cached_property"}:
        yield code(f"{node.name}: {ast.unparse(node.returns)}" if node.returns else node.name)
    else:
        yield code(signature(node, bound="staticmethod" not in decorators))
    yield described(ast.get_docstring(node), entry.module, known)


# -- pages


def head(summary: str) -> str:
    """A row of the table as a sentence; its links are those of the folder above."""
    return re.sub(r"\]\((?!http)", "](../", summary) + ".\n\n"


def page(module: str, summary: str, known: dict[str, Entry]) -> str:
    """The page of one module."""
    docstring = described(ast.get_docstring(parsed(module)), module, known)
    return "".join(
        [f"# {module}\n\n{head(summary)}{docstring}", *(part for one in entries(module) for part in shown(one, known))]
    )


def ten_names(summary: str, known: dict[str, Entry]) -> str:
    """The page of the package: each of its names, with a link to the module that defines it."""
    rows = []
    for name in decision_diff.__all__:
        entry = known[f"decision_diff.{name}"]
        [*_, node] = entry.nodes
        words = ast.get_docstring(node) or "" if isinstance(node, ast.ClassDef | ast.FunctionDef) else ""
        first = described(words.partition("\n")[0], entry.module, known).strip().replace("|", r"\|")
        rows.append(f"| [`{name}`](#{entry.target}) | {first} |\n")
    return f"# decision_diff\n\n{head(summary)}| name | what it is |\n|---|---|\n{''.join(rows)}"


def pages() -> dict[str, str]:
    """Module -> its page, in the order of the table."""
    known = index()
    return {
        module: ten_names(summary, known) if module == "decision_diff" else page(module, summary, known)
        for module, summary in public_modules().items()
    }


# -- completeness


def mentioned(node: ast.stmt) -> Iterator[str]:
    """The names in the annotations that a user sees of a class or function: fields, parameters and results."""
    members = node.body if isinstance(node, ast.ClassDef) else [node]
    for member in members:
        annotations: list[ast.expr | None] = []
        if is_field(member) and isinstance(member, ast.AnnAssign):
            annotations = [member.annotation]
        elif isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
            given = [*member.args.posonlyargs, *member.args.args, *member.args.kwonlyargs]
            annotations = [member.returns, *(one.annotation for one in given)]
        for annotation in filter(None, annotations):
            yield from re.findall(r"[A-Za-z_][\w.]*", ast.unparse(annotation))


def imported(module: str) -> dict[str, str]:
    """Name -> the whole name of what it stands for, of all that a module imports from this package."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("decision_diff")
        for alias in node.names
    }


def unexplained() -> list[str]:
    """What a public signature mentions of this package and no page explains, one sentence each."""
    known = index()
    explained = {*known, *(f"{entry.home}.{entry.name}" for entry in known.values())}
    found = set()
    for entry in known.values():
        homes = imported(entry.home)
        for name in (name for node in entry.nodes for name in mentioned(node)):
            first, dot, rest = name.partition(".")
            if first in homes and (whole := f"{defined(homes[first])}{dot}{rest}") not in explained:
                found.add(f"{entry.target} mentions {whole}, which is in no public module")
    return sorted(found)


def defined(whole: str) -> str:
    """The whole name where it is defined, of one that its module may itself import."""
    module, _, name = whole.rpartition(".")
    return defined(imported(module)[name]) if name in imported(module) else whole
