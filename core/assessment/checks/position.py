"""Whether an essay says what its writer thinks, and keeps to it."""

import re
from collections.abc import Sequence

from core.assessment.checks.evidence import check_at
from core.assessment.checks.passages import Passage
from core.assessment.types import Check, CheckKind, TaskFacts, Verdict

# The exam asks for one in opinion, discussion, outweigh and positive/negative essays, not in every two-part question.
_ASKS = re.compile(
    r"agree or disagree|to what extent|your (?:own )?(?:opinion|view|position)|positive or (?:a )?negative|outweigh"
    r"|(?<!why )(?<!what )(?<!how )do you (?:agree|think|believe)|which (?:view|opinion|side)|"
    r"what (?:is|are) your|is (?:it|this) (?:a )?"
    r"(?:good|bad|important|right|fair|positive|better)",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:i (?:(?!do\b|will\b)\w+ ){0,2}(?:believe|think|agree|disagree|argue|support|hold|"
    r"feel|contend|prefer|favor|oppose|reject|doubt|share|side with"
    r"|consider|welcome|maintain|subscribe)|i (?:do not|don't|cannot|can't) (?:\w+ )?(?:think|"
    r"believe|agree|see why|support|share)"
    r"|in my (?:own )?(?:humble )?(?:opinion|view|eyes|mind)|my (?:own )?(?:opinion|view|"
    r"position|answer|feeling|belief)|to my mind|from my (?:point|perspective|side)"
    r"|i(?: am|'m) (?:\w+ )?(?:convinced|sure|certain|against|for|in favor|of the opinion|"
    r"persuaded|afraid|opposed|confident)|as for me|personally"
    r"|it seems to me|this (?:essay|paper|writing) (?:will )?(?:\w+ ){0,2}(?:agrees?|disagrees?|"
    r"believes?|argues?|supports?|opposes?|favou?rs?|explain why)|i(?: would|"
    r"'d) (?:\w+ )?(?:say|argue|like to see|prefer|move|rather|not|keep|choose|claim)|"
    r"if (?:it were|you ask) (?:up to )?me)\b"
)
_JUDGED = re.compile(
    r"\b(?:outweigh\w*|more (?:advantages|benefits|good|harm) than|(?:positive|negative|good|"
    r"bad|welcome|worrying|harmful|beneficial|dangerous|useful|sad)"
    r" (?:development|trend|change|thing|step|effect|idea|one|for)|(?:more|less) (?:harm|good)|"
    r"on balance|on the whole)\b"
)
_DEMANDED = re.compile(
    r"\b(?:should|must|ought|need to|needs to|has to|have to|worth|better|best|important|"
    r"necessary|essential|wrong|fair|right|makes? sense)\b"
)
# Words by which a closing paragraph may take sides without saying so: enough to be unsure, not to be sure.
_LEANING = re.compile(
    r"\b(?:clear\w*|eviden\w+|undeniabl\w+|apparent\w*|undoubtedly|indeed|never|always|although|"
    r"though|despite|nevertheless|benefi\w+|advantage\w*|disadvantage\w*"
    r"|harm\w*|negativ\w+|positiv\w+|good|bad|useful|useless|great\w*|serious\w*|improv\w+|"
    r"therefore|only|more|most|recommend\w*|hope|fair|unfair|deserv\w+|will|would|cannot|"
    r"can't)\b"
)
_REPORTED = re.compile(
    r"\b(?:some(?: people| of us)?|many(?: people)?|others|people|critics|supporters|opponents|"
    r"those|they|it is) (?:\w+ )?(?:who |that )?"
    r"(?:say|says|said|think|thinks|thought|believe|believed|argue|argued|claim|claimed|want|"
    r"prefer|suggest|hold|feel|see)\b|\bthis essay will (?!\w* ?(?:argue|explain why))"
)
_ANNOUNCED = re.compile(
    r"\b(?:give|share|state|express|present|provide|mention|add|explain|before giving|"
    r"and) my (?:own |personal )?(?:opinions?|views?|position|answer)\b"
    r"(?!,| is\b| that\b)"
)
_FULLY = r"(?:(?:completely|totally|fully|strongly|firmly|entirely|absolutely|wholeheartedly) )?"
_FOR = re.compile(
    rf"\bi {_FULLY}agree (?:with|that)\b|\b(?:is|be) (?:clearly |"
    rf"definitely )?a positive (?:development|trend|change)\b|\badvantages (?:\w+ )?outweigh\b"
)
_AGAINST = re.compile(
    rf"\bi {_FULLY}disagree\b|\b(?:is|be) (?:clearly |definitely )?a negative (?:development|"
    rf"trend|change)\b|\bdisadvantages (?:\w+ )?outweigh\b"
)
_QUALIFIED = re.compile(
    r"\b(?:although|though|while|partly|in part|some extent|certain extent|some degree|but|"
    r"however|not|n't|if|unless|both|largely|mostly|whether|with those|with people)\b"
)


def asks_position(task: TaskFacts) -> bool:
    """Whether the task wants to know what the writer thinks."""
    materials = task.materials or {}
    if "asks_position" in materials:
        return bool(materials["asks_position"])
    return _ASKS.search(task.prompt) is not None


def stated_position(groups: Sequence[Sequence[Passage]]) -> tuple[Verdict, Passage | None]:
    """Where the writer's answer is said best: in the last paragraph, else in the first, else anywhere.

    `missing` only where no sentence judges or demands anything in the writer's own voice.
    """
    if not groups:
        return Verdict.missing, None
    edges = [*groups[-1], *groups[0]]
    everywhere = [passage for group in groups for passage in group]
    for pattern, where, verdict in (
        (_STATED, edges, Verdict.right),
        (_JUDGED, edges, Verdict.right),
        (_STATED, everywhere, Verdict.right),
        (_DEMANDED, edges, Verdict.right),
        (_LEANING, groups[-1], Verdict.not_checkable),
        (_JUDGED, everywhere, Verdict.not_checkable),
        (_DEMANDED, everywhere, Verdict.not_checkable),
    ):
        for passage in where:
            says = pattern.search(_ANNOUNCED.sub(" ", passage.text))
            if says and (pattern is _STATED or not _REPORTED.search(passage.text)):
                return verdict, passage
    return Verdict.missing, None


def check_position(groups: Sequence[Sequence[Passage]]) -> Check:
    """The position said, and the same at the end as at the start."""
    verdict, passage = stated_position(groups)
    change = _change(groups)
    if change is not None:
        truth = "Keep the position that you took before: this sentence says the opposite of it."
        return check_at(CheckKind.position, Verdict.wrong, truth, change)
    truth = {
        Verdict.right: "The question asks what you think: here your reader finds it.",
        Verdict.missing: "The question asks what you think: say it plainly in your introduction.",
    }.get(verdict, "The question asks what you think: say it in one plain sentence at the start or at the end.")
    return check_at(CheckKind.position, verdict, truth, passage)


def _change(groups: Sequence[Sequence[Passage]]) -> Passage | None:
    """The sentence that plainly says the opposite of an earlier one."""
    taken: str | None = None
    for passage in (passage for group in groups for passage in group):
        if _QUALIFIED.search(passage.text) or _REPORTED.search(passage.text):
            continue
        says_for, says_against = _FOR.search(passage.text), _AGAINST.search(passage.text)
        if bool(says_for) == bool(says_against):
            continue
        side = "for" if says_for else "against"
        if taken is not None and taken != side:
            return passage
        taken = side
    return None
