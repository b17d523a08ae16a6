"""The openai engine: a model at an endpoint reads the essay, so does the engine on this computer; both are fused."""

import time
from collections.abc import Callable
from decimal import Decimal

from core.assessment.criteria import CRITERIA
from core.assessment.engines.base import Engine
from core.assessment.engines.offline.gates import limits_of
from core.assessment.engines.offline.judgement import predict
from core.assessment.engines.offline.model import shipped_model
from core.assessment.engines.offline.reading import Reading, read
from core.assessment.engines.openai.asking import MOST_TRIES, ask
from core.assessment.engines.openai.breaker import Breaker
from core.assessment.engines.openai.endpoint import Endpoint, Request
from core.assessment.engines.openai.fusion import Calibration, fuse, shipped_calibration
from core.assessment.engines.openai.options import Options, version_of
from core.assessment.engines.openai.pricing import Tokens, cost_usd, most_tokens
from core.assessment.engines.openai.quotes import EssayQuotes
from core.assessment.engines.openai.reading import ModelReading, read_reply
from core.assessment.engines.openai.request import SentEssay, instructions, schema_text, sent_essay, user_message
from core.assessment.engines.openai.result import whole_result
from core.assessment.engines.openai.transport import Deadline
from core.assessment.types import AssessmentResult, TaskFacts

_RULE_HAS_THE_LAST_WORD = 2  # at such a limit no reading could change the band
_FEWEST_WORDS = 20


class OpenAIEngine:
    """A model behind the same gates, with quotes that were checked; every call has a deadline and a price."""

    name = "openai"

    def __init__(
        self,
        options: Options,
        offline: Engine,
        *,
        calibration: Calibration | None = None,
        breaker: Breaker | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._options = options
        self._offline = offline
        self._calibration = calibration or shipped_calibration()
        self._breaker = breaker or Breaker()
        self._endpoint = Endpoint(options)
        self._pause = pause

    @property
    def version(self) -> str:
        """The version of calibration and prompt with the model, such as "openai-1+gpt-4.1-mini"."""
        return version_of(self._options.model, self._calibration.version)

    def worst_cost_usd(self, essay: str, task: TaskFacts) -> Decimal:
        """See `PaidEngine`."""
        ours = instructions() + schema_text()
        theirs = user_message(SentEssay(essay, (), 0), task)
        tokens = Tokens(input=most_tokens(ours, theirs), output=self._options.max_output_tokens)
        return MOST_TRIES * cost_usd(tokens, self._options.prices)

    def assess(self, essay: str, task: TaskFacts) -> AssessmentResult:
        """See `Engine.assess`.

        Where a rule of the gates has the last word, nothing is sent, and the result is the other engine's under its
        own name.
        """
        reading = read(essay, task)
        sent = sent_essay(reading)
        offline = self._offline.assess(essay, task)
        if _is_settled(reading) or len(sent.text.split()) <= _FEWEST_WORDS:
            return offline
        quotes = EssayQuotes(essay, sent)

        def accept(text: str) -> ModelReading:
            return read_reply(text, quotes)

        asked = ask(
            self._endpoint,
            Request(instructions(), user_message(sent, task)),
            accept=accept,
            breaker=self._breaker,
            deadline=Deadline(self._options.timeout_seconds),
            prices=self._options.prices,
            pause=self._pause,
        )
        calibration = self._calibration.of_task(self._options.model, task.task_number)
        offline_model = shipped_model()
        prediction = predict(offline_model, reading.features, task, patterns=reading.patterns)
        fused = fuse(calibration, asked.value, prediction, offline_model=offline_model, gates=reading.gates, task=task)
        return whole_result(
            asked.value,
            offline,
            fused,
            prediction,
            task=task,
            engine=self.version,
            usage=asked.usage,
            left_out=sent.left_out,
            is_calibrated=calibration.is_fitted,
        )


def _is_settled(reading: Reading) -> bool:
    """Whether rules leave no criterion above `_RULE_HAS_THE_LAST_WORD`, so that no reader could change much."""
    return any(
        len(limits) == len(CRITERIA) and max(limits.values()) <= _RULE_HAS_THE_LAST_WORD
        for limits in map(limits_of, reading.gates)
    )
