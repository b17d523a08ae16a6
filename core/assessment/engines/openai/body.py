"""The body of an answer: its text or what is wrong with it, and what it took."""

from dataclasses import dataclass

from pydantic import BaseModel, ValidationError

from core.assessment.engines.openai import faults
from core.assessment.engines.openai.pricing import Tokens, believed, estimated_tokens


@dataclass(frozen=True)
class Answer:
    """`text` is what the model wrote, or `fault` says why there is none; `tokens` are paid in either case."""

    text: str
    fault: faults.EndpointFault | None
    tokens: Tokens


class _CachedDetails(BaseModel):
    cached_tokens: int | None = None


class _Usage(BaseModel):
    input_tokens: int | None = None
    output_tokens: int | None = None
    input_tokens_details: _CachedDetails | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_tokens_details: _CachedDetails | None = None


class _Content(BaseModel):
    type: str = ""
    text: str | None = None
    refusal: str | None = None


class _Output(BaseModel):
    type: str = ""
    content: list[_Content] | None = None


class _ResponseBody(BaseModel):
    status: str | None = None
    output: list[_Output]
    usage: _Usage | None = None


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _ChatBody(BaseModel):
    choices: list[_Choice]
    usage: _Usage | None = None


def read_response(content: bytes, input_estimate: int) -> Answer:
    """An answer of the responses API."""
    try:
        body = _ResponseBody.model_validate_json(content)
    except ValidationError:
        return _unreadable(content, input_estimate)
    parts = [part for output in body.output if output.type == "message" for part in output.content or []]
    text = "".join(part.text or "" for part in parts if part.type == "output_text")
    fault: faults.EndpointFault | None = None
    if any(part.type == "refusal" or part.refusal for part in parts):
        fault = faults.ModelRefused()
    elif body.status not in (None, "completed"):
        fault = faults.ReplyCut() if body.status == "incomplete" else faults.UnusableReply()
    elif not text.strip():
        fault = faults.UnusableReply()
    return Answer(text, fault, _tokens(body.usage, input_estimate, len(text)))


def read_chat(content: bytes, input_estimate: int) -> Answer:
    """An answer of the chat API."""
    try:
        body = _ChatBody.model_validate_json(content)
    except ValidationError:
        return _unreadable(content, input_estimate)
    choice = body.choices[0] if body.choices else None
    text = (choice.message.content or "") if choice else ""
    fault: faults.EndpointFault | None = None
    if choice is not None and (choice.message.refusal or choice.finish_reason == "content_filter"):
        fault = faults.ModelRefused()
    elif choice is not None and choice.finish_reason == "length":
        fault = faults.ReplyCut()
    elif not text.strip():
        fault = faults.UnusableReply()
    return Answer(text, fault, _tokens(body.usage, input_estimate, len(text)))


def _unreadable(content: bytes, input_estimate: int) -> Answer:
    return Answer("", faults.UnusableReply(), _tokens(None, input_estimate, len(content)))


def _tokens(usage: _Usage | None, input_estimate: int, characters: int) -> Tokens:
    usage = usage or _Usage()
    used = usage.input_tokens if usage.input_tokens is not None else usage.prompt_tokens
    written = usage.output_tokens if usage.output_tokens is not None else usage.completion_tokens
    details = usage.input_tokens_details or usage.prompt_tokens_details or _CachedDetails()
    read = believed(used, input_estimate)
    return Tokens(
        input=read,
        cached=min(believed(details.cached_tokens, 0), read),
        output=believed(written, estimated_tokens(characters)),
    )
