"""What the demo refuses."""

from core.errors import Refusal


class DemoClosed(Refusal):
    """Only on one's own machine, with the database that we keep there."""

    sentence = "Looking around without an account works only on your own computer."
