"""The house keeps its own law: what the plan names exists, doors open downwards, help comes at once."""

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import startup
from trucewatch import errors

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "src" / "trucewatch"
ROOMS = sorted(p.parent.name for p in HOUSE.glob("*/__init__.py") if not p.parent.name.startswith("_"))
MODULES = sorted(HOUSE.rglob("*.py"))
PLAN = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def plan_rows() -> dict[str, list[str]]:
    """Return room → modules, from the table of the plan."""
    rows = re.findall(r"^\| `(\w+)` \|([^|]*)\|", PLAN, flags=re.MULTILINE)
    return {room: re.findall(r"`([\w/.]+)`", modules) for room, modules in rows}


def test_the_plan_names_every_room_and_no_other():
    assert sorted(plan_rows()) == sorted([*ROOMS, "settings", "errors"])


@pytest.mark.parametrize("room", plan_rows())
def test_every_module_that_the_plan_names_exists(room):
    missing = [m for m in plan_rows()[room] if not _exists(HOUSE / room / m)]

    assert missing == []


def _exists(module: Path) -> bool:
    return module.with_suffix(".py").is_file() or module.is_dir()


def test_the_plan_shows_the_floors_that_the_import_law_enforces():
    law = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]

    assert " > ".join(f"({layer})" if "|" in layer else layer for layer in law[:-1]) in PLAN.replace("`", "")


def test_the_way_of_the_data_is_the_one_that_the_pipeline_goes():
    way = re.search(r"```python\n(.*?)```", PLAN, flags=re.DOTALL)[1].split("\n")
    code = (HOUSE / "pipeline" / "run.py").read_text(encoding="utf-8")

    assert [line for line in way if line.strip() not in code] == []


def test_doors_open_downwards_only():
    linter = pytest.importorskip("importlinter.cli", reason="the lint group is not installed; ./run lint checks it")

    assert linter.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_comes_in_and_what_goes_out(room):
    docstring = ast.get_docstring(ast.parse((HOUSE / room / "__init__.py").read_text(encoding="utf-8"))) or ""

    assert len(docstring) > 60


@pytest.mark.parametrize("room", ROOMS)
def test_public_names_are_sorted_and_there(room):
    module = importlib.import_module(f"trucewatch.{room}")

    assert list(module.__all__) == sorted(module.__all__, key=_constants_classes_functions)
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


def _constants_classes_functions(name: str) -> tuple[int, str]:
    return 0 if name.isupper() else 1 if name[0].isupper() else 2, name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_a_module_says_what_it_is_for_and_can_be_read_at_one_sitting(path):
    text = path.read_text(encoding="utf-8")

    assert ast.get_docstring(ast.parse(text))
    assert text.count("\n") <= 400


def test_the_drawing_of_errors_is_the_tree_of_errors():
    drawn = _drawn(errors.__doc__)
    real = {
        (name, cls.__mro__[1].__name__)
        for name, cls in vars(errors).items()
        if isinstance(cls, type) and issubclass(cls, Exception)
    }

    assert drawn == real


def _drawn(drawing: str) -> set[tuple[str, str]]:
    """Return (class, parent) for each line of the drawing, by how far it is drawn in."""
    parents, pairs = ["Exception"], set()
    for match in re.finditer(r"^([ │├└─]*)(\w+Error)\b", drawing, flags=re.MULTILINE):
        depth = len(match[1]) // 4
        parents[depth + 1 :] = [match[2]]
        pairs.add((match[2], parents[depth]))
    return pairs


def test_help_is_there_at_once():
    """Under 0.4 s of CPU: the quickest of three, since other work on the machine is not ours to measure."""
    assert min(startup.help_cpu_seconds() for _ in range(3)) < 0.4


def test_help_loads_no_heavy_library():
    code = (
        "import sys\nfrom trucewatch.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('heavy:', [m for m in ('spacy', 'trafilatura', 'shapely', 'pyproj', 'sqlalchemy', 'lxml', 'numpy', "
        "'httpx', 'openpyxl', 'pypdfium2', 'feedparser') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True)

    assert run.stdout.splitlines()[-1] == "heavy: []"


def test_make_has_the_words_of_run():
    words = re.search(r"^    ([a-z |-]+)\) ;;$", (ROOT / "run").read_text(), flags=re.MULTILINE)[1].split(" | ")
    makefile = (ROOT / "Makefile").read_text()

    assert re.search(r"^\.PHONY: help (.*)$", makefile, flags=re.MULTILINE)[1].split() == words


def test_the_pins_for_pip_are_those_of_the_lock():
    locked = {
        (p["name"], p["version"])
        for p in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
        if p["name"] != "trucewatch"
    }
    pins = set(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / "constraints.txt").read_text(), flags=re.MULTILINE))

    assert pins == locked


def test_the_lock_knows_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *(d for g in project["dependency-groups"].values() for d in g)]
    names = {re.match(r"[\w.-]+", d)[0].lower().replace("_", "-") for d in wanted if isinstance(d, str)}
    locked = {p["name"] for p in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]}

    assert names - locked == set()


NEEDED_UNSEEN = {"lxml-html-clean", "tzdata"}  # trafilatura and zoneinfo load them


def test_what_the_package_imports_is_what_it_asks_for():
    """Neither by luck, through somebody else's dependency, nor for nothing."""
    distributions = packages_distributions()
    imported = {name for path in MODULES for name in _imports(path)} - sys.stdlib_module_names - {"trucewatch"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["llm"]]
    asked = {re.match(r"[\w.-]+", d)[0].lower().replace("_", "-") for d in wanted}

    assert {distributions[name][0].lower().replace("_", "-") for name in imported} == asked - NEEDED_UNSEEN


def _imports(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.partition(".")[0] for name in names}


def committed() -> list[Path]:
    """Return every file that git knows or would add."""
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in found.stdout.splitlines() if (ROOT / name).is_file()]


def test_nothing_committed_names_a_path_of_somebodys_machine():
    pattern = re.compile(rf"(?<![\w.])/(?:{'work'}|{'farm'}|{'root'})/")
    found = []
    for path in committed():
        if path.suffix in {".gz", ".pdf", ".xlsx", ".png", ".bin", ".lock"} or path.stat().st_size > 1_000_000:
            continue
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {m[0]}" for m in pattern.finditer(text)]

    assert found == []


def test_every_link_to_a_file_in_markdown_leads_somewhere():
    broken = []
    for page in committed():
        if page.suffix != ".md":
            continue
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            file = target.split("#")[0]
            if file and "://" not in target and not target.startswith("mailto:") and not (page.parent / file).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")

    assert broken == []
