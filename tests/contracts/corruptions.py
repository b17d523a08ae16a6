"""Replies that must never become a result: each kind breaks a good reply in its own way, at a place of its number."""

import gzip
import json
import random
from collections.abc import Callable
from typing import Any

from tests.contracts.endpoint import Behaviour, Exchange, envelope, good_reply

Reply = dict[str, Any]
_BANDS: tuple[Any, ...] = (0, 10, -1, 6.5, "6", None, True, [6], {"band": 6}, 1e9, "nine", "")


def corruption(number: int) -> tuple[str, Behaviour]:
    """The corrupted reply of that number, with the name of its kind."""
    kinds = list(_KINDS.items())
    name, kind = kinds[number % len(kinds)]
    chance = random.Random(number)

    def behave(exchange: Exchange) -> None:
        kind(exchange, random.Random(chance.random()))

    return name, behave


def _broken_reply(change: Callable[[Reply, random.Random], Any]) -> Callable[[Exchange, random.Random], None]:
    def behave(exchange: Exchange, chance: random.Random) -> None:
        reply = good_reply(exchange.essay, band=9)
        changed = change(reply, chance)
        exchange.say(changed if isinstance(changed, str) else json.dumps(reply))

    return behave


def _cut(reply: Reply, chance: random.Random) -> str:
    text = json.dumps(reply)
    return text[: chance.randrange(1, len(text) - 1)]


def _doubled(reply: Reply, _chance: random.Random) -> str:
    return json.dumps(reply) * 2


def _talk_around(reply: Reply, chance: random.Random) -> str:
    return f"{chance.choice(['Sure! ', 'Here: ', '```json '])}{json.dumps(reply)}"


def _lost_character(reply: Reply, chance: random.Random) -> str:
    text = json.dumps(reply)
    places = [place for place, character in enumerate(text) if character in "{}[]"]
    place = chance.choice(places)
    return text[:place] + text[place + 1 :]


def _no_band(reply: Reply, chance: random.Random) -> None:
    chance.choice(reply["criteria"])["band"] = chance.choice(_BANDS)


def _lost_field(reply: Reply, chance: random.Random) -> None:
    part = chance.choice([reply, *reply["criteria"], *reply["comments"], *reply["strengths"]])
    del part[chance.choice(list(part))]


def _added_field(reply: Reply, chance: random.Random) -> None:
    chance.choice([reply, *reply["criteria"]])[chance.choice(["overall", "note", "__proto__"])] = 9


def _wrong_type(reply: Reply, chance: random.Random) -> None:
    reply[chance.choice(list(reply))] = chance.choice([7, None, {"a": 1}, True])


def _lost_criterion(reply: Reply, chance: random.Random) -> None:
    reply["criteria"].pop(chance.randrange(4))


def _same_criterion(reply: Reply, chance: random.Random) -> None:
    first, second = chance.sample(range(4), 2)
    reply["criteria"][first]["criterion"] = reply["criteria"][second]["criterion"]


def _unknown_criterion(reply: Reply, chance: random.Random) -> None:
    chance.choice(reply["criteria"])["criterion"] = chance.choice(["fluency", "", "Task Response", "overall"])


def _false_quotes(reply: Reply, chance: random.Random) -> None:
    lie = chance.choice(["These words were never written.", "", "9", "…", "x" * 4000])
    chance.choice(reply["criteria"])["evidence"] = [{"quote": lie, "why": "It is good."}]


def _no_evidence(reply: Reply, chance: random.Random) -> None:
    chance.choice(reply["criteria"])["evidence"] = []


def _not_a_reply(_reply: Reply, chance: random.Random) -> str:
    return chance.choice(["[]", "null", "9", '"band 9"', "NaN", "{}", "[" * 5000, "\x00\x01", '{"error": "x"}'])


def _empty(_reply: Reply, chance: random.Random) -> str:
    return chance.choice(["", " ", "\n\n"])


def _refused(exchange: Exchange, _chance: random.Random) -> None:
    part = {"type": "refusal", "refusal": "I cannot help with that."}
    exchange.body({"status": "completed", "output": [{"type": "message", "content": [part]}]})


def _incomplete(exchange: Exchange, _chance: random.Random) -> None:
    exchange.say(json.dumps(good_reply(exchange.essay)), status="incomplete")


def _wrong_envelope(exchange: Exchange, chance: random.Random) -> None:
    text = json.dumps(good_reply(exchange.essay))
    whole = envelope(exchange.asked, text)
    bodies: list[Any] = [[], None, 7, "ok", {}, {"output": None}, {"output": []}, {"output": [7]}]
    bodies += [{**whole, "output": text}, {**whole, "output": [{"type": "message", "content": text}]}, text]
    exchange.body(chance.choice(bodies))


def _not_json(exchange: Exchange, chance: random.Random) -> None:
    data = json.dumps(envelope(exchange.asked, json.dumps(good_reply(exchange.essay)))).encode()
    bodies = [b"", b"<html>Welcome</html>", data[: chance.randrange(1, len(data) - 1)], b"\xff\xfe" + data]
    exchange.body(chance.choice(bodies))


def _wrong_kind(exchange: Exchange, chance: random.Random) -> None:
    data = json.dumps(envelope(exchange.asked, json.dumps(good_reply(exchange.essay)))).encode()
    exchange.body(data, kind=chance.choice(["text/html", "text/plain", "text/event-stream", "image/png"]))


def _packed(exchange: Exchange, _chance: random.Random) -> None:
    data = json.dumps(envelope(exchange.asked, json.dumps(good_reply(exchange.essay)))).encode()
    exchange.body(gzip.compress(data), Content_Encoding="gzip")


def _huge(exchange: Exchange, _chance: random.Random) -> None:
    exchange.say("x" * 1_000_000)


def _status(exchange: Exchange, chance: random.Random) -> None:
    exchange.error(chance.choice([400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504]))


def _elsewhere(exchange: Exchange, _chance: random.Random) -> None:
    exchange.body({}, status=307, Location="http://127.0.0.1:9/v1/responses")


def _hung_up(exchange: Exchange, chance: random.Random) -> None:
    data = json.dumps(envelope(exchange.asked, json.dumps(good_reply(exchange.essay)))).encode()
    if chance.random() < 0.5:
        exchange.start(200, "application/json", len(data))
        exchange.handler.wfile.write(data[: len(data) // 2])
    exchange.hang_up()


_KINDS: dict[str, Callable[[Exchange, random.Random], None]] = {
    **{
        change.__name__.strip("_"): _broken_reply(change)
        for change in (
            _cut,
            _doubled,
            _talk_around,
            _lost_character,
            _no_band,
            _lost_field,
            _added_field,
            _wrong_type,
            _lost_criterion,
            _same_criterion,
            _unknown_criterion,
            _false_quotes,
            _no_evidence,
            _not_a_reply,
            _empty,
        )
    },
    "refused": _refused,
    "incomplete": _incomplete,
    "wrong_envelope": _wrong_envelope,
    "not_json": _not_json,
    "wrong_kind": _wrong_kind,
    "packed": _packed,
    "huge": _huge,
    "status": _status,
    "elsewhere": _elsewhere,
    "hung_up": _hung_up,
}
