"""Phrases and word shapes that the features, gates and comments look for, each compiled once."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from core.assessment.word_list import word_set


def _any_of(phrases: str) -> re.Pattern[str]:
    """One of the phrases, which are separated by a comma and a space."""
    longest_first = sorted(phrases.split(", "), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE)


CONNECTIVES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "addition": _any_of("furthermore, moreover, in addition, additionally, besides, also, as well as, not only"),
        "contrast": _any_of(
            "however, nevertheless, nonetheless, on the other hand, in contrast, by contrast, conversely, "
            "whereas, while, although, though, even though, despite, in spite of, on the contrary, yet"
        ),
        "cause": _any_of(
            "because, therefore, thus, hence, consequently, as a result, due to, owing to, since, so that, "
            "for this reason, thereby, accordingly"
        ),
        "example": _any_of("for example, for instance, such as, to illustrate, e.g, namely, in particular"),
        "order": _any_of(
            "firstly, first, first of all, secondly, second, thirdly, finally, lastly, to begin with, on the "
            "one hand, then, next, subsequently, afterwards, afterward"
        ),
        "conclusion": _any_of(
            "in conclusion, to conclude, to sum up, in summary, overall, all in all, to summarise, to summarize"
        ),
        "stance": _any_of(
            "i believe, i think, in my opinion, i agree, i disagree, i strongly, in my view, from my "
            "perspective, i would argue, my opinion, this essay will, i firmly"
        ),
        "comparison": _any_of(
            "compared to, compared with, in comparison, higher than, lower than, more than, less than, "
            "similarly, likewise, the same, twice, double"
        ),
        "hedge": _any_of(
            "may, might, could, perhaps, possibly, likely, tend to, tends to, seem, seems, probably, arguably"
        ),
    }
)
LINKING_KINDS = ("addition", "contrast", "cause", "example", "order")

TEMPLATES = re.compile(
    r"\b(?:in this contemporary (?:epoch|era)|every coin has two sides|double-edged sword|hot (?:topic|potato|issue)"
    r"|controversial (?:issue|topic)|last but not least|in a nutshell|it goes without saying|plethora|myriad"
    r"|a multitude of|in today's (?:modern )?(?:world|society)|since the dawn of|the crux of"
    r"|this essay will (?:discuss|examine|explore)|pros and cons)\b",
    re.IGNORECASE,
)
SUBORDINATORS = re.compile(
    r"\b(?:which|who|whom|whose|that|because|although|though|while|whereas|if|unless|when|since|where|whether)\b",
    re.IGNORECASE,
)
BOOSTERS = re.compile(
    r"\b(?:clearly|obviously|certainly|definitely|undoubtedly|indeed|of course|always|never|must|no doubt|strongly"
    r"|completely|totally|absolutely)\b",
    re.IGNORECASE,
)
HEDGES = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|likely|tends? to|seems?|probably|arguably|appears?|somewhat|relatively"
    r"|generally|often|to some extent|to a certain extent|in many cases|would)\b",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:things?|stuff|good|bad|nice|very|really|a lot|lots|get|gets|got|big|so many|many|people|etc|and so on)\b",
    re.IGNORECASE,
)
THESIS = re.compile(
    r"\b(?:i (?:\w+ )?(?:believe|think|agree|disagree|argue|support|hold|feel|contend)|in my (?:opinion|view)"
    r"|my (?:opinion|view|position)|this essay|i am of the|from my|personally|i would argue|both (?:sides|views)"
    r"|this (?:article|writing))\b",
    re.IGNORECASE,
)
CONCLUSION = re.compile(
    r"\b(?:in conclusion|to conclude|to sum up|in summary|all in all|overall|to summari[sz]e|in short|in brief"
    r"|on balance|taking everything|all things considered|therefore|thus)\b",
    re.IGNORECASE,
)
LATE_CONCLUSION = re.compile(
    r"\b(?:in conclusion|to conclude|to sum up|in summary|overall|all in all|to summari[sz]e|conclusion)\b",
    re.IGNORECASE,
)
OVERVIEW = re.compile(
    r"\b(?:overall|in general|it is (?:clear|evident|apparent)|it can be seen|generally)\b", re.IGNORECASE
)
CONDITIONS = re.compile(r"\bif\b|\bunless\b|\bprovided that\b", re.IGNORECASE)
IT_THAT = re.compile(r"\bit (?:is|was|has|seems|can|could|would|may|might)\b[^.]{0,40}\b(?:that|to)\b", re.IGNORECASE)
EXTRA_CLAUSE = re.compile(r", (?:which|who|whose|where)\b")
OPENING_PHRASE = re.compile(r"\s*[A-Za-z ]{2,25},")
FIGURE = re.compile(r"\d[\d.,%]*")
NOUN_ENDING = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence|ism|ship|ency|ancy|acy|ure|age)s?$")
ACADEMIC_ENDING = re.compile(
    r"(?:i[sz]e[sd]?|i[sz]ing|ify|ified|ifies|ates?|ated|ating|ive|ively|ous|ously|ical|ically|ial|ially|ible|able|ably"
    r"|ary|ory|ency|ancy|tion|sion|tions|sions|ity|ities|ism|logy)$"
)
PREPOSITIONS = word_set(
    "in on at for of to with by from about into over between through among against towards toward without within "
    "during under upon as"
)
_ENDING = re.compile(r"(ies|es|s|ed|ing|ly|ion|ment)$")


def word_stem(word: str) -> str:
    """The first letters that a word shares with its family: "educational" and "education" meet."""
    return _ENDING.sub("", word.lower())[:6]
