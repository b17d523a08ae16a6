"""Essays of our own for the engine's tests."""

OPINION_PROMPT = (
    "Some people believe that every school should teach children how to cook. To what extent do you agree or "
    "disagree with this opinion?"
)

OPINION_ESSAY = """Many parents no longer have the time to prepare meals at home, and a growing number of teenagers \
leave school without knowing how to boil an egg. For this reason, some people want cooking to \
become a compulsory subject. I agree with this proposal, because it protects young people's health \
and makes them independent.

The strongest argument for cooking lessons is their effect on health. Children who understand what \
goes into a meal are more likely to choose fresh vegetables than ready-made dishes, which often \
contain large amounts of salt and sugar. In my own town, for example, one school introduced a \
weekly cooking class, and within a year the canteen sold twice as much fruit. This change did not \
require a campaign; the pupils had simply learned to enjoy what they had made themselves.

Cooking also prepares children for adult life. Students who move to another city frequently spend \
most of their money on restaurants, although they could eat better for less if they cooked \
together. Furthermore, planning a meal teaches them to manage time, to compare prices and to work \
as a team. These skills are rarely practised in other lessons, so schools would be filling a real \
gap.

Critics argue that the timetable is already full and that parents should teach such things. \
However, not every family has a kitchen where a child can learn safely, and it would be unfair if \
only some children acquired this ability.

In conclusion, I am convinced that cooking deserves a place in every school. An hour a week costs \
little, and its benefits last for a lifetime.
"""

WEAK_ESSAY = """Nowadays many peoples is not cook in the home. I think school must to teach the cooking becouse it \
is very importent for childrens health. I am agree with this idea.

First of all, if child dont know cook, he eat fast food every day. Fast food have many fat and \
suger and it make people ill. For exemple my brother he eat hamburger every days and now he have \
problem with his healthy. If school teached him he will can cook good food.

On other hand some people says that school have many subject and student is tired. They thinks \
parents can teach there child. But parents is work all day and they no have time. So i think \
school is more better place for learn this things.

Also cooking is very usefull when student go to other city for study. He can cooks and he not \
spend many moneys in restaurant. My friend live in other city and she cook every day, she is happy \
and she have more money.

In conclude, I think cooking in school is good idea for all student and goverment must to give \
money for this. It help people to be healthy and have good life in the future.
"""

REPORT_PROMPT = (
    "The line graph below shows the number of visitors to three museums between 2000 and 2020. Summarise the "
    "information by selecting and reporting the main features, and make comparisons where relevant."
)

REPORT = """The line graph compares how many people visited three museums, the City Museum, the Art Museum and \
the Science Museum, between 2000 and 2020.

Overall, the Science Museum attracted more and more visitors and became the most popular of the \
three, whereas the City Museum lost almost half of its public. The figures for the Art Museum \
changed very little.

In 2000, the City Museum welcomed about 80,000 visitors, twice as many as the Science Museum. This \
number fell steadily to 60,000 in 2010 and reached 42,000 at the end of the period. By contrast, \
the Science Museum grew from 40,000 visitors to 65,000 in 2010, when it overtook the City Museum \
for the first time, and it then climbed to a peak of 90,000 in 2020.

The Art Museum showed a different pattern. It was visited by roughly 50,000 people in the first \
year, and although there was a small rise to 55,000 in 2015, the figure returned to its starting \
point five years later. As a result, it finished the period above the City Museum, but far below \
the Science Museum.
"""

LETTER_PROMPT = (
    "You recently stayed at a hotel and left something in your room. Write a letter to the manager of the "
    "hotel. In your letter, describe what you left, say where you think it is, and explain what you would like "
    "the manager to do."
)

LETTER = """Dear Sir or Madam,

I am writing because I stayed at your hotel from 3 to 5 May, in room 214, and I believe that I \
left my watch there.

It is a small silver watch with a dark blue face and a brown leather strap. My initials, K. M., \
are engraved on the back. Although it is not very expensive, it was a present from my grandmother, \
so it means a great deal to me.

I remember that I took it off before I went to the swimming pool on the last evening. I think I \
put it in the drawer of the table beside the bed, but it may also have fallen behind the table, as \
I was packing in a hurry.

Could you please ask your staff to look for it? If they find it, I would be grateful if you could \
keep it at reception. My sister is travelling through your town next week and could collect it for \
me. You can reach me at any time on the telephone number in my booking.

Thank you very much for your help.

Yours faithfully,
Katarina Molnar
"""
