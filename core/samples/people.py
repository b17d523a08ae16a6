"""Who the sample people are: names, homes and aims, the same for a number wherever and whenever it is asked."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from random import Random

from core.accounts.fields import SAMPLE_DOMAIN
from core.content.types import ModuleType


class Story(StrEnum):
    """How somebody's practice goes."""

    improves = "improves"
    stalls = "stalls"
    drops_out = "drops_out"


@dataclass(frozen=True)
class SamplePerson:
    """A person we made up. `test_in_days` counts from the day of making; None is "not booked"."""

    email: str
    first_name: str
    last_name: str
    timezone: str
    language: str
    module_type: ModuleType
    target_band: Decimal | None
    last_writing_band: Decimal | None
    test_in_days: int | None
    story: Story
    joined_days_ago: int


# Time zone, first language, given names, family names. Every name is common where it is from.
HOMES: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Asia/Shanghai", "Chinese", ("Wei", "Jing", "Hao", "Yan"), ("Zhang", "Liu", "Chen")),
    ("Asia/Kolkata", "Hindi", ("Priya", "Arjun", "Neha", "Rahul"), ("Sharma", "Verma", "Gupta")),
    ("America/Sao_Paulo", "Portuguese", ("Beatriz", "Thiago", "Larissa", "Rafael"), ("Souza", "Oliveira", "Lima")),
    ("Asia/Tehran", "Persian", ("Sara", "Reza", "Nazanin", "Amir"), ("Karimi", "Rezaei", "Ahmadi")),
    ("Africa/Lagos", "Yoruba", ("Adaeze", "Tunde", "Folake", "Segun"), ("Adeyemi", "Balogun", "Okafor")),
    ("Asia/Ho_Chi_Minh", "Vietnamese", ("Linh", "Minh", "Thao", "Duc"), ("Nguyen", "Tran", "Pham")),
    ("Europe/Istanbul", "Turkish", ("Elif", "Emre", "Zeynep", "Burak"), ("Yilmaz", "Kaya", "Demir")),
    ("Asia/Manila", "Tagalog", ("Angelica", "Jomar", "Kristine", "Paolo"), ("Santos", "Reyes", "Garcia")),
    ("Europe/Kyiv", "Ukrainian", ("Olena", "Taras", "Iryna", "Andrii"), ("Shevchenko", "Kovalenko", "Bondar")),
    ("America/Bogota", "Spanish", ("Valentina", "Santiago", "Daniela", "Camilo"), ("Rojas", "Moreno", "Castro")),
    ("Asia/Seoul", "Korean", ("Ji-woo", "Min-jun", "Seo-yeon", "Hyun-woo"), ("Kim", "Lee", "Choi")),
    ("Asia/Riyadh", "Arabic", ("Noura", "Faisal", "Reem", "Khalid"), ("Al-Harbi", "Al-Qahtani", "Al-Otaibi")),
    ("Asia/Dhaka", "Bengali", ("Nusrat", "Tanvir", "Farzana", "Imran"), ("Rahman", "Hossain", "Islam")),
    ("Asia/Karachi", "Urdu", ("Ayesha", "Bilal", "Hira", "Usman"), ("Khan", "Malik", "Siddiqui")),
    ("Europe/Rome", "Italian", ("Giulia", "Matteo", "Chiara", "Luca"), ("Rossi", "Ferrari", "Romano")),
    ("Asia/Bangkok", "Thai", ("Ploy", "Krit", "Fah", "Nat"), ("Suksawat", "Chaiyaporn", "Wongsa")),
    ("Africa/Cairo", "Arabic", ("Mariam", "Omar", "Salma", "Youssef"), ("Hassan", "Mahmoud", "Fathy")),
    ("Asia/Tashkent", "Uzbek", ("Dilnoza", "Jasur", "Malika", "Sardor"), ("Karimov", "Yusupov", "Tursunov")),
    ("Asia/Tokyo", "Japanese", ("Yuki", "Haruto", "Aoi", "Sota"), ("Sato", "Suzuki", "Tanaka")),
    ("Africa/Nairobi", "Swahili", ("Wanjiru", "Otieno", "Akinyi", "Kamau"), ("Mwangi", "Odhiambo", "Njoroge")),
    ("Asia/Jakarta", "Indonesian", ("Putri", "Budi", "Dewi", "Rizky"), ("Santoso", "Wijaya", "Saputra")),
    ("Europe/Warsaw", "Polish", ("Zofia", "Jakub", "Maja", "Piotr"), ("Nowak", "Wojcik", "Kaminska")),
    ("Asia/Kathmandu", "Nepali", ("Sita", "Bibek", "Anjali", "Suman"), ("Thapa", "Gurung", "Shrestha")),
    ("America/Mexico_City", "Spanish", ("Ximena", "Diego", "Fernanda", "Luis"), ("Hernandez", "Lopez", "Ramirez")),
)
_STORIES = (
    Story.improves,
    Story.stalls,
    Story.improves,
    Story.drops_out,
    Story.stalls,
    Story.improves,
    Story.drops_out,
)
_TARGETS = (None, Decimal("6.0"), Decimal("6.5"), Decimal("6.5"), Decimal("7.0"), Decimal("7.0"), Decimal("7.5"))
_EARLIER_BANDS = (None, None, Decimal("5.0"), Decimal("5.5"), Decimal("6.0"), Decimal("6.5"))
MIN_DAYS, MAX_DAYS = 10, 120  # since they joined


def sample_person(index: int) -> SamplePerson:
    """The person of this number, from 0 on; the address belongs to nobody and can never be written to."""
    random = Random(f"sample person {index}")  # a string: the same in every process
    timezone, language, given, family = HOMES[index % len(HOMES)]
    turn = index // len(HOMES)
    story = _STORIES[index % len(_STORIES)]
    books_a_test = story != Story.drops_out and random.random() < 0.6
    return SamplePerson(
        email=f"learner-{index + 1:04d}@{SAMPLE_DOMAIN}",
        first_name=given[turn % len(given)],
        last_name=family[(turn + turn // len(given)) % len(family)],
        timezone=timezone,
        language=language,
        module_type=ModuleType.general if index % 4 == 3 else ModuleType.academic,
        target_band=random.choice(_TARGETS),
        last_writing_band=random.choice(_EARLIER_BANDS),
        test_in_days=random.randint(4, 90) if books_a_test else None,
        story=story,
        joined_days_ago=random.randint(MIN_DAYS, MAX_DAYS),
    )
