"""`assess`: bands and comments for an essay file, or for each file of a folder."""

import argparse
from pathlib import Path

NAME = "assess"
HELP = "Assess an essay file (or each file of a folder) and print bands, range, comments and evidence as JSON."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The essay, its task, the engine."""
    parser.add_argument("--essay", type=Path, required=True, help="a text file, or a folder of them")
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--task", metavar="CODE", help="a task of ours, such as GT_T2_001")
    task.add_argument("--prompt", type=Path, help="a file with the question; needs --task-number")
    parser.add_argument("--task-number", type=int, choices=(1, 2), help="with --prompt: Task 1 or Task 2")
    parser.add_argument("--engine", choices=("offline", "openai"), default="offline", help="which engine (offline)")
    parser.add_argument("--json", action="store_true", help="the result is JSON in any case")


def run(arguments: argparse.Namespace) -> int:
    """One JSON object, or one a line with its file name for a folder."""
    from core.assessment import essay_files
    from core.assessment.engines import registry

    task = essay_files.task_of(code=arguments.task, prompt=arguments.prompt, task_number=arguments.task_number)
    files = essay_files.files_at(arguments.essay)
    engine = registry.engine(arguments.engine)
    if not arguments.essay.is_dir():
        print(essay_files.as_json(essay_files.assessed(engine, files[0], task)))
        return 0
    for path in files:
        print(essay_files.as_json({"file": path.name, **essay_files.assessed(engine, path, task)}), flush=True)
    return 0
