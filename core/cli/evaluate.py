"""`evaluate`: how well the shown bands agree with people's."""

import argparse
import json
from pathlib import Path

NAME = "evaluate"
HELP = "Compare the shown bands with those of scored essays: agreement by task, bins, coverage of ranges, baselines."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Engine, file, and whether to refit by prompt group."""
    parser.add_argument("--engine", default="offline", help="an engine by its name, offline or openai (offline)")
    parser.add_argument("--data", type=Path, required=True, help="CSV with task_type, essay, overall_band, prompt")
    parser.add_argument(
        "--cross-validate",
        action="store_true",
        help="refit on the file itself, five folds by prompt_group; without it the shipped coefficients are judged",
    )
    parser.add_argument(
        "--stability",
        type=int,
        default=0,
        metavar="N",
        help="also assess N of the essays again, unchanged, with a blank line more and with a space more",
    )
    parser.add_argument("--json", action="store_true", help="the result is JSON in any case")


def run(arguments: argparse.Namespace) -> int:
    """Print one JSON object."""
    from core.assessment import evaluation, stability
    from core.assessment.engines import registry
    from core.errors import Refusal

    essays = evaluation.read_scored_essays(arguments.data)
    if arguments.cross_validate:
        if arguments.engine != "offline":
            raise Refusal("Only the offline engine can be refitted; leave out --cross-validate.")
        measured = evaluation.measure(essays)
        report = evaluation.cross_validate(measured, refused=len(essays) - len(measured))
    else:
        report = evaluation.evaluate(registry.engine(arguments.engine), essays)
    if arguments.stability > 0:
        engine = registry.engine(arguments.engine)
        report["stability"] = stability.stability(engine, essays, count=arguments.stability)
    print(json.dumps(report, indent=2))
    return 0
