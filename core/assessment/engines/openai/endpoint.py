"""One call of the endpoint: the only module that imports the openai package.

The request is the one of `responses.parse` (or of the chat twin), schema included. The body of the answer is read here,
not by the client: it does not check the shape of what comes back, and what a bad reply cost would be lost with its
exception.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

import httpx2
import openai
import pydantic

from core.assessment import prompts
from core.assessment.engines.openai import faults
from core.assessment.engines.openai.body import Answer, read_chat, read_response
from core.assessment.engines.openai.options import Options
from core.assessment.engines.openai.pricing import Tokens, estimated_tokens
from core.assessment.engines.openai.schema import Reply
from core.assessment.engines.openai.transport import Deadline, NotJson, TooManyBytes, client
from core.assessment.engines.openai.waiting import asked_wait
from core.config import OpenAIApi

SEED = 7
_QUOTA_CODES = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
_OPTIONAL = {
    OpenAIApi.responses: {"temperature": 0, "store": False, "prompt_cache_key": prompts.CURRENT},
    OpenAIApi.chat: {"temperature": 0, "store": False, "prompt_cache_key": prompts.CURRENT, "seed": SEED},
}


@dataclass(frozen=True)
class Request:
    """What is sent: the static instructions, and the essay as data."""

    instructions: str
    message: str

    @property
    def estimated_tokens(self) -> int:
        """Where the endpoint does not count."""
        return estimated_tokens(len(self.instructions) + len(self.message))


class Endpoint:
    """An OpenAI-compatible endpoint; it remembers which optional parameters its model does not take."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._untaken: frozenset[str] = frozenset()

    def ask(self, request: Request, deadline: Deadline) -> Answer:
        """One answer, good or bad, with the tokens it took; nothing is tried twice but an unknown parameter.

        Raises:
            EndpointFault: No answer; `tokens` of it say what was probably paid.
        """
        while True:
            optional = {name: value for name, value in self._optional().items() if name not in self._untaken}
            try:
                return self._ask_once(request, optional, deadline)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                untaken = _named(error, optional)
                if untaken is None:
                    raise faults.RequestRefused from error
                self._untaken |= {untaken}

    def _optional(self) -> dict[str, Any]:
        return _OPTIONAL[self._options.api]

    def _ask_once(self, request: Request, optional: dict[str, Any], deadline: Deadline) -> Answer:
        left = deadline.left()
        if left <= 0:
            raise faults.EndpointSlow
        try:
            with client(deadline) as http:
                raw = self._send(http, request, optional)
                content = raw.http_response.content
        except (openai.BadRequestError, openai.UnprocessableEntityError):
            raise
        except openai.APIStatusError as error:
            raise _fault_of_status(error) from error
        except openai.APITimeoutError as error:
            # it may have read everything and written most of its answer
            raise _paid(faults.EndpointSlow(), request.estimated_tokens, self._options.max_output_tokens) from error
        except openai.APIConnectionError as error:
            raise _fault_of_connection(error, request) from error
        except (openai.OpenAIError, pydantic.ValidationError, json.JSONDecodeError, RuntimeError) as error:
            raise _paid(faults.UnusableReply(), request.estimated_tokens, 0) from error
        read = read_response if self._options.api is OpenAIApi.responses else read_chat
        return read(content, request.estimated_tokens)

    def _send(self, http: httpx2.Client, request: Request, optional: dict[str, Any]) -> Any:
        options = self._options
        caller = openai.OpenAI(
            api_key=options.api_key, base_url=options.base_url, max_retries=0, http_client=http, timeout=http.timeout
        )
        if options.api is OpenAIApi.responses:
            return caller.responses.with_raw_response.parse(
                model=options.model,
                instructions=request.instructions,
                input=[{"role": "user", "content": request.message}],
                text_format=Reply,
                max_output_tokens=options.max_output_tokens,
                **optional,
            )
        return caller.chat.completions.with_raw_response.parse(
            model=options.model,
            messages=[
                {"role": "system", "content": request.instructions},
                {"role": "user", "content": request.message},
            ],
            response_format=Reply,
            max_completion_tokens=options.max_output_tokens,
            **optional,
        )


def _named(error: openai.APIStatusError, optional: dict[str, Any]) -> str | None:
    """The optional parameter that the endpoint complains of."""
    return next(
        (name for name in optional if error.param == name or re.search(rf"\b{name}\b", error.message)),
        None,
    )


def _fault_of_status(error: openai.APIStatusError) -> faults.EndpointFault:
    status = error.status_code
    if status == httpx2.codes.TOO_MANY_REQUESTS:
        fault: faults.EndpointFault = faults.QuotaUsedUp() if error.code in _QUOTA_CODES else faults.EndpointBusy()
    elif status in (httpx2.codes.UNAUTHORIZED, httpx2.codes.FORBIDDEN):
        fault = faults.KeyRefused()
    elif status == httpx2.codes.PAYMENT_REQUIRED:
        fault = faults.QuotaUsedUp()
    elif status == httpx2.codes.NOT_FOUND:
        fault = faults.ModelUnknown()
    elif httpx2.codes.is_redirect(status):
        fault = faults.EndpointMoved()
    elif status >= httpx2.codes.INTERNAL_SERVER_ERROR or status == httpx2.codes.REQUEST_TIMEOUT:
        fault = faults.EndpointBroken()
    else:
        fault = faults.RequestRefused()
    fault.wait_seconds = asked_wait(error.response.headers)
    return fault


def _fault_of_connection(error: openai.APIConnectionError, request: Request) -> faults.EndpointFault:
    if isinstance(error.__cause__, TooManyBytes):
        return _paid(faults.ReplyTooLarge(), request.estimated_tokens, 0)
    if isinstance(error.__cause__, NotJson | httpx2.DecodingError):
        return _paid(faults.UnusableReply(), request.estimated_tokens, 0)
    return faults.EndpointAway()


def _paid(fault: faults.EndpointFault, input_tokens: int, output_tokens: int) -> faults.EndpointFault:
    fault.tokens = Tokens(input=input_tokens, output=output_tokens)
    return fault
