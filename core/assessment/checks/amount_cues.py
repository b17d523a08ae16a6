"""The words around an amount that say what it is: a value, a change, a gap, a sum, a peak, part of a rest."""

import re

CHANGE_NOUN = (
    r"(?:rise|increase|growth|gain|jump|fall|drop|decline|decrease|loss|reduction|change|improvement|recovery)s?"
)
CHANGE_BEFORE = re.compile(
    rf"(?:\bby|\b(?:up|down) by|\b{CHANGE_NOUN} of|\bgain(?:s|ed|ing)?|\blos(?:t|e|es|ing)|\badd(?:s|ed|ing)?"
    rf"|\bplus|\bgave back|\bimproved|\bchanged?(?: only| just| by)?"
    rf"|\b(?:rose|grew|increased|fell|dropped|decreased|declined|went (?:up|down)|edged up|dipped|slipped)"
    rf"|\b{CHANGE_NOUN}[^.;]{{0,40}}(?:was|were|,|at)|\bchange[sd]?)\s*(?:by |only |just |a |an |mere |another "
    rf"|some |one or |as many as |no more than |about )*$",
    re.IGNORECASE,
)
BY_TO = re.compile(r"\bby\s+(?:about |around |some |between )?[$£€]?[\d,.]+%?\s*(?:to|and|or|-)\s*$", re.IGNORECASE)
CHANGE_AFTER = re.compile(
    rf"^[\s-]*(?:percentage )?(?:points?|{CHANGE_NOUN})\b|^[\s-]*(?:\w+ )?(?:of|from) (?:its|their|these|this"
    rf"|those|the) (?:share|total|loss|passengers?|visitors?|value|size|number|first|original|starting)",
    re.IGNORECASE,
)
GAP = re.compile(
    r"\b(?:gap|differen(?:ce|t)s?|separat(?:ed?|ing)|distance|lead|margin|within (?=[$£€\d]|an? |one |two "
    r"|three )|apart|ahead|behind|spread"
    r"|rang(?:ed?|ing)|between \w+ and \w+ was|ahead of|short of)\b",
    re.IGNORECASE,
)
GAP_NOUN = re.compile(r"\b(?:gap|differen(?:ce|t)s?|distance|lead|margin|spread|rang(?:ed?|ing))\b", re.IGNORECASE)
THAN_BEFORE = re.compile(
    r"^[\s-]*(?:percentage |per ?cent )?(?:points? )?(?:\w+ ){0,2}?(?:more|higher|lower|less|fewer|above|below"
    r"|larger|smaller)\b"
    r"[^.;,]{0,25}?\bthan (?:before|previously|(?:ten|\w+) years (?:earlier|before)|a decade (?:earlier"
    r"|before)|in the past"
    r"|at (?:the (?:start|beginning|outset)|first)|it had been|they had been)\b",
    re.IGNORECASE,
)
GAP_AFTER = re.compile(
    r"^[\s-]*(?:percentage |per ?cent )?(?:points? )?(?:\w+ ){0,3}?(?:more|higher|lower|less|fewer|larger"
    r"|greater|above|below|ahead|behind|warmer|colder|cheaper|longer|short|apart)\b",
    re.IGNORECASE,
)
SUM = re.compile(
    r"\b(?:together|combined|in total|altogether|sum|put together|added up|between them|jointly|total of"
    r"|respectively for all)\b",
    re.IGNORECASE,
)
SEVERAL = re.compile(r"\b(?:two|three|four|both|together|combined|all|total|between them)\b", re.IGNORECASE)
OF_ALL = re.compile(r"\b(?:of|out of) (?:the|all|these|those|some)?\s*$", re.IGNORECASE)
WHOLE = re.compile(r"\b(?:total|altogether|overall|in all|sum)\b", re.IGNORECASE)
PEAK = re.compile(r"\b(?:peak(?:s|ed|ing)?|maximum|(?:highest|top) (?:point|level|value))\b", re.IGNORECASE)
TROUGH = re.compile(r"\b(?:trough|bottomed|minimum|lowest (?:point|level|value)|low of)\b", re.IGNORECASE)
PER = re.compile(r"^\W*(?:\w+ ){0,2}?(?:a|an|per|each|every) (day|week|month|year|hour)\b", re.IGNORECASE)
PERIODS = {"day": r"\bdaily|\b(?:a|per|each|every) day", "week": r"\bweekly|\b(?:a|per|each|every) week",
            "month": r"\bmonthly|\b(?:a|per|each|every) month", "year": r"\b(?:yearly|annual|annually)\b|\b(?:a"
            "|per|each|every) year",
            "hour": r"\bhourly|\b(?:a|per|each|every) hour"}  # fmt: skip
MONEY = frozenset({"dollars", "euros", "pounds", "yen"})
RANGE = re.compile(r"\bbetween\s+(?:[$£€]?[\d,.]+%?(?: \w+)?\s+and\s+)?$", re.IGNORECASE)
END_POINT = re.compile(
    r"\b(?:to|at|reach(?:ed|es|ing)?|is|are|was|were|stood at|becoming|became)\s+(?:about |around |only |just |a |an "
    r"|mere |nearly |some )*$",
    re.IGNORECASE,
)
HELD_AGAINST = re.compile(
    r"\b(?:than|compared (?:to|with)|against|versus|as opposed to|in comparison (?:to|with)|followed by)\s+"
    r"(?:(?:a|an|the|only|just|mere|about|around|some|nearly|almost)\s+)*$",
    re.IGNORECASE,
)
OF_REST = re.compile(
    r"^\s*(?:\w+ )?(?:for|of|by|were|was|made up|gave)\s+(?:the rest|everything else|all others|others)\b",
    re.IGNORECASE,
)
REST = re.compile(r"\b(?:remain(?:der|ing|s)|the rest|everything else|all (?:the )?others?)\b", re.IGNORECASE)
AGAIN = re.compile(r"\b(?:it means|that is|this is|i\.e\.|in other words|which (?:is|means)|or)[\s,]*$", re.IGNORECASE)
WRITTEN_OUT = re.compile(r"\d[,. ]?000\b|\bthousand\b", re.IGNORECASE)
RATIO_OF = re.compile(
    r"^\s*(?:of )?(?:what|that|those|the (?:figure|number|rate|share|level)|as)\b|^\s*(?:the|as)\b", re.IGNORECASE
)
