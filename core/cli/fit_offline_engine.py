"""`fit_offline_engine`: refit the offline engine on scored essays."""

import argparse
import json
from pathlib import Path

NAME = "fit_offline_engine"
HELP = "Refit the offline engine on a CSV of scored essays and write its coefficients, with measured figures."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The essays, and what is written beside the numbers."""
    parser.add_argument("--data", type=Path, required=True, help="CSV of scored essays, as for evaluate")
    parser.add_argument("--output", type=Path, help="where to write (default: the coefficients of the product)")
    parser.add_argument("--version", default="offline-4", help="stored with each assessment (offline-4)")
    parser.add_argument("--origin", help="where the essays come from, in words (default: the file's name)")


def run(arguments: argparse.Namespace) -> int:
    """Measure every essay once, cross-validate, fit on all, write the file, print the figures."""
    from dataclasses import replace

    from core.assessment import evaluation
    from core.assessment.engines.offline import training
    from core.assessment.engines.offline.model import COEFFICIENTS, write_model

    essays = evaluation.read_scored_essays(arguments.data)
    measured = evaluation.measure(essays)
    figures = evaluation.cross_validate(measured, refused=len(essays) - len(measured))
    known = evaluation.training_set(measured)
    origin = arguments.origin or f"{len(measured)} scored essays of {arguments.data.name}"
    model = replace(
        training.train(known, version=arguments.version, fitted_on=origin, figures={"cross_validation": figures}),
        letters=training.train_letters(known, version=arguments.version, fitted_on=origin),
    )
    output = arguments.output or COEFFICIENTS
    write_model(model, output)
    print(json.dumps({"written": str(output), "version": model.version, "essays": len(measured), **figures}, indent=2))
    return 0
