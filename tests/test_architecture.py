"""The house rules, executable: where things live, how long they are, what nobody may do."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("core", "db", "analytics", "pages", "web", "reports")
MAX_MODULE_LINES = 300
MAX_PAGE_LINES = 120
MAX_ROUTER_LINES = 80


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


PAGES = [path for path in sources("pages") if "components" not in path.parts]
MODULES = [path for path in sources(*PACKAGES) if "migrations" not in path.parts]
VIEWS = sorted((ROOT / "sql" / "views").glob("*.sql"))


def test_no_script_lies_directly_in_pages() -> None:
    """A deep link would run it without the router."""
    assert [name(path) for path in (ROOT / "pages").glob("*.py")] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_is_short_and_documented(page: Path) -> None:
    text = page.read_text()

    assert len(text.splitlines()) <= MAX_PAGE_LINES
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent.name != "public"], ids=name)
def test_a_private_page_asks_who_is_there_first(page: Path) -> None:
    """The first statement that is not an import, a constant or a definition is a `require_*()`."""
    for statement in ast.parse(page.read_text()).body:
        if isinstance(statement, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef):
            continue
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        call = getattr(statement, "value", None)
        called = call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
        if called.startswith("require_"):
            return
        assert isinstance(statement, ast.Assign | ast.AnnAssign), f"line {statement.lineno} runs before the guard"
        assert not any(isinstance(node, ast.Call) for node in ast.walk(statement)), f"line {statement.lineno}"
    pytest.fail("no require_*() call")


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_is_short(module: Path) -> None:
    assert len(module.read_text().splitlines()) <= MAX_MODULE_LINES


def test_the_router_is_short() -> None:
    assert len((ROOT / "app.py").read_text().splitlines()) <= MAX_ROUTER_LINES


@pytest.mark.parametrize(
    ("folders", "allowed", "pattern"),
    [
        pytest.param(PACKAGES, ("db/session.py",), r"\.commit\(", id="commit only at the edge"),
        pytest.param(PACKAGES, (), r"unsafe_allow_html", id="no html from Markdown"),
        pytest.param(("core",), (), r"(?<![\w.])round\(", id="no banker's rounding"),
        pytest.param(
            ("core", "db", "analytics", "pages", "web"), (), r"\b(TODO|FIXME|HACK)\b", id="nothing unfinished"
        ),
        pytest.param(PACKAGES, ("core/billing/gateways/",), r"^\s*(import|from) stripe\b", id="stripe in its gateway"),
        pytest.param(PACKAGES, ("core/assessment/engines/",), r"^\s*(import|from) openai\b", id="openai in its engine"),
        pytest.param(
            PACKAGES,
            ("core/jobs/", "core/worker.py", "db/migrations/"),
            r"^\s*(import|from) procrastinate\b",
            id="procrastinate in jobs",
        ),
        pytest.param(PACKAGES, (), r"except\s*(\(?\s*(Exception|BaseException)\b|:)", id="no broad except"),
        pytest.param(
            ("core", "db", "pages", "web"),
            ("core/samples/",),  # sample people must be the same ones each time
            r"^\s*(import|from) random\b",
            id="secrets, not random",
        ),
        pytest.param(("tests",), ("tests/test_architecture.py",), r"time\.sleep\(", id="no sleep in a test"),
        pytest.param(("pages",), (), r"plotly\.express", id="no plotly express"),
        pytest.param(("pages",), (), r"clear_on_submit=True", id="no form that loses what is refused"),
        pytest.param(("pages",), ("pages/components/download.py",), r"download_button\(", id="files in one way"),
    ],
)
def test_nobody_does(folders: tuple[str, ...], allowed: tuple[str, ...], pattern: str) -> None:
    found = [
        f"{name(path)}:{number}"
        for path in sources(*folders)
        if not name(path).startswith(allowed or ("-",))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line)
    ]

    assert found == []


def test_no_rerun_inside_a_transaction() -> None:
    """It unwinds as an exception, and the write would be rolled back in silence."""
    found = []
    for path in sources("pages"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.With) or "transaction" not in ast.dump(ast.Module(node.items, [])):  # type: ignore[arg-type]
                continue
            for inner in ast.walk(node):
                if isinstance(inner, ast.Attribute) and inner.attr in ("rerun", "stop", "switch_page"):
                    found.append(f"{name(path)}:{inner.lineno}")
                if isinstance(inner, ast.Name) and inner.id == "say_and_rerun":
                    found.append(f"{name(path)}:{inner.lineno}")

    assert found == []


def test_nothing_is_said_in_a_run_that_ends_with_it() -> None:
    """What a run says just before a rerun reaches the browser only now and then: `say_and_rerun` says it after."""
    said = re.compile(r"st\.(toast|success|info|warning)\([^\n]*\n\s*st\.rerun\(")

    assert [name(path) for path in sources("pages") if said.search(path.read_text())] == []


def test_no_module_is_called_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "common", "manager"}

    assert [name(path) for path in MODULES if path.stem in drawers] == []


@pytest.mark.parametrize("view", VIEWS, ids=lambda path: path.stem)
def test_a_view_has_its_reader_its_test_and_its_comments(view: Path) -> None:
    reader = ROOT / "analytics" / f"{view.stem}.py"
    text = view.read_text()

    assert reader.is_file()
    assert (ROOT / "tests" / "analytics" / f"test_{view.stem}.py").is_file()
    columns = next(
        ast.literal_eval(node.value)
        for node in ast.parse(reader.read_text()).body
        if isinstance(node, ast.Assign)
        and any(getattr(target, "id", "") in ("COLUMNS", "TYPES") for target in node.targets)
    )
    missing = [column for column in columns if f"{view.stem}.{column} is" not in text]
    assert missing == []
    assert text.startswith("-- Grain:")


def test_every_error_is_a_named_class_with_a_sentence() -> None:
    """A refusal reads as one sentence: a capital letter, an end, no class name in it."""
    from core.errors import Outage, Refusal

    for module in sources("core"):
        if module.stem == "errors":
            __import__(".".join(module.relative_to(ROOT).with_suffix("").parts))
    for kind in (*Refusal.__subclasses__(), *Outage.__subclasses__()):
        assert kind.sentence[0].isupper() and kind.sentence[-1] in ".!?", kind.__name__


def test_layers_hold() -> None:
    result = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout[-2000:]
