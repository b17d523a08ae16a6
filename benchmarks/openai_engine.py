"""The openai engine against an endpoint on this machine: tokens and cost of an assessment, and our own time.

The token counts are estimates of what is really sent (four characters a token), with a reply of the usual size;
the prices are the configured ones. A real endpoint counts for itself: `usage` of each stored result.
"""

import json
import statistics
import time
from decimal import Decimal

from benchmarks.measure.scene import say
from core.assessment.engines import registry
from core.assessment.engines.openai.engine import OpenAIEngine
from core.assessment.engines.openai.options import prices_of
from core.assessment.engines.openai.pricing import Tokens, cost_usd, estimated_tokens
from core.assessment.engines.openai.request import instructions, schema_text
from core.assessment.types import TaskFacts
from core.config import settings
from core.content import sample_essays
from tests.contracts.endpoint import Exchange, good_reply, serving

ROUNDS = 3
REPLY_CHARACTERS = 7_000  # four criteria with quotes, ten comments, a revised paragraph
TASK = TaskFacts(task_number=2, prompt="Some people say that cities should make public transport free. Discuss.")


def main() -> None:
    """Print tokens and US dollars an assessment (median), with and without a warm prompt cache, and CPU seconds."""
    essays = [essay.text for essay in sample_essays.read_essays()]
    prices = prices_of(settings())
    static = estimated_tokens(len(instructions()) + len(schema_text()))
    sent: list[int] = []

    def answer(exchange: Exchange) -> None:
        sent.append(estimated_tokens(len(instructions()) + len(schema_text()) + len(json.dumps(exchange.sent))))
        exchange.say(json.dumps(good_reply(exchange.essay)), usage=None)

    with serving() as endpoint:
        endpoint.answers(answer)
        engine = OpenAIEngine(endpoint.options(prices=prices), registry.engine("offline"))
        seconds, worst = [], []
        for text in essays * ROUNDS:
            begun = time.process_time()
            engine.assess(text, TASK)
            seconds.append(time.process_time() - begun)
            worst.append(engine.worst_cost_usd(text, TASK))
    tokens = int(statistics.median(sent))
    output = estimated_tokens(REPLY_CHARACTERS)
    say(
        essays=len(essays),
        input_tokens=tokens,
        of_them_static=static,
        output_tokens=output,
        usd_cold_cache=_dollars(cost_usd(Tokens(tokens, 0, output), prices)),
        usd_warm_cache=_dollars(cost_usd(Tokens(tokens, static, output), prices)),
        usd_held_before=_dollars(max(worst)),
        cpu_s=statistics.median(seconds),
    )


def _dollars(amount: Decimal) -> str:
    return f"{amount:.4f}"


if __name__ == "__main__":
    main()
