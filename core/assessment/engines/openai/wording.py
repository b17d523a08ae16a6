"""The model's words before a learner reads them: no link, no mark-up, no hidden character, no band, no bad advice."""

import html
import re
import unicodedata

LONGEST_SENTENCES = 400
LONGEST_SUGGESTION = 120
LONGEST_REVISED = 600

_URL = re.compile(
    r"\b(?:https?|ftp|file|data|javascript|vbscript|mailto|tel):\S*|\bwww\.\S+|\S+@\S+\.\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|ru|cn|info|biz|app|dev|xyz|site|top|me|co|uk|de|ly|gl|link|click|zip)\b\S*",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_MARKDOWN = re.compile(r"[*_`#~|\\]{1,}|^\s*>+\s*", re.MULTILINE)
_BAND = re.compile(
    r"\b(?:bands?|scores?|marks?)\b[^.!?]{0,15}(?<![\d.])\d(?:[.,]\d)?\b|\b\d ?/ ?9\b"
    r"|\bband (?:one|two|three|four|five|six|seven|eight|nine)\b",
    re.IGNORECASE,
)
_BAD_ADVICE = re.compile(
    r"\btype[- ]token\b|\blexical (?:diversity|density|sophistication)\b|\bn-?grams?\b|\breadability\b"
    r"|\bcohesion index\b|\bt-units?\b|\bperplexity\b|\btokens?\b"
    r"|\buse (?:\w+ )?(?:more|many|a wider range of) (?:link\w*(?: words)?|connect\w+|transition\w*)"
    r"|\buse (?:\w+ )?(?:rare\w*|big\w*|hard\w*|long\w*|more (?:advanced|difficult|academic|complex|sophisticated))"
    r" (?:words?|vocabulary|sentences?)"
    r"|\bwrite (?:a )?(?:longer|more words)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def plain(text: str, longest: int = LONGEST_SENTENCES) -> str:
    """Plain words in one line, cut at the end of a sentence; empty when nothing is left."""
    said = html.unescape(text[: 8 * longest])
    said = "".join(character if _is_shown(character) else " " for character in said)
    before = None
    while before != said:  # what a removal joins may be mark-up again
        before = said
        said = _TAG.sub(" ", _IMAGE_OR_LINK.sub(r"\1 ", said))
        said = _URL.sub(" ", said)
    said = _MARKDOWN.sub("", said.replace("<", " ").replace(">", " "))
    said = " ".join(said.split())
    return _cut(said, longest)


def advice(text: str) -> str:
    """The same, or nothing where it names a band, speaks of statistics, or only goes together with high bands."""
    said = plain(text)
    return "" if _BAND.search(said) or _BAD_ADVICE.search(said) else said


def _is_shown(character: str) -> bool:
    return character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _cut(said: str, longest: int) -> str:
    if len(said) <= longest:
        return said
    kept = ""
    for sentence in _SENTENCE_END.split(said):
        if len(kept) + len(sentence) + 1 > longest:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or said[: longest - 1].rsplit(" ", 1)[0] + "…"
