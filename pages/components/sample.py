"""The sample report: what every visitor may see."""

from pages.components.glimpse import Glimpse


def sample_glimpse() -> Glimpse:
    """The small card of the front page."""
    return Glimpse(
        task="Task 2 · Some people think that public transport should be free.",
        band=6.0,
        low=5.0,
        high=7.0,
        criteria=(
            ("Task Response", 6),
            ("Coherence and Cohesion", 6),
            ("Lexical Resource", 6),
            ("Grammar", 5),
        ),
        sentence="If buses cost nothing, many people who drives to work would leave their car at home.",
        phrase="many people who drives",
        label="Grammatical Range and Accuracy",
        message="“People” is plural: write “many people who drive”.",
    )
