"""`fit_calibration`: fit how an outside model's bands are fused with the offline engine's."""

import argparse
import json
from decimal import Decimal
from pathlib import Path

NAME = "fit_calibration"
HELP = "Let the openai engine read scored essays (a paid call each), fit the fusion on them and write it, with figures."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The essays, the most that may be spent, and what is written beside the numbers."""
    parser.add_argument(
        "--data",
        type=Path,
        required=True,
        help="CSV of scored essays, as for evaluate; none that the offline engine was fitted on",
    )
    parser.add_argument("--most-usd", type=Decimal, default=Decimal(5), help="stop before this is spent (5)")
    parser.add_argument("--output", type=Path, help="where to write (default: the calibration of the product)")
    parser.add_argument("--version", default="openai-2", help="stored with each assessment (openai-2)")
    parser.add_argument("--origin", help="where the essays come from, in words (default: the file's name)")


def run(arguments: argparse.Namespace) -> int:
    """Read every essay once, cross-validate by prompt, fit on all, write the file, print the figures."""
    from core.assessment import calibrating, evaluation
    from core.assessment.engines import registry
    from core.assessment.engines.base import PaidEngine
    from core.assessment.engines.openai.fusion import CALIBRATION, write_calibration
    from core.config import EngineName, settings
    from core.errors import Refusal

    essays = evaluation.read_scored_essays(arguments.data)
    engine = registry.engine(EngineName.openai)
    if not isinstance(engine, PaidEngine):
        raise Refusal("Only an engine that asks an outside model has a calibration.")
    paired = calibrating.pair(engine, essays, most_usd=arguments.most_usd)
    calibration = calibrating.calibrate(
        paired.essays,
        model=settings().openai_model,
        version=arguments.version,
        fitted_on=arguments.origin or f"{len(paired.essays)} scored essays of {arguments.data.name}",
    )
    output = arguments.output or CALIBRATION
    write_calibration(calibration, output)
    report = {
        "written": str(output),
        "version": calibration.version,
        "model": calibration.model,
        "essays": len(paired.essays),
        "left_out": paired.left_out,
        "cost_usd": str(paired.cost_usd),
        **calibration.figures,
    }
    print(json.dumps(report, indent=2))
    return 0
