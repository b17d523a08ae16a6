"""Whatever an endpoint does ends in a named fault, in time, after at most three tries."""

import json
import time
from collections.abc import Iterator

import pytest

from core.assessment.engines import registry
from core.assessment.engines.openai import faults, waiting
from core.assessment.engines.openai.breaker import FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, Breaker
from core.assessment.engines.openai.engine import OpenAIEngine
from core.assessment.engines.openai.transport import MOST_BYTES
from core.assessment.types import TaskFacts
from core.config import OpenAIApi
from tests.contracts.endpoint import Behaviour, Exchange, FakeEndpoint, envelope, good_reply, serving, well
from tests.core.assessment.texts import OPINION_ESSAY, OPINION_PROMPT

TASK = TaskFacts(2, OPINION_PROMPT)


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    with serving() as fake:
        yield fake


def engine(fake: FakeEndpoint, **options: object) -> OpenAIEngine:
    return OpenAIEngine(fake.options(**options), registry.engine("offline"), pause=lambda _seconds: None)


def drip_body(exchange: Exchange) -> None:
    exchange.start(200, "application/json", 1000)
    exchange.drip(b" " * 1000, 0.1)


def drip_headers(exchange: Exchange) -> None:
    exchange.drip(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100, 0.1)


def hang(exchange: Exchange) -> None:
    exchange.stop.wait(20)


def refuse(exchange: Exchange) -> None:
    body = envelope(exchange.asked, "")
    if "choices" in body:
        body["choices"][0]["message"] = {"content": None, "refusal": "I cannot."}
    else:
        body["output"][0]["content"] = [{"type": "refusal", "refusal": "I cannot."}]
    exchange.body(body)


def gzip_bomb(exchange: Exchange) -> None:
    exchange.body(b"\x1f\x8b\x08", Content_Encoding="gzip")


WRONG: list[tuple[str, Behaviour, type[faults.EndpointFault], int]] = [
    ("wrong key", lambda x: x.error(401), faults.KeyRefused, 1),
    ("no permission", lambda x: x.error(403), faults.KeyRefused, 1),
    ("no such model", lambda x: x.error(404), faults.ModelUnknown, 1),
    ("no money", lambda x: x.error(429, "insufficient_quota"), faults.QuotaUsedUp, 1),
    ("too long", lambda x: x.error(400, "context_length_exceeded"), faults.RequestRefused, 1),
    ("elsewhere", lambda x: x.body({}, status=307, Location="http://127.0.0.1:9/v1"), faults.EndpointMoved, 1),
    ("busy", lambda x: x.error(429), faults.EndpointBusy, 3),
    ("broken", lambda x: x.error(500), faults.EndpointBroken, 3),
    ("overloaded", lambda x: x.error(503), faults.EndpointBroken, 3),
    ("hangs up", lambda x: x.hang_up(), faults.EndpointAway, 3),
    ("declines", refuse, faults.ModelRefused, 1),
    ("incomplete", lambda x: x.say('{"criteria": [', status="incomplete"), faults.ReplyCut, 1),
    ("empty", lambda x: x.say(""), faults.UnusableReply, 3),
    ("prose", lambda x: x.say("A nice essay!"), faults.UnusableReply, 3),
    ("html that says json", lambda x: x.body(b"<html></html>"), faults.UnusableReply, 3),
    ("json that says html", lambda x: x.body({"output": []}, kind="text/html"), faults.UnusableReply, 3),
    ("a list", lambda x: x.body([]), faults.UnusableReply, 3),
    ("null", lambda x: x.body(b"null"), faults.UnusableReply, 3),
    ("wrong shapes", lambda x: x.body({"output": "a", "choices": 3, "usage": []}), faults.UnusableReply, 3),
    ("deep", lambda x: x.body(b"[" * 50_000), faults.UnusableReply, 3),
    ("no body", lambda x: x.body(b"", status=204), faults.UnusableReply, 3),
    ("packed", gzip_bomb, faults.UnusableReply, 3),
    ("a megabyte", lambda x: x.body(b" " * 1_000_000), faults.ReplyTooLarge, 3),
]


@pytest.mark.parametrize("api", list(OpenAIApi))
@pytest.mark.parametrize(("way", "expected", "tries"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_every_fault_has_its_name(
    endpoint: FakeEndpoint, api: OpenAIApi, way: Behaviour, expected: type[faults.EndpointFault], tries: int
) -> None:
    endpoint.answers(way)

    with pytest.raises(faults.EndpointFault) as failed:
        engine(endpoint, api=api, timeout_seconds=60).assess(OPINION_ESSAY, TASK)

    assert type(failed.value) is expected
    assert len(endpoint.asked) == tries
    assert failed.value.usage is not None and failed.value.usage.tries == tries


@pytest.mark.parametrize("way", [drip_body, drip_headers, hang])
def test_the_deadline_is_wall_time(endpoint: FakeEndpoint, way: Behaviour) -> None:
    endpoint.answers(way)
    slow = engine(endpoint, timeout_seconds=1.0)
    began = time.monotonic()

    with pytest.raises(faults.EndpointSlow):
        slow.assess(OPINION_ESSAY, TASK)

    assert time.monotonic() - began < 3


def test_nobody_listens(endpoint: FakeEndpoint) -> None:
    with pytest.raises(faults.EndpointAway):
        engine(endpoint, base_url="http://127.0.0.1:1/v1").assess(OPINION_ESSAY, TASK)


def test_the_cap_leaves_room_for_the_largest_good_reply() -> None:
    assert 10 * len(json.dumps(good_reply(OPINION_ESSAY))) < MOST_BYTES < 1_000_000


@pytest.mark.parametrize("fault", [lambda x: x.error(500), lambda x: x.say("no"), lambda x: x.error(429)])
def test_a_second_try_may_help_and_all_tries_are_paid(endpoint: FakeEndpoint, fault: Behaviour) -> None:
    endpoint.answers(fault, well)

    usage = engine(endpoint).assess(OPINION_ESSAY, TASK).usage

    assert usage is not None and usage.tries == 2
    assert usage.output_tokens in (1500, 3000)


def test_what_the_endpoint_asks_to_wait_is_waited(endpoint: FakeEndpoint) -> None:
    endpoint.answers(lambda x: x.error(429, Retry_After="7"), well)
    waits: list[float] = []
    asked = OpenAIEngine(endpoint.options(), registry.engine("offline"), pause=waits.append)

    asked.assess(OPINION_ESSAY, TASK)

    assert waits == [7.0]


def test_a_wait_beyond_the_deadline_is_not_begun(endpoint: FakeEndpoint) -> None:
    endpoint.answers(lambda x: x.error(503, Retry_After="3600"))

    with pytest.raises(faults.EndpointBroken):
        engine(endpoint).assess(OPINION_ESSAY, TASK)

    assert len(endpoint.asked) == 1


def test_retry_after_in_all_its_spellings() -> None:
    assert waiting.asked_wait({"retry-after": "2"}) == 2
    assert waiting.asked_wait({"retry-after-ms": "250"}) == 0.25
    assert (waiting.asked_wait({"retry-after": "Fri, 01 Jan 2100 00:00:00 GMT"}) or 0) > 1e6
    for nonsense in ("", "soon", "-3", "nan", "inf", "Wed, 32 Foo"):
        assert waiting.asked_wait({"retry-after": nonsense}) is None


def test_jitter_is_full_and_grows() -> None:
    waits = [[waiting.jittered(tries) for _ in range(200)] for tries in (1, 2, 9)]

    assert [max(some) <= limit for some, limit in zip(waits, (2, 4, 20), strict=True)] == [True] * 3
    assert min(waits[1]) < 1 and max(waits[2]) > 10


def test_a_parameter_that_the_model_does_not_take_is_left_out(endpoint: FakeEndpoint) -> None:
    def picky(exchange: Exchange) -> None:
        for name in ("temperature", "store"):
            if name in exchange.asked:
                error = {"message": f"Unsupported parameter: '{name}'", "param": name, "code": "unsupported"}
                return exchange.body({"error": error}, status=400)
        return well(exchange)

    endpoint.answers(picky)
    asked = engine(endpoint)

    assert asked.assess(OPINION_ESSAY, TASK).usage.tries == 1  # type: ignore[union-attr]
    assert asked.assess(OPINION_ESSAY, TASK).usage.tries == 1  # type: ignore[union-attr]
    assert len(endpoint.asked) == 4, "the second essay remembers"


def test_the_request_is_what_it_should_be(endpoint: FakeEndpoint) -> None:
    for api in OpenAIApi:
        engine(endpoint, api=api).assess(OPINION_ESSAY, TASK)

    responses, chat = (exchange.asked for exchange in endpoint.asked)
    assert (responses["temperature"], chat["temperature"], chat["seed"]) == (0, 0, 7)
    assert responses["text"]["format"]["strict"] and chat["response_format"]["json_schema"]["strict"]
    assert responses["store"] is False
    assert responses["instructions"] == chat["messages"][0]["content"]
    assert endpoint.asked[0].handler.headers["Authorization"] == "Bearer a-key"
    assert OPINION_ESSAY[:60] not in responses["instructions"]


def test_five_failures_in_a_row_and_the_endpoint_is_left_alone(endpoint: FakeEndpoint) -> None:
    endpoint.answers(lambda x: x.error(500))
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    asked = OpenAIEngine(endpoint.options(), registry.engine("offline"), breaker=breaker, pause=lambda _seconds: None)

    for _ in range(4):
        with pytest.raises(faults.EndpointFault):
            asked.assess(OPINION_ESSAY, TASK)
    assert len(endpoint.asked) == 5

    now[0] = FIRST_PAUSE_SECONDS
    with pytest.raises(faults.EndpointBroken):
        asked.assess(OPINION_ESSAY, TASK)
    assert len(endpoint.asked) == 6, "one call to see whether it is back"

    now[0] += 2 * FIRST_PAUSE_SECONDS
    endpoint.answers(well)
    assert asked.assess(OPINION_ESSAY, TASK).engine == "openai-1+a-model"
    assert breaker.seconds_closed() == 0


def test_the_pause_doubles_up_to_a_quarter_of_an_hour() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    pauses = []
    for _ in range(12):
        while breaker.may_call():
            breaker.failed()
        pauses.append(breaker.seconds_closed())
        now[0] += breaker.seconds_closed()

    assert pauses[:3] == [30, 60, 120]
    assert pauses[-1] == LONGEST_PAUSE_SECONDS


def test_after_a_pause_one_caller_goes_first() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    while breaker.may_call():
        breaker.failed()
    now[0] = FIRST_PAUSE_SECONDS

    assert [breaker.may_call() for _ in range(3)] == [True, False, False]
    breaker.succeeded()
    assert all(breaker.may_call() for _ in range(3))


def test_an_essay_that_the_model_declines_does_not_stop_the_others(endpoint: FakeEndpoint) -> None:
    endpoint.answers(refuse)
    asked = engine(endpoint)
    for _ in range(7):
        with pytest.raises(faults.ModelRefused):
            asked.assess(OPINION_ESSAY, TASK)

    assert len(endpoint.asked) == 7


def test_absurd_counts_are_not_believed(endpoint: FakeEndpoint) -> None:
    for usage in (
        {"input_tokens": 10**15, "output_tokens": -4, "input_tokens_details": {"cached_tokens": 10**12}},
        {"input_tokens": None, "output_tokens": None},
        None,
    ):
        endpoint.answers(lambda x, usage=usage: x.say(json.dumps(good_reply(x.essay)), usage=usage))

        found = engine(endpoint).assess(OPINION_ESSAY, TASK).usage

        assert found is not None
        assert 1000 < found.input_tokens < 5000 and found.cached_tokens <= found.input_tokens
        assert 300 < found.output_tokens < 3000
