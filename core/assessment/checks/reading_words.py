"""The words between amounts, labels and times that say what belongs to what."""

import re

JOINT = re.compile(
    r"^\s*(?:[,;:]|and|or|then|to|but|finally|only|also|just|&|against|followed by|versus|compared (?:with|to)"
    r"|ten|years?|later|\s)*\s*(?:the|for|in|at|of|that of|by)?\s*(?:the\s*)?$",
    re.IGNORECASE,
)
OF_NEXT = re.compile(
    r"^(?:\W*(?:(?:degrees?|hours?|dollars?|journeys?|people|visitors|passengers|trips) )?(?:of|for|in|among"
    r"|amongst|at|on|by|from|were|was|is|are|said|named|chose|came from|used|to)?\W*(?:all |total |the |those "
    r"|people |adults |household |young |in |\w+s |aged |age |of )*)$",
    re.IGNORECASE,
)
AT_PREVIOUS = re.compile(
    r"^[\s,(:=–-]*(?:at|with|for|to|by|from|was|were|is|are|be|had|has|have|did|only|just|even|the|a|an|figure"
    r"|share|rate|group|grow\w*|grew|rose|fell|it|stood|figures?|power|energy|mere|about|around|than|gave"
    r"|reached|used)*"
    r"(?:\s+(?:at|with|for|to|by|from|was|were|is|are|be|had|has|have|only|just|even|the|a|an|mere|used|than"
    r"|rate|figure|share|group))*[\s(:]*$",
    re.IGNORECASE,
)
LOOSELY_AT = re.compile(
    r"^[\s,(]*(?:(?:\w+\s+){0,4}?(?:at|from|with|by|were|was|had|reached|made|stood|accounted|of|to|for"
    r"|respectively|figures?|than|progress),?\s+)(?:about |around |only |just |from |at )*$",
    re.IGNORECASE,
)
FORMER, LATTER = re.compile(r"\bformer\b", re.IGNORECASE), re.compile(r"\blatter\b", re.IGNORECASE)
NEW_CLAUSE = re.compile(r"\b(?:and|but|while|whereas|although|then)\b", re.IGNORECASE)
AFTER_GROUP = re.compile(r"^\s*(?:to\s+)?(?:in|for|of|among|at|on)\s+(?:the\s+)?$", re.IGNORECASE)
RUN_ON = re.compile(r"^\s+(?:\w+\s+){0,3}?(?:from|at)\s+(?:to|and)\s*$", re.IGNORECASE)
NEXT_ONE = re.compile(
    r"\b(?:next|following|previous|other|last|remaining) (?:age )?(?:group|one|category|band|age)s?\b|\b(?:one"
    r"|group) after"
    r"|\bfrom (?:this|that) age|\bafter that\b",
    re.IGNORECASE,
)
STARTS = re.compile(r"\b(?:start(?:s|ed|ing)?|beg[iau]n(?:s|ning)?|at first|initial(?:ly)?)\b", re.IGNORECASE)
ENDS = re.compile(r"\b(?:end(?:s|ed|ing)?|finish(?:es|ed|ing)?|final(?:ly)?|clos(?:es|ed|ing))\b", re.IGNORECASE)
