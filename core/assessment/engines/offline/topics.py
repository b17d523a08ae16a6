"""What a text is about, by a small word list of ours: the second, independent sign of an off-topic essay."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from core.assessment.engines.offline.phrases import word_stem

# General vocabulary of the subjects that the test likes, chosen by us. A word may stand in more than one.
_WORDS = {
    "education": (
        "school university student teacher education learn study exam lesson curriculum college pupil classroom "
        "degree homework lecture academic knowledge skill literacy graduate tuition subject course teach"
    ),
    "environment": (
        "environment pollution climate warming carbon emission recycle waste plastic forest deforestation species "
        "wildlife animal ocean energy renewable fossil fuel solar planet nature conservation ecosystem rubbish "
        "garbage endangered greenhouse extinction habitat"
    ),
    "technology": (
        "technology computer internet online phone smartphone robot software digital device machine automation "
        "artificial intelligence screen website app social media gadget innovation television video game"
    ),
    "health": (
        "health doctor hospital disease medicine obesity diet exercise patient illness medical treatment fitness "
        "mental smoking nutrition vaccine healthcare drug sugar fat sick overweight body"
    ),
    "food": (
        "food restaurant meal cook cooking eat eating diet vegetable fruit meat farmer agriculture crop organic "
        "farm hunger ingredient taste chocolate coffee recipe"
    ),
    "work": (
        "job work career employee employer salary office company workplace unemployment business profession worker "
        "colleague retire retirement staff wage boss interview freelance manager shift"
    ),
    "crime": (
        "crime criminal prison police punishment law prisoner offender violence illegal court sentence jail theft "
        "murder victim penalty juvenile drugs legal justice rehabilitation"
    ),
    "city": (
        "city urban rural countryside village housing building traffic population town infrastructure skyscraper "
        "apartment resident suburb overcrowding house street park neighborhood"
    ),
    "transport": (
        "transport traffic car road vehicle driver train bus bicycle congestion airport flight airline railway "
        "driving commute passenger aircraft petrol station cycling fly plane"
    ),
    "travel": (
        "travel tourism tourist holiday visitor culture destination hotel abroad foreign trip journey tour "
        "sightseeing souvenir attraction museum passport"
    ),
    "family": (
        "family parent child mother father marriage elderly grandparent baby sibling household childhood teenager "
        "divorce adult parenting upbringing generation son daughter"
    ),
    "culture": (
        "art music museum artist painting theater film culture tradition festival history heritage language "
        "literature library book concert gallery custom ancient novel read reading reader wedding"
    ),
    "media": (
        "news newspaper advertisement advertising journalist media television magazine broadcast celebrity fashion "
        "brand advertise consumer commercial press marketing product"
    ),
    "sport": (
        "sport football athlete team competition player stadium olympic exercise game fitness coach match "
        "championship swimming gym tournament"
    ),
    "government": (
        "government tax budget policy public spending minister election politician vote country nation immigration "
        "law citizen immigrant military war aid"
    ),
    "money": (
        "money income rich poor poverty price shop shopping consumer bank debt economy economic wealth wealthy "
        "purchase sale buy expenditure cost inequality salary saving spend"
    ),
    "science": (
        "science scientist research space experiment laboratory discovery planet moon astronaut exploration "
        "genetic satellite universe mars theory"
    ),
    "people": (
        "friend friendship relationship communication neighbor community happiness success personality gender "
        "woman man female male equality leader lonely behavior"
    ),
    "water": ("water river lake dam irrigation drought rain flood sea fish fishing ocean tap sewage drinking"),
}

_FEWEST_TOPICAL_WORDS = 8


@cache
def _topics_by_stem() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for topic, words in _WORDS.items():
        for word in words.split():
            found.setdefault(word_stem(word), set()).add(topic)
    return {stem: frozenset(topics) for stem, topics in found.items()}


def topic_words(words: Iterable[str]) -> Counter[str]:
    """How many words of each topic a text holds."""
    table = _topics_by_stem()
    counts: Counter[str] = Counter()
    for word in words:
        for topic in table.get(word_stem(word), ()):
            counts[topic] += 1
    return counts


def shared_topic(essay_words: Iterable[str], prompt_words: Iterable[str]) -> float | None:
    """The share of an essay's topical words that lie in a topic of its prompt; None where the list cannot tell."""
    table = _topics_by_stem()
    wanted = set(topic_words(prompt_words))
    topical = [topics for topics in (table.get(word_stem(word)) for word in essay_words) if topics]
    if not wanted or len(topical) < _FEWEST_TOPICAL_WORDS:
        return None
    return sum(not topics.isdisjoint(wanted) for topics in topical) / len(topical)
