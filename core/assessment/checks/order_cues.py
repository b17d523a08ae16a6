"""What shows the place of a sentence in an essay: how it opens, and what it points back to.

A sentence that says "Secondly" needs one that said "Firstly" before it; one that sums up stands at the end; "he" needs
somebody to stand for. `measure` counts where such sentences stand; `order.py` weighs the counts.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from core.assessment.engines.offline.analysis import CONTENT_TAGS, Token
from core.assessment.engines.offline.phrases import word_stem
from core.assessment.word_list import word_set

BINS = ("first", "second", "early", "middle", "late", "last_but_one", "last")
_EARLY, _LATE = 0.36, 0.66


def _start(pattern: str) -> re.Pattern[str]:
    return re.compile(r"\W*(?:and |but |so )?(?:" + pattern + r")\b", re.IGNORECASE)


_NOUN_OF_REASON = (
    r"(?:\w+ )?(?:reasons?|problems?|advantages?|benefits?|causes?|arguments?|points?|ways?|"
    r"drawbacks?|disadvantages?|solutions?|measures?|effects?|issues?|factors?|dangers?|"
    r"consequences?)"
)
OPENINGS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "conclusion": _start(
            r"in (?:conclusion|summary|short|brief|sum|a nutshell)|to (?:conclude|"
            r"sum(?:mari[sz]e)?(?: up)?|recapitulate)|"
            r"all in all|overall|on balance|as a conclusion|(?:taking|considering) (?:everything|all)|"
            r"in the final analysis|"
            r"having (?:considered|discussed|said)|for (?:all )?(?:these|the above) reasons|conclusively"
        ),
        "first": _start(
            r"first(?:ly)?(?: of all| and foremost)?,|first of all|first and foremost|firstly|"
            r"to (?:begin|start) with|"
            r"in the first place|for a start|(?:the|one|my) (?:(?:first|main|primary|major|chief|key|"
            r"obvious) )?" + _NOUN_OF_REASON
        ),
        "one_hand": _start(r"on (?:the )?one (?:hand|side)"),
        "other_hand": _start(r"on the (?:other (?:hand|side)|contrary)|on another"),
        "second": _start(
            r"second(?:ly)?,|secondly|another|the (?:second|other|next)|a (?:second|further)|apart from (?:this|that)"
        ),
        "last_point": _start(r"third(?:ly)?,?|finally|lastly|last but not least|the (?:third|last|final)"),
        "contrast": _start(
            r"however|nevertheless|nonetheless|yet|but|still|in contrast|by contrast|conversely|"
            r"having said that|that said"
        ),
        "addition": _start(
            r"moreover|furthermore|in addition|additionally|besides|also|likewise|similarly|what is more|what's more|"
            r"not only that|along with|on top of"
        ),
        "example": _start(
            r"for (?:example|instance)|to illustrate|a (?:good|prime|clear|typical) example|an example|take\b|"
            r"in (?:my|our) (?:country|town|city|own)|this can be seen|such as|like\b|according to|e\.?g"
        ),
        "result": _start(
            r"therefore|thus|hence|consequently|as a (?:result|consequence)|so\b|accordingly|in this way|thereby|"
            r"because of (?:this|that)|for (?:this|that) reason|that is why|that's why|this is why|otherwise"
        ),
        "explains": _start(
            r"(?:this|that|it|these) (?:\w+ )?(?:is because|means|is due|leads?|results?|causes?|"
            r"allows?|helps?|makes?|"
            r"would|can|will|could|may|might|shows?|proves?)|the reason (?:for|behind|is)|"
            r"in other words|in fact|indeed|"
            r"especially|particularly|in particular|because|not only"
        ),
        "this": _start(r"this|these|those|such|that"),
        "they": _start(
            r"they|their|he|she|his|her|it|its|both|neither|some of (?:them|these)|most of (?:them|"
            r"these)"
        ),
        "age": _start(
            r"nowadays|these days|today|in (?:today's|the modern|modern|recent|this modern|the contemporary|the past|"
            r"the last|this day|the current|the present|many)|over the (?:last|past)|recently|currently|at present|"
            r"with the|since the|throughout history|there is (?:no|a growing|an ongoing)"
        ),
        "debate": _start(
            r"it is (?:often |widely |sometimes |commonly |generally |frequently |\w+ )?(?:said|"
            r"argued|believed|thought|"
            r"claimed|considered|known|true|undeniable|agreed|accepted|held)|(?:some|many|most|"
            r"certain|a number of|several) "
            r"(?:people|individuals|experts|parents|countries|of us|think|believe|argue)|people (?:have|hold|differ)|"
            r"opinions|whether|the (?:issue|question|topic|debate|idea|notion) "
        ),
        "others": _start(r"others|other people|opponents|critics|those who|supporters|advocates|proponents"),
        "thesis": _start(
            r"(?:this|the following|my) (?:essay|writing|paper|article)|i (?:\w+ )?(?:agree|disagree)|"
            r"i (?:will|shall|am going)|"
            r"i (?:totally|completely|partly|firmly|strongly|personally)|both (?:sides|views)|this is a"
        ),
        "opinion": _start(
            r"in my (?:opinion|view|mind)|i (?:think|believe|feel|would)|from my|to my mind|personally|as far as i"
        ),
        "announces": _start(
            r"there (?:are|is) (?:\w+ )?(?:many|several|two|three|some|various|numerous|a (?:number|"
            r"few|variety)|multiple)"
        ),
        "concession": _start(
            r"while|although|though|even though|despite|in spite|whereas|admittedly|of course|"
            r"it is true"
        ),
        "condition": _start(r"if|unless|when|once|as long as|provided"),
        "i": _start(r"i|my|we|our"),
        "remedy": _start(
            r"to (?:solve|tackle|address|deal|overcome|combat|reduce|prevent)|(?:the )?governments?|"
            r"one (?:solution|way)"
        ),
    }
)
_INSIDE = MappingProxyType(
    {
        "has_conclusion": re.compile(
            r"\b(?:in conclusion|to conclude|to sum up|to summari[sz]e|overall)\b", re.IGNORECASE
        ),
        "has_essay": re.compile(
            r"\b(?:this essay|i (?:will|shall) (?:\w+ )?(?:discuss|explain|examine|explore|outline|"
            r"argue|present|give|look)|"
            r"will be (?:discussed|examined|explored|analy[sz]ed|outlined)|in this essay)\b",
            re.IGNORECASE,
        ),
        "has_agree": re.compile(r"\b(?:agree|disagree|outweighs?|in favou?r of|convinced)\b", re.IGNORECASE),
        "has_belief": re.compile(r"\b(?:i (?:\w+ )?(?:believe|think|feel)|in my (?:opinion|view))\b", re.IGNORECASE),
        "has_should": re.compile(r"\b(?:should|must|ought|need to|have to)\b", re.IGNORECASE),
        "has_example": re.compile(r"\b(?:for (?:example|instance)|such as)\b", re.IGNORECASE),
        "has_others": re.compile(r"\b(?:while|whereas|but) (?:others?|some|opponents)\b", re.IGNORECASE),
        "has_people": re.compile(r"\b(?:some|many|most) (?:people|individuals|experts|others)\b", re.IGNORECASE),
        "has_also": re.compile(r"\b(?:also|too|as well|even|other|another)\b", re.IGNORECASE),
        "has_figure": re.compile(r"\d"),
        "has_question": re.compile(r"\?"),
        "has_reasons": re.compile(
            r"\b(?:reasons|advantages|benefits|disadvantages|drawbacks|solutions|problems|views|sides)\b",
            re.IGNORECASE,
        ),
        "has_person": re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE),
    }
)
_PERSON = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
_BACK = re.compile(r"\b(?:this|these|such|the) (\w+)", re.IGNORECASE)
_COARSE = word_set(
    "conclusion first second last_point contrast addition example result explains "
    "this they age debate others thesis announces one_hand other_hand"
)
_RULED_PAIRS = (
    ("first", "second"),
    ("first", "last_point"),
    ("second", "last_point"),
    ("one_hand", "other_hand"),
    ("first", "conclusion"),
    ("second", "conclusion"),
    ("addition", "conclusion"),
    ("example", "conclusion"),
    ("thesis", "conclusion"),
    ("thesis", "first"),
    ("thesis", "second"),
    ("debate", "conclusion"),
    ("age", "conclusion"),
    ("age", "thesis"),
    ("has_essay", "first"),
    ("has_essay", "conclusion"),
    ("announces", "second"),
)


@dataclass(frozen=True)
class Sentence:
    """One sentence as the order sees it: the cues it carries, and its content words."""

    cues: frozenset[str]
    stems: frozenset[str]
    lead: frozenset[str]
    back: frozenset[str]
    is_person: bool
    names_person: bool
    is_past: bool
    prompt_share: float
    length: int


def sentence_of(tokens: Sequence[Token], text: str, prompt_stems: frozenset[str]) -> Sentence:
    """The cues of one parsed sentence; `text` is its text."""
    opening = next((name for name, pattern in OPENINGS.items() if pattern.match(text)), "")
    inside = {name for name, pattern in _INSIDE.items() if pattern.search(text)}
    content = [token for token in tokens if token.pos_ in CONTENT_TAGS and len(token.text) > 3]
    stems = frozenset(word_stem(token.lower_) for token in content)
    nouns = [token for token in tokens if token.pos_ in ("NOUN", "PROPN")]
    return Sentence(
        cues=frozenset({opening or "plain"} | inside),
        stems=stems,
        lead=frozenset(word_stem(token.lower_) for token in tokens[:6] if token.pos_ in CONTENT_TAGS),
        back=frozenset(word_stem(word) for word in _BACK.findall(text)),
        is_person=_PERSON.search(text) is not None,
        names_person=any(token.pos_ == "PROPN" or token.lower_ in _PEOPLE for token in nouns),
        is_past=any(token.tag_ == "VBD" for token in tokens),
        prompt_share=len(stems & prompt_stems) / max(1, len(prompt_stems)),
        length=len(tokens),
    )


_PEOPLE = word_set(
    "friend cousin brother sister mother father man woman boy girl child student teacher "
    "person neighbour neighbor uncle "
    "aunt colleague parent son daughter employee worker player doctor"
)


def bin_of(index: int, count: int) -> str:
    """The stretch of an essay of `count` sentences in which sentence `index` stands."""
    if index < 2:
        return BINS[index]
    if index >= count - 2:
        return "last" if index == count - 1 else "last_but_one"
    share = index / (count - 1)
    return "early" if share < _EARLY else "late" if share > _LATE else "middle"


def measure(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Where the cues stand, what follows what, and what points back to nothing."""
    found: dict[str, float] = {}
    count = len(sentences)

    def add(name: str, amount: float = 1.0) -> None:
        found[name] = found.get(name, 0.0) + amount

    for index, sentence in enumerate(sentences):
        place = bin_of(index, count)
        for cue in sentence.cues:
            add(f"at.{cue}.{place}")
        add(f"prompt.{place}", sentence.prompt_share)
        add(f"length.{place}", sentence.length / 20)
        add(f"past.{place}", sentence.is_past)
    for before, after in pairwise(sentences):
        for cue in after.cues:
            for earlier in before.cues:
                if cue in _COARSE and (earlier in _COARSE or earlier == "plain"):
                    add(f"pair.{earlier}.{cue}")
        add("overlap", len(before.stems & after.stems) / max(1, min(len(before.stems), len(after.stems))) * 10 / count)
        add("lead_overlap", len(before.stems & after.lead) / max(1, len(after.lead)) * 10 / count)
        add("back_found", bool(after.back & before.stems) * 10 / count)
        add("back_not_found", bool(after.back) * (not after.back & before.stems) * 10 / count)
        add("past_switch", (before.is_past != after.is_past) * 10 / count)
        if after.is_person:
            add("person_found" if before.is_person or before.names_person else "person_lost")
    for earlier_cue, later_cue in _RULED_PAIRS:
        where = [i for i, sentence in enumerate(sentences) if earlier_cue in sentence.cues]
        late = [i for i, sentence in enumerate(sentences) if later_cue in sentence.cues]
        if where and late:
            add(f"rule.{earlier_cue}.{later_cue}", 1.0 if min(where) < min(late) else -1.0)
        elif late and not where:
            add(f"alone.{earlier_cue}.{later_cue}")
    return found
