"""`write_sample_report`: assess the essay of the public sample report anew."""

import argparse

NAME = "write_sample_report"
HELP = "Assess the essay of the sample report with an engine and keep the result in db/seeds/sample_report.json."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--engine`, offline unless said otherwise."""
    parser.add_argument("--engine", default="offline", help="the engine to use (default: offline)")


def run(arguments: argparse.Namespace) -> int:
    """Assess, write the file, say what it holds now."""
    from core.assessment.sample import RESULT, write_sample_report

    result = write_sample_report(arguments.engine).result
    if result is None:
        return 1
    print(f"{RESULT.name}: band {result.overall}, {len(result.comments)} comments, by {result.engine}.")
    return 0
