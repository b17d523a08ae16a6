"""How a letter greets its reader, how it ends, and whether its words keep the tone that the reader needs."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice

from core.assessment.types import Check, CheckKind, TaskFacts, Verdict

Span = tuple[int, int]


class Tone(StrEnum):
    """How a letter speaks; `unknown` where the task does not tell."""

    formal = "formal"
    semi_formal = "semi-formal"
    informal = "informal"
    unknown = "unknown"


_TO_A_FRIEND = re.compile(
    r"\b(?:to (?:(?:this|your|a|an|the) )?(?:\w+[- ])?(?:friend|cousin|brother|sister|parents|"
    r"mother|father|uncle|aunt|"
    r"grandmother|grandfather|penfriend)s?)\b",
    re.IGNORECASE,
)
_TO_SOMEBODY_KNOWN = re.compile(
    r"\bto (?:(?:your|the) )?(?:\w+[- ]){0,1}(?:neighbou?rs?|landlord|landlady|boss|teacher|"
    r"colleagues?|tutor|professor)\b"
    r"|\bto your (?:\w+[- ])?manager\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s*((?:dear|hi|hey|hello|hiya|good (?:morning|afternoon|evening|day)|to whom it may concern|greetings)\b"
    r"[^\n,:;!.]{0,60}(?:(?<=\bmr|\bms|\bdr)\.[^\n,:;!.]{0,40}|(?<=\bmrs)\.[^\n,:;!.]{0,40})?)",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\b(?:sirs?|madam|whom|(?:hiring |general |shop )?manager|editor|council|team|committee|"
    r"officer)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:mr|mrs|ms|miss|mister|dr|doctor|prof|professor)\b", re.IGNORECASE)
_CASUAL_GREETING = re.compile(r"\s*(?:hi|hey|hiya|hello)\b|\s*dear\s*$|\bmate\b|\bguys\b|\bbuddy\b", re.IGNORECASE)
_CLOSINGS = (
    ("faithfully", r"(?:yours )?faithful+y(?: yours)?"),
    ("sincerely", r"(?:yours )?(?:sincerel?y|truly|respectfully)(?: yours)?"),
    ("regards", r"(?:with )?(?:(?:my |our )?(?:kind(?:est)?|best|warm(?:est)?|many) )?regards"),
    ("wishes", r"(?:with )?(?:(?:my |all )?(?:best|good|warm(?:est)?|kind(?:est)?) )?wishes|all the (?:very )?best"),
    (
        "friendly",
        r"(?:(?:lots of|all my|much|with|big|sending|your|a) ){0,2}(?:love|hugs?|kiss(?:es)?)|"
        r"cheers|see you(?: \w+)?|take care|"
        r"bye(?: bye)?|your (?:\w+ )?friend|yours|xx+|talk (?:to you )?soon|catch you later|"
        r"best(?=\W*$)|have a (?:nice|great|good|lovely) \w+",
    ),
    ("thanks", r"(?:many )?thanks(?: again| a lot)?|thank you"),
)
_CLOSING_LINES = tuple((name, re.compile(rf"\W*(?:{pattern})\b", re.IGNORECASE)) for name, pattern in _CLOSINGS)
_CLOSING_INLINE = tuple(
    (name, re.compile(rf"(?<![\w'])(?:{pattern})\s*[,.!]?\s*(?:[A-Z][\w.'-]*\s*){{0,4}}\W*$", re.IGNORECASE))
    for name, pattern in _CLOSINGS
)
_LONGEST_CLOSING = 8  # words
_LINE = re.compile(r"[^\r\n]+")
_LINES_ABOVE = 8
_LAST_LINES = 4
_SLANG = re.compile(
    r"\b(?:gonna|wanna|gotta|cos|cuz|coz|guys|lol|omg|btw|yeah|yep|nope|dunno|kinda|loads of|quid|awesome|cool with|"
    r"hey|ur|pls|plz|thx|crap|damn|bucks|dude|bro)\b|(?<=, )mate\b|\b(?:hi|hey) mate\b|(?-i:\bu\b(?!\.))",
    re.IGNORECASE,
)
_CONTRACTION = re.compile(
    r"\b(?:\w+n['’]t|(?:i|you|we|they|he|she|it|that|there)['’](?:m|re|ve|ll|d|s))\b", re.IGNORECASE
)
_STIFF = re.compile(
    r"\b(?:with (?:reference|regard) to|i am writing with|in close proximity|do not hesitate|"
    r"should you (?:require|need|have|wish)|"
    r"at your earliest convenience|i would be (?:most |very )?grateful|"
    r"i look forward to (?:your (?:prompt |early )?repl|hearing)|"
    r"hereby|to inform you|be informed|place of employment|your (?:recent )?(?:enquiry|inquiry|"
    r"correspondence)|furthermore|moreover|"
    r"nevertheless|i am (?:hereby )?requesting|yours (?:faithfully|sincerely)|dear (?:sir|madam))",
    re.IGNORECASE,
)
_MOST_CONTRACTIONS = 2
_FEWEST_STIFF = 3
_NAMES = {
    Tone.formal: "formal, because you do not know the reader",
    Tone.semi_formal: "polite, as to somebody whom you know but who is no friend",
    Tone.informal: "friendly, as to somebody close to you",
}


def tone_of(task: TaskFacts) -> Tone:
    """The tone that the task's reader needs, from its materials or from whom its text names."""
    materials = task.materials or {}
    if materials.get("tone"):
        return Tone(materials["tone"])
    text = f"{task.prompt}\n{task.instruction}"
    if re.search(r"\bdear sir", text, re.IGNORECASE):
        return Tone.formal
    if _TO_A_FRIEND.search(text):
        return Tone.informal
    return Tone.semi_formal if _TO_SOMEBODY_KNOWN.search(text) else Tone.unknown


def opening_span(essay: str) -> Span | None:
    """Where the greeting stands: at the start of a line, above which only an address or a date may be."""
    for start, _ in islice(_lines(essay), _LINES_ABOVE):
        found = _GREETING.match(essay, start)
        if found:
            return found.span(1)
    return None


def closing_span(essay: str) -> tuple[str, Span] | None:
    """What kind of closing the letter has, and where; looked for in its last lines."""
    lines = list(_lines(essay))
    for start, end in reversed(lines[-_LAST_LINES:]):
        line = essay[start:end]
        if len(line.split()) <= _LONGEST_CLOSING and start > 0:
            for name, pattern in _CLOSING_LINES:
                if pattern.match(line):
                    return name, (start, end)
    tail_start = max(0, len(essay) - 120)
    for name, pattern in _CLOSING_INLINE:
        found = pattern.search(essay, tail_start)
        if found:
            return name, (found.start(), len(essay.rstrip()))
    return None


def _lines(essay: str) -> Iterator[Span]:
    return (line.span() for line in _LINE.finditer(essay) if line.group().strip())


def check_opening(essay: str, tone: Tone, wanted: str) -> Check:
    """The greeting against the reader; `wanted` is the line that the task gives, or nothing."""
    span = opening_span(essay)
    example = wanted.rstrip(", ") or {Tone.formal: "Dear Sir or Madam", Tone.informal: "Dear Anna"}.get(
        tone, "Dear Ms Hill"
    )
    example = "Dear Anna" if "..." in example else example
    if span is None:
        return Check(CheckKind.opening, Verdict.missing, f'Greet your reader in the first line: "{example},".')
    words = essay[span[0] : span[1]]
    fits = {
        Tone.formal: not _CASUAL_GREETING.search(words) and bool(_UNNAMED.search(words) or _TITLED.search(words)),
        Tone.semi_formal: not _CASUAL_GREETING.search(words)
        and not re.search(r"\b(?:sir|madam|whom)\b", words, re.IGNORECASE),
        Tone.informal: not re.search(r"\b(?:sir|madam|whom)\b", words, re.IGNORECASE) and not _TITLED.search(words),
    }.get(tone, True)
    if tone is Tone.formal and not fits and not _CASUAL_GREETING.search(words):
        is_name = re.fullmatch(r"\s*dear\s+[A-Z]\w+\s*", words, re.IGNORECASE) is not None
        fits = not is_name
    if fits:
        return _at(CheckKind.opening, Verdict.right, "Your greeting fits the reader.", essay, span)
    return _at(CheckKind.opening, Verdict.wrong, f'This reader expects a greeting such as "{example},".', essay, span)


def check_closing(essay: str, tone: Tone) -> Check:
    """The closing against the reader and the greeting."""
    found = closing_span(essay)
    greeting = opening_span(essay)
    is_unnamed = greeting is not None and re.search(r"\b(?:sir|madam|whom)\b", essay[slice(*greeting)], re.IGNORECASE)
    example = {
        Tone.formal: "Yours faithfully" if is_unnamed or greeting is None else "Yours sincerely",
        Tone.informal: "Best wishes",
    }.get(tone, "Yours sincerely")
    if found is None:
        if _has_short_last_lines(essay):
            return Check(CheckKind.closing, Verdict.not_checkable, f'A closing such as "{example}," fits this reader.')
        return Check(
            CheckKind.closing, Verdict.missing, f'End with a closing that fits the reader, such as "{example},".'
        )
    name, span = found
    allowed = {
        Tone.formal: {"faithfully", "sincerely", "regards"},
        Tone.semi_formal: {"sincerely", "regards", "wishes"},
        Tone.informal: {"friendly", "thanks", "wishes", "regards"},
    }.get(tone)
    if allowed is None or name in allowed:
        return _at(CheckKind.closing, Verdict.right, "Your closing fits the reader.", essay, span)
    if name == "thanks":
        truth = f'After your thanks, a closing such as "{example}," fits this reader.'
        return _at(CheckKind.closing, Verdict.not_checkable, truth, essay, span)
    return _at(CheckKind.closing, Verdict.wrong, f'For this reader, close with "{example},".', essay, span)


def check_tone(essay: str, tone: Tone) -> Check | None:
    """Whether the words keep the tone; None where the task does not tell which one it needs."""
    if tone is Tone.unknown:
        return None
    breaks = list(_tone_breaks(essay, tone))
    if breaks:
        start, end = breaks[0]
        truth = f"The letter should stay {_NAMES[tone]}; these words break that."
        return _at(CheckKind.tone, Verdict.wrong, truth, essay, (start, end))
    return Check(CheckKind.tone, Verdict.right, f"The letter should be {_NAMES[tone]}, and yours keeps this tone.")


def _tone_breaks(essay: str, tone: Tone) -> Iterator[Span]:
    if tone is Tone.informal:
        stiff = [match.span() for match in _STIFF.finditer(essay)]
        is_warm = _CONTRACTION.search(essay) is not None or "!" in essay
        if len({essay[start:end].lower() for start, end in stiff}) >= _FEWEST_STIFF and not is_warm:
            yield from stiff
        return
    yield from (match.span() for match in _SLANG.finditer(essay))
    contractions = [match.span() for match in _CONTRACTION.finditer(essay)]
    if tone is Tone.formal and len(contractions) > _MOST_CONTRACTIONS:
        yield from contractions


def _has_short_last_lines(essay: str) -> bool:
    """Two short lines at the end, the first with a comma, look like a closing that we do not know."""
    lines = [line.strip() for line in essay.splitlines() if line.strip()]
    return len(lines) > 2 and len(lines[-2].split()) <= 6 and lines[-2].endswith(",")


def _at(kind: CheckKind, verdict: Verdict, truth: str, essay: str, span: Span) -> Check:
    start, end = span
    end = start + len(essay[start:end].rstrip())
    return Check(kind, verdict, truth, essay[start:end], start, end)
