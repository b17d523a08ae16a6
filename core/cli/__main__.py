"""`python -m core.cli COMMAND`: every module of this package is a command.

A command module has `NAME`, `HELP`, `add_arguments(parser)` and `run(arguments) -> int`, and imports
what is heavy inside `run`. Standard output carries its result and nothing else.
"""

import argparse
import importlib
import os
import pkgutil
import sys
from typing import Protocol, cast

import core.cli
from core import logs
from core.errors import PlatformError


class Command(Protocol):
    """What a module of this package offers."""

    NAME: str
    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Say which arguments the command takes."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; the exit code."""


def commands(only: str | None = None) -> dict[str, Command]:
    """The commands by name, sorted. With `only`, no other module is imported when that one exists."""
    names = sorted(module.name for module in pkgutil.iter_modules(core.cli.__path__) if module.name[0] != "_")
    wanted = [only] if only in names else names
    modules = [cast(Command, importlib.import_module(f"core.cli.{name}")) for name in wanted]
    return {module.NAME: module for module in modules}


def _parser(found: dict[str, Command]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core.cli", description="Commands of the writing platform.")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in found.items():
        command.add_arguments(subparsers.add_parser(name, help=command.HELP, description=command.HELP))
    return parser


def main(argv: list[str]) -> int:
    """Run one command. 0 done; 1 refused, with one line on standard error; 2 wrong arguments."""
    logs.configure()
    found = commands(argv[0] if argv else None)
    arguments = _parser(found).parse_args(argv)
    try:
        code = found[arguments.command].run(arguments)
        sys.stdout.flush()
    except PlatformError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
