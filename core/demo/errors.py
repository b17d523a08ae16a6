"""What the demo refuses."""

from core.errors import Refusal


class DemoClosed(Refusal):
    """Only on one's own machine, with the database that we keep there."""

    sentence = "Looking around without an account works only on your own computer."


class SamplePeopleOnly(Refusal):
    """A guest came without a password: real people's accounts are out of reach."""

    sentence = "As a guest you can open and close the accounts of sample people only."
