"""docs/cli.md names every command with the words of its own help."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = sorted(path.stem for path in (ROOT / "core" / "cli").glob("[a-z]*.py"))
OF_THE_SPECIFICATION = (
    "load_topics",
    "load_practice_tasks",
    "create_sample_users",
    "setup_default_preferences",
    "setup_subscription_plans",
    "configure_stripe_webhooks",
)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented_with_its_help(name: str) -> None:
    command = import_module(f"core.cli.{name}")

    assert name == command.NAME
    assert f"| `{name}` | {command.HELP} |" in (ROOT / "docs" / "cli.md").read_text()


def test_the_six_commands_of_the_specification_exist() -> None:
    assert set(OF_THE_SPECIFICATION) <= set(COMMANDS)


@pytest.mark.parametrize("arguments", [["no_such_command"], ["create_sample_users", "--count=minus"], []])
def test_bad_options_give_exit_code_2_and_no_traceback(arguments: list[str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "core.cli", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 2
    assert answer.stdout == "" and "Traceback" not in answer.stderr


def test_without_a_key_there_is_nothing_to_set_up_at_stripe(capsys: pytest.CaptureFixture[str]) -> None:
    command = import_module("core.cli.configure_stripe_webhooks")

    assert command.run(None) == 0
    assert "STRIPE_SECRET_KEY is not set" in capsys.readouterr().out
