"""For each family of rules: (kind, sentence with the [fault] in brackets), and sound sentences beside them."""

SENTENCES: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, ...]]] = {
    "phrases": (
        (("fixed_phrase", "[In the other hand], cars are useful."),),
        ("On the other hand, cars are useful.", "He went by bus, and on the other hand saved money."),
    ),
    "tables": (
        (
            ("preposition", "She has lived here [since] five years."),
            ("word_choice", "Please [open the light] before you come in."),
            ("comparison", "A train is [as faster as] a car."),
        ),
        (
            "She has lived here since 2015.",
            "Please turn on the light before you come in.",
            "A train is as fast as a car.",
            "New rules can effect change in a company.",
        ),
    ),
    "agreement": (
        (
            ("subject_verb", "My brother [work] in a hospital."),
            ("noun_number", "Many [student] in my class agree."),
            ("uncountable", "Teachers gave us many [advices] about it."),
        ),
        (
            "My brother works in a hospital.",
            "Many students in my class agree.",
            "Modern aircraft remain expensive.",
            "Growing vegetables is a good hobby.",
            "The police are looking for him.",
            "Radio is a powerful means of teaching, and a crossroads is a place to meet.",
        ),
    ),
    "clause_agreement": (
        (
            ("subject_verb", "People who [is] rich can travel."),
            ("subject_verb", "There [is] many reasons for this."),
            ("subject_verb", "One of my friends [live] in Cairo."),
            ("subject_verb", "Celebrating a victory [create] a sense of success."),
        ),
        (
            "People who are rich can travel.",
            "There are many reasons for this.",
            "One of my friends lives in Cairo.",
            "Learning languages helps people at work.",
            "A number of my friends live in Cairo.",
            "If he were rich, he would travel.",
        ),
    ),
    "distant_agreement": (
        (("subject_verb", "Students who live abroad [sends] letters home."),),
        ("Students who live abroad send letters home.", "They suggested that he take a course."),
    ),
    "numbers": (
        (
            ("noun_number", "We visited several [museum] in the city."),
            ("noun_number", "Every [children] should learn to swim."),
        ),
        (
            "We visited several museums in the city.",
            "Every child should learn to swim.",
            "Every two years there is a new plan.",
        ),
    ),
    "verb_forms": (
        (
            ("verb_form", "Instead of [watch] the news, they play games."),
            ("verb_form", "I [am agree] with this idea."),
            ("verb_form", "She has [went] to another country."),
            ("verb_form", "He did not [knew] the answer."),
            ("verb_form", "The city can [built] more parks."),
        ),
        (
            "Instead of watching the news, they play games.",
            "I agree with this idea.",
            "She has gone to another country.",
            "He did not know the answer.",
            "More parks can be built in the city.",
        ),
    ),
    "complements": (
        (
            ("verb_form", "My parents [enjoy to cook] for us."),
            ("verb_form", "Teachers should let them [to decide]."),
            ("verb_form", "I look forward to [hear] from you."),
        ),
        (
            "My parents enjoy cooking for us.",
            "Teachers should let them decide.",
            "I look forward to hearing from you.",
            "Parents want cooking to be taught at school.",
            "We stopped to rest.",
        ),
    ),
    "tense": (
        (
            ("tense", "Two years ago we [move] to a new flat."),
            ("tense", "If I [would have] more time, I would read."),
            ("tense", "I will call you when I [will arrive]."),
        ),
        (
            "Two years ago we moved to a new flat.",
            "If I had more time, I would read.",
            "I will call you when I arrive.",
            "Nobody knows when he will arrive.",
        ),
    ),
    "articles": (
        (
            ("article", "She bought [car] for her son."),
            ("article", "It is [most] important thing in life."),
            ("article", "People protect [environment] in many ways."),
        ),
        (
            "She bought a car for her son.",
            "It is the most important thing in life.",
            "People protect the environment in many ways.",
            "He goes to work by car and comes home at night.",
            "The result came from hard work and innovation.",
        ),
    ),
    "generic": (
        (("article", "These rules are good for [the society]."),),
        ("These rules are good for society.", "The society of that time was closed."),
    ),
    "prepositions": (
        (
            ("preposition", "The plan depends [of] the weather."),
            ("preposition", "The council must deal [about] the problem."),
            ("preposition", "She is interested [on] music."),
        ),
        (
            "The plan depends on the weather.",
            "We discussed the problem.",
            "She is interested in music.",
            "They arrived at the station.",
        ),
    ),
    "confusions": (
        (
            ("word_choice", "Life in a city is very [difference] from life in a village."),
            ("word_choice", "I was very [exciting] about the trip."),
            ("confused_words", "The government should [rise] taxes."),
        ),
        ("The lesson was very boring, so they slept.", "The company decided to raise its prices."),
    ),
    "joining": (
        (
            ("sentence_joining", "The bus was [late, therefore] we missed the lesson."),
            ("sentence_joining", "My town is [small, it] has only one school."),
        ),
        (
            "The bus was late, so we missed the lesson.",
            "My town is small, but it has only one school.",
            "When the town is small, it has only one school.",
            "The bus, it seems, was late.",
        ),
    ),
    "missing": (
        (("missing_word", "In my opinion, [is] very important to read."),),
        ("In my opinion, it is very important to read.", "He does not like cold food."),
    ),
    "order": (
        (
            ("word_order", "I do not know [where is] the station."),
            ("word_order", "I like [very much] this city."),
        ),
        ("I do not know where the station is.", "I like this city very much.", "Where is the station?"),
    ),
}
