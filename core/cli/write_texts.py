"""`write_texts`: write docs/texts.md, every sentence that people read, in one place."""

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

NAME = "write_texts"
HELP = "Write docs/texts.md, every sentence of the screens, refusals and mails, by the file that says it."

_FOLDERS = ("pages", "web", "core")
_NOT_READ = ("core/cli", "core/jobs", "core/assessment/checks/", "core/assessment/engines/openai")
_SPOKEN = re.compile(r"[^a-z]*[A-Z“][^\n]*\s[^\n]*")
_SENTENCE_END = (".", "?", "!", ":", "…", "*", "”")
_IN_SCRIPT = re.compile(r'["`>]([A-Z][^"`<>\n]*? [^"`<>\n]*?[.?!])["`<]')


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--file` for another place."""
    parser.add_argument("--file", type=Path, help="where to write (default: docs/texts.md)")


def run(arguments: argparse.Namespace) -> int:
    """Read the sources, write the file."""
    from core.config import ROOT

    target: Path = arguments.file or ROOT / "docs" / "texts.md"
    target.write_text(as_markdown(ROOT), encoding="utf-8")
    print(f"Wrote {target}.")
    return 0


def as_markdown(root: Path) -> str:
    """The document: a heading a file, a line a text; what is put in while the program runs stands as `{…}`."""
    parts = [
        "# What people read\n\nWritten by `python -m core.cli write_texts`. Change a text in the file that says it, "
        "then write this page again.\n"
    ]
    for name, texts in texts_by_file(root).items():
        parts.append(f"\n## {name}\n\n" + "\n".join(f"- {text}" for text in texts) + "\n")
    return "".join(parts)


def texts_by_file(root: Path) -> dict[str, list[str]]:
    """The texts of each file that has some, in the order of the file, each once."""
    found: dict[str, list[str]] = {}
    for folder in _FOLDERS:
        for path in sorted(root.joinpath(folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix not in (".py", ".js", ".html", ".txt") or name.startswith(_NOT_READ):
                continue
            texts = list(dict.fromkeys(_texts_of(path, name)))
            if texts:
                found[name] = texts
    return found


def _texts_of(path: Path, name: str) -> Iterator[str]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _in_python(ast.parse(source), is_screen=name.startswith("pages/"))
    elif "templates" in path.parts and path.suffix == ".txt":
        yield from (line.strip() for line in source.splitlines() if _SPOKEN.fullmatch(line.strip()))
    elif path.suffix in (".js", ".html"):
        yield from (match[1].strip() for match in _IN_SCRIPT.finditer(source))


def _in_python(tree: ast.Module, *, is_screen: bool) -> Iterator[str]:
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    unread = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)} | inside  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if id(node) in unread:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = " ".join(node.value.split())
        elif isinstance(node, ast.JoinedStr):
            text = " ".join("".join(_part(part) for part in node.values).split())
        else:
            continue
        if _SPOKEN.fullmatch(text) and (is_screen or text.endswith(_SENTENCE_END)) and "{…}{…}" not in text:
            yield text


def _part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "{…}"


def _has_docstring(node: ast.AST) -> bool:
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    first = node.body[0] if node.body else None
    return isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
