"""What a demand wants the writer to do (ask, offer, explain why), and the phrases that do it.

A plain phrase ("I would like you to", "if I were you") does it alone; a hint ("could", "because") does it only beside
words of the subject. The analysed text is lower case, in American spelling, with straight apostrophes.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What one point of a task asks for; `tell` is everything else."""

    request = "request"
    ask = "ask"
    suggest = "suggest"
    offer = "offer"
    feeling = "feeling"
    thank = "thank"
    apologize = "apologize"
    invite = "invite"
    introduce = "introduce"
    plan = "plan"
    difference = "difference"
    mishap = "mishap"
    useful = "useful"
    effect = "effect"
    reason = "reason"
    advantage = "advantage"
    disadvantage = "disadvantage"
    problem = "problem"
    solution = "solution"
    outweigh = "outweigh"
    opinion = "opinion"
    tell = "tell"


@dataclass(frozen=True)
class Phrases:
    """`plain` phrases do the act alone, `hints` only beside words of the subject."""

    plain: re.Pattern[str] | None
    hints: re.Pattern[str] | None


# The first pattern that fits the words of a demand names its act.
_DEMANDS = tuple(
    (act, re.compile(pattern))
    for act, pattern in (
        (Act.outweigh, r"\boutweigh"),
        (
            Act.opinion,
            (
                r"\b(?:opinion|say (?:whether|how far|if)|agree|own view|positive or (?:a )?negative|"
                r"(?<!why )(?<!what )(?<!how )do you think)\b"
            ),
        ),
        (Act.invite, r"\binvite\b"),
        (Act.offer, r"\boffer\b"),
        (Act.difference, r"\b(?:different|differ|differs|differed|difference)\b"),
        (Act.request, r"\bwould like (?:\w+ ){1,4}to\b|\bwant (?:\w+ ){1,4}to\b|\brequest\b|\bdemand\b|\bexpect\b"),
        (Act.plan, r"\b(?:will|going to|plan to|intend to) do\b"),
        (Act.suggest, r"\b(?:suggest|recommend|propose|advise|advice)\b(?! (?:what could be done|how more))"),
        (
            Act.solution,
            (
                r"\b(?:solve|solved|solutions?|tackle|(?:could|can|should) be (?:done|\w+ed)|measures)\b|"
                r"\bcould .*do\b"
            ),
        ),
        (Act.ask, r"\bask\b"),
        (Act.apologize, r"\bapologi[sz]e\b|\bsorry\b"),
        (Act.mishap, r"\b(?:damaged?|broke|broken|lost|stolen|happened|went wrong|accident)\b"),
        (Act.feeling, r"\b(?:feel|felt|feelings|reaction)\b"),
        (Act.introduce, r"\bintroduce\b"),
        (Act.useful, r"\b(?:useful|help you|benefit you)\b"),
        (Act.disadvantage, r"\b(?:disadvantages?|drawbacks?)\b"),
        (Act.advantage, r"\b(?:advantages?|benefits?)\b"),
        (Act.reason, r"\b(?:why|reasons?|causes)\b"),
        (Act.problem, r"\bproblems?\b"),
        (Act.effect, r"\b(?:effects?|affects?|affected|results?|consequences?)\b"),
        (Act.thank, r"\bthank\b"),
    )
)

_WOULD_LIKE = (
    r"(?:would|'d|should) (?:\w+ )?(?:like|appreciate|be (?:\w+ )?(?:grateful|glad|happy|thankful|pleased) if)"
)
_GIVE_BACK = r"(?:refund|compensat\w*|money back|paid back|pay(?:ing)? (?:me )?back|reimburs\w*|replacement|apology)"
PHRASES = {
    act: Phrases(re.compile(plain) if plain else None, re.compile(hints) if hints else None)
    for act, plain, hints in (
        (
            Act.request,
            rf"\b(?:{_WOULD_LIKE} (?:you|it|to (?:ask|request|get|have|receive))|would (?:\w+ )?appreciate|could you"
            rf"|can you (?!believe|imagine|guess)|would you (?!believe)|please (?!find|note)"
            rf"|i (?:\w+ ){{0,2}}(?:ask|request|expect|demand|insist|wanna)\b|"
            rf"i (?:\w+ ){{0,2}}want (?:you|my|the|a)\b"
            rf"|(?:send|give|return|pay) (?:me|back|us)|it would be fair|would be grateful)|\b{_GIVE_BACK}\b",
            r"\b(?:hope|want|wish|should|must|return\w*|replac\w+|propose|suggest)\b",
        ),
        (
            Act.ask,
            r"\b(?:could you|can you (?!believe|imagine|guess)|would you (?!believe)|will you|"
            r"wonder\w* (?:if|whether|what)"
            r"|(?:would|'d) like to (?:know|ask)|let me know|tell me|please|i need (?:you|your)|need your help)\b",
            r"\?",
        ),
        (
            Act.suggest,
            r"\b(?:suggest\w*|(?<!not )(?<!n't )recommend\w*|propos\w+|advis\w+|my advice|if i were you|"
            r"why (?:not|don't)|"
            r"how about|what about"
            r"|have a look at|you(?:'d| had) better|the best (?:place|area|part|way|thing|idea|one)|"
            r"i'd (?:go|choose|pick|try)"
            r"|i would (?:go|choose|pick|try)|(?<!where )(?<!what )you (?:should|could|"
            r"might) (?:\w+ )?(?:live|look|try|go|"
            r"choose|rent|stay|move|visit)"
            r"|i (?:could|can|will|would|'ll|am (?:willing|happy|ready) to) (?:\w+ )?(?:start|begin|"
            r"come|stay|work|finish|do|make up"
            r"|take)|another (?:way|idea|solution|possibility)|could be (?:\w+ed|asked))\b",
            r"\b(?:could|should|might|can|i would|i'd|instead|maybe|perhaps|i will|i'll|better)\b",
        ),
        (
            Act.offer,
            r"\b(?:(?:can|could|will|'ll|would|'d) (?:\w+ )?(?:(?:like|love|be (?:\w+ )?(?:happy|glad|"
            r"pleased)) to )?(?:help|assist|give"
            r" (?:you|us) a hand|lend (?:you|a)|pick you|collect you|carry|drive|show you|provide|meet you|host)"
            r"|(?:just|then|always) (?:call|ring|tell|phone|text) me|do not hesitate|don't hesitate|"
            r"(?:give|lend) you a hand"
            r"|happy to help|you(?:'re| are) (?:\w+ )?welcome|(?:stay|sleep) (?:with|at|in|on) (?:me|us|my|our)"
            r"|you can (?:count|stay|sleep|borrow|use)|let me (?:help|know if you need)|"
            r"if you need (?:any|a|my|some)? ?(?:help|hand))\b",
            r"\b(?:help|hand|offer|assist\w*|i'll|i will|we'll|i can|we can|i've got|i have)\b",
        ),
        (
            Act.feeling,
            r"\b(?:happy|glad|delighted|pleased|thrilled|excited|exciting|proud|over the moon|"
            r"can't wait|cannot wait|congrat\w*"
            r"|(?:great|good|wonderful|fantastic|amazing|lovely|brilliant|best|sad|bad|terrible) news|"
            r"sorry|sad|upset|angry"
            r"|disappointed|surprised|worried|annoyed|shocked|relieved|enjoy\w*|i (?:\w+ )?(?:felt|feel|"
            r"loved|love)|jumped|fell off)\b",
            r"!",
        ),
        (Act.thank, r"\b(?:thank\w*|grateful|appreciate\w*)\b", None),
        (Act.apologize, r"\b(?:sorry|apolog\w+|forgive|my fault|regret)\b", None),
        (
            Act.invite,
            (
                r"\b(?:invit\w+|would you like to (?:come|join)|(?:come|join) (?:us|me|and|to|along)|"
                r"hope you can)\b"
            ),
            r"\bparty\b",
        ),
        (
            Act.introduce,
            (
                r"\b(?:my name is|i am (?:an?|\w+ years|\w+-\w+ years|currently|from)|i'm (?:an?|\w+ years|"
                r"from)|let me introduce)\b"
            ),
            r"\bi (?:am|work|study|live|have)\b",
        ),
        (
            Act.plan,
            r"\b(?:i(?:'ll| will| shall|'m going to| am going to) (?:\w+ )?(?:buy|pay|repair|replace|"
            r"fix|send|take|get|give|bring|order"
            r"|call|ask|try|make)|i(?:'ve| have) (?:already )?(?:taken|ordered|bought|sent|found|asked|"
            r"booked|paid)|i promise|is mine)\b",
            r"\b(?:will|'ll|going to|already|promise|want to)\b",
        ),
        (
            Act.difference,
            r"\b(?:(?:website|site|advert\w*|ad|brochure|leaflet|description|page|"
            r"you) (?:\w+ ){0,4}?(?:said|says|speaks?|spoke|promise[sd]?"
            r"|state[sd]|claim\w*|describe[sd]?|mention\w*)|according to|supposed to|should have|"
            r"instead of|in (?:fact|reality)|what we got"
            r"|not as|it was written|nothing like|little in common|differ\w*|expected)\b",
            r"\b(?:but|however|only|although|never|not|n't|no|unfortunately|instead)\b",
        ),
        (
            Act.mishap,
            r"\b(?:crack\w*|smash\w*|br(?:oke|oken|eaks?)|fell|drop\w*|slip\w*|spill\w*|scratch\w*|"
            r"burn\w*|stole\w*|(?:down|off) it went|into the water"
            r"|in (?:two|pieces)|hit|crash\w*|tore|torn|got wet)\b",
            r"\b(?:damage\w*|lost|accident\w*|happened)\b",
        ),
        (
            Act.useful,
            r"\b(?:(?:will|would|could|can|to) (?:\w+ )?(?:let|help|allow|enable|make|give|benefit|"
            r"improve) (?:me|us|our|my|the|it)|useful|benefi\w+"
            r"|improv\w+|i (?:will|would|could|can) (?:be able|then|also))\b",
            r"\b(?:because|so that|learn|skill\w*|will|would|could)\b",
        ),
        (
            Act.effect,
            r"\b(?:without (?:it|the|this|these|them)|if (?:\w+ ){0,3}(?:clos\w+|shut\w*|disappear\w*)|"
            r"as a (?:result|consequence)|because of (?:it|this|that)"
            r"|(?:we|they|people|children|many|nobody|who|pensioners|families) would (?:\w+ )?(?:have|"
            r"be|lose|not|no|never|need)|consequen\w+|effects?|affect\w*"
            r"|i (?:cannot|can't|can not) (?:\w+ )?(?:sleep|work|study|concentrate|rest))\b",
            r"\b(?:would|so|therefore|cannot|can't|lose|lead\w*|cause\w*|mean\w*|become\w*|became)\b",
        ),
        (
            Act.reason,
            r"\b(?:reasons?|because|due to|owing to|causes?|caused|thanks to|that is why|this is why|"
            r"since (?:they|it|the|he|she|we|people|i)|explain\w*"
            r"|to blame|responsible for)\b",
            r"\b(?:so|as|for|afraid|too|since|result\w*|lead\w*|makes?)\b",
        ),
        (
            Act.advantage,
            r"\b(?:advantages?|benefi\w+|positive\w*|strengths?|good (?:points?|sides?|things?|"
            r"reasons?)|plus|upsides?|attractions?|gains?|useful|favor\w*|merits?)\b",
            r"\b(?:can|help\w*|good|better|sav\w+|learn\w*|eas\w+|free\w*|cheap\w*|more|chance\w*|"
            r"opportunit\w+|allow\w*|enjoy\w*|improv\w+|healthy|safe\w*)\b",
        ),
        (
            Act.disadvantage,
            r"\b(?:disadvantages?|drawbacks?|downsides?|negative\w*|weak\w* (?:points?|sides?)|"
            r"bad (?:points?|sides?|things?)|problems?|harm\w*|dangers?|price to pay|risks?|"
            r"objections?)\b",
            r"\b(?:but|however|not|lonel\w+|tired|expensive|difficult\w*|hard|bad|worse|lose|loss|"
            r"cost\w*|unfair|cannot|can't|stress\w*|danger\w*|poor\w*|miss\w*|ill)\b",
        ),
        (
            Act.problem,
            r"\b(?:(?:very|so|always|too) tired|traffic jams?|ha(?:s|ve) no (?:time|money)|must (?:live|"
            r"spend|move)|(?<!solve this )(?<!solve these )(?<!solve the )problems?|consequen\w+|"
            r"effects?|"
            r"difficult\w*|dangers?|suffer\w*|harm\w*|as a result|"
            r"damag\w+|negative\w*|threat\w*|trouble\w*)\b",
            r"\b(?:cannot|can't|can not|lose|lost|tired|ill|poor|must|have to|no|not|lead\w*|cause\w*|"
            r"expensive|sad|late|pollut\w+|traffic)\b",
        ),
        (
            Act.solution,
            r"\b(?:solutions?|solv\w+|(?:should|must|could|ought to|need\w* to|ha(?:s|ve) to|might|"
            r"can) (?:\w+ ){0,2}?(?:build|give|make|forbid|ban|teach|explain|punish|pay|offer|help|"
            r"invest|support"
            r"|encourage|provide|reduce|limit|close|form|organize|educate|introduce|create|spend|raise|"
            r"change|take|begin|start|be \w+(?:ed|en|t|de))|to tackle|to deal with|measures?|remed\w+)\b",
            r"\b(?:should|could|must|might|ought|need\w*|government\w*|would help|encourag\w+|helps?|if)\b",
        ),
        (
            Act.outweigh,
            r"\b(?:outweigh\w*|more (?:advantages|benefits|disadvantages|drawbacks|good|harm)|"
            r"(?:advantages|benefits|disadvantages|drawbacks|gains) (?:\w+ )?(?:are|"
            r"is) (?:\w+ )?(?:greater|bigger|larger|stronger|"
            r"more)|greater than|on balance|more to be said|worth (?:it|the)|more positive|more negative)\b",
            None,
        ),
    )
}
PHRASES[Act.opinion] = PHRASES[Act.tell] = Phrases(None, None)


def act_of(demand: str) -> Act:
    """What the words of a demand want done."""
    words = demand.lower()
    if words.startswith("deal with"):  # a part that names its subject and leaves open what to say of it
        return Act.tell
    return next((act for act, pattern in _DEMANDS if pattern.search(words)), Act.tell)
