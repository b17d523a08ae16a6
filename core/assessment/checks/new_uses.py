"""What a thing of the first map is said to have become, where that is nothing that the second map shows."""

import re
from collections.abc import Iterator, Sequence

from core.assessment.checks.map_things import Thing
from core.assessment.checks.statements import Finding
from core.assessment.checks.vocabulary import stem
from core.assessment.checks.words_of_labels import Naming, content
from core.assessment.engines.offline.analysis import Token
from core.assessment.types import CheckKind, Verdict

# words of one line stand for one use of the land
_USES = (
    "flat apartment housing house home estate block residential dwelling",
    "shop store supermarket mall shopping market boutique",
    "restaurant café cafe canteen pub bar bistro",
    "hotel hostel resort guesthouse",
    "school college university academy classroom",
    "library",
    "museum gallery",
    "hospital clinic",
    "factory warehouse workshop plant industrial",
    "office",
    "park garden green lawn meadow playground",
    "parking car",
    "cinema theater theatre",
    "gym sport sports stadium pool leisure fitness swimming",
    "station stop terminal",
    "farm farmland field",
    "wood forest tree",
    "church chapel",
    "marina harbour harbor port",
)
_USE_OF = {stem(word): number for number, line in enumerate(_USES) for word in line.split()}
_BECAME = re.compile(
    r"\b(?:bec[ao]me|becomes|was (?:turned|converted|transformed|made) into|turned into|(?:was|has been|were|have been)"
    r" replaced (?:by|with)|gave way to|made way for)\s+(?:a |an |some |the |new |large |big |small |modern |two )*"
    r"(?P<noun>[a-zé]+)(?P<next> [a-z]+)?",
    re.IGNORECASE,
)
_IT = re.compile(
    r"^(?:[^.;]{0,45}?\b(?:it|this|they|that|which))?[\s,]*(?:later |then |now |has |have |had |in \d{4} )*$",
    re.IGNORECASE,
)


def check_new_uses(text: str, sentence: Token, named: Sequence[Naming], things: Sequence[Thing]) -> Iterator[Finding]:
    """One finding a thing that is gone and is said to have become what stands nowhere in its place."""
    for match in _BECAME.finditer(text, sentence.start_char, sentence.end_char):
        before = [one for one in named if one.end <= match.start()]
        if not before or any(match.start("noun") <= one.start < match.end() for one in named):
            continue
        gone = things[before[-1].thing]
        if gone.after is not None or not gone.replaced_by or not _IT.match(text[before[-1].end : match.start()]):
            continue
        use = _USE_OF.get(stem(match["noun"].lower()))
        shown = {_USE_OF.get(word) for label in gone.replaced_by for word in content(label)}
        if use is None or (None in shown and len(shown) == 1) or use in shown:
            continue
        truth = f"{' and '.join(gone.replaced_by)} replaced {gone.label}"
        yield Finding(CheckKind.change, Verdict.wrong, match.start(), match.end("noun"), truth)
