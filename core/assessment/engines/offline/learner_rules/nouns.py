"""Nouns that behave unlike the rest."""

from core.assessment.word_list import word_set

# Singular in form, plural in use (or both): never a clash with a plural verb or determiner.
COLLECTIVE = word_set(
    "people police number majority lot rest variety range percentage proportion half family government team group "
    "staff public couple minority everyone amount per cent percent data media crew population youth class company "
    "none all some most any what who which that each"
)
# Plural in form, singular in use.
SINGULAR_IN_S = word_set(
    "news economics politics mathematics physics athletics series means statistics ethics gymnastics"
)
# Nouns that learners make plural and that have no plural.
UNCOUNTABLE_PLURALS = {
    "informations": "information",
    "advices": "advice",
    "equipments": "equipment",
    "furnitures": "furniture",
    "homeworks": "homework",
    "knowledges": "knowledge",
    "evidences": "evidence",
    "luggages": "luggage",
    "softwares": "software",
    "pollutions": "pollution",
    "traffics": "traffic",
    "transportations": "transportation",
    "feedbacks": "feedback",
    "stuffs": "stuff",
    "educations": "education",
    "unemployments": "unemployment",
    "childrens": "children",
    "womens": "women",
    "mens": "men",
    "criterias": "criteria",
    "datas": "data",
}
IRREGULAR_PLURALS = {"person": "people", "child": "children", "country": "countries", "city": "cities"}
