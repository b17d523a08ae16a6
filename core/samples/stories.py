"""When sample people write and which of our essays: a story over weeks, never against a rule of the product."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from core.content.sample_essays import SampleEssay
from core.content.task_entries import MODULE_PREFIX
from core.content.types import ModuleType
from core.samples.people import SamplePerson, Story

A_MONTH = 4  # hand-ins of one UTC month: the free plan has 5
THIS_MONTH = 2  # of the month that still runs: the others stay for whoever looks around
WRITING_MINUTES = {1: 20, 2: 38}
_FIRST_HOUR, _LAST_HOUR = 7, 21  # of the person's own day


@dataclass(frozen=True)
class Sitting:
    """One essay: begun and handed in, both in the past."""

    essay: SampleEssay
    begun_at: datetime
    submitted_at: datetime


def sittings(person: SamplePerson, essays: Sequence[SampleEssay], *, now: datetime) -> list[Sitting]:
    """What the person has handed in by `now`, oldest first; no essay twice, and all that a free plan allows."""
    random = Random(f"story of {person.email}")
    moments = _moments(random, person, now=now)
    chosen = _chosen(random, person.story, essays, count=len(moments))
    return [
        Sitting(essay, moment - timedelta(minutes=WRITING_MINUTES[_task_number(essay)]), moment)
        for essay, moment in zip(chosen, moments, strict=False)
    ]


def is_for(essay: SampleEssay, module_type: ModuleType) -> bool:
    """Whether the essay answers a task of this module, as the task's code says."""
    return essay.task_code.startswith(MODULE_PREFIX[module_type.value] + "_")


def _task_number(essay: SampleEssay) -> int:
    return 1 if "_T1_" in essay.task_code else 2


def _moments(random: Random, person: SamplePerson, *, now: datetime) -> list[datetime]:
    """Hand-ins at waking hours of the person's own days, a few days apart."""
    home = ZoneInfo(person.timezone)
    joined = (now - timedelta(days=person.joined_days_ago)).astimezone(home)
    lasts = random.randint(6, 24) if person.story == Story.drops_out else person.joined_days_ago
    a_month: Counter[tuple[int, int]] = Counter()
    moments: list[datetime] = []
    day = 0
    while day <= lasts:
        clock = timedelta(hours=random.randint(_FIRST_HOUR, _LAST_HOUR), minutes=random.randint(0, 59))
        midnight = datetime.combine((joined + timedelta(days=day)).date(), datetime.min.time(), tzinfo=home)
        moment = (midnight + clock).astimezone(now.tzinfo)
        month = (moment.year, moment.month)
        most = THIS_MONTH if month == (now.year, now.month) else A_MONTH
        if joined + timedelta(hours=1) < moment < now - timedelta(hours=1) and a_month[month] < most:
            a_month[month] += 1
            moments.append(moment)
        day += random.randint(3, 9)
    return moments


def _chosen(random: Random, story: Story, essays: Sequence[SampleEssay], *, count: int) -> list[SampleEssay]:
    """`count` of the essays, or all: who improves goes up the levels, the others stay about where they are."""
    by_level = sorted(essays, key=lambda essay: (essay.intended_band, random.random()))
    count = min(count, len(by_level))
    if count == 0:
        return []
    if story == Story.improves:
        step = len(by_level) / count
        return [by_level[int(place * step)] for place in range(count)]
    first = random.randint(0, len(by_level) - count)
    stretch = by_level[first : first + count]
    random.shuffle(stretch)
    return stretch
