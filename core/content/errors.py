"""What the task bank refuses, a class a rule."""

from core.errors import Refusal


class SeedFileFault(Refusal):
    """A content file cannot be used; the sentence names the file and the first fault in it."""

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(f"{file}: {fault}")
        self.file = file
        self.fault = fault


class TaskNotFound(Refusal):
    """No such task, or a private one of somebody else: the same answer for both."""

    sentence = "We cannot find this task."


class OwnQuestionRefused(Refusal):
    """The pasted question cannot be used; the sentence says why and what would be right."""


class OwnTableRefused(Refusal):
    """The pasted table cannot be read; the sentence says which row or cell, and what would be right."""


class NotAPairOfTasks(Refusal):
    """A mock test is one Task 1 and one Task 2 of the same module."""

    sentence = "A mock test needs one Task 1 and one Task 2 of the same module."


class NoTasksForMockTest(Refusal):
    """The bank has no Task 1 or no Task 2 of the person's module."""

    sentence = "There are no tasks for a mock test of your module yet. Please choose a single task under Practise."


class AlreadyReported(Refusal):
    """Once a person and task: a second word about it adds nothing that we count."""

    sentence = "You have told us about this task already. Thank you: somebody will look at it."


class ReportRefused(Refusal):
    """The report or its answer cannot be kept; the sentence says why."""


class ReportNotFound(Refusal):
    """No such report."""

    sentence = "We cannot find this report."


class EditRefused(Refusal):
    """What the content lab was given is no task yet; the sentence names the first fault."""


class ImportRefused(Refusal):
    """The file cannot be read at all; the sentence says why. Faults within it are a list, not this error."""
