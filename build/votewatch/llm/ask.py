"""One call to a language model, and how often to try: the seam that tests replace is ``Ask``.

litellm is imported when ``through_litellm`` is called and never before: that costs seconds and a lot of memory.
Keys are litellm's business, which reads them from the environment; no error text of a provider is kept, since some
repeat the key.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

PAUSES = (2.0, 8.0, 30.0, 60.0)  # seconds before the 2nd, 3rd, … try, unless the server names its own
LONGEST_PAUSE = 120.0
AGAIN = {408, 409, 425, 429, 500, 502, 503, 504, 529}
REFUSED = {401, 403}


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent. ``schema`` None asks for plain text; ``base_url`` empty is the provider's own address.

    ``tools`` are what the model may call, and ``follow`` what came after the opening messages, its calls and their
    results; both in the form of OpenAI's chat.
    """

    model: str
    messages: tuple[tuple[str, str], ...]  # (role, content)
    schema: dict[str, Any] | None
    temperature: float
    max_tokens: int
    timeout: float
    base_url: str = ""
    tools: tuple[Mapping[str, Any], ...] = ()
    follow: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A tool that the model wants called. ``arguments`` is what it wrote: JSON if all is well."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``cost`` is in US dollars, None where the provider does not say."""

    model: str
    text: str
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    calls: tuple[Call, ...] = ()


class AskError(Exception):
    """A call failed. ``status`` is an HTTP status (408 for a timeout, 503 for no connection), 0 when there was none.

    ``pause`` is what the server asked to wait, in seconds. ``hopeless`` says that no other question would fare better:
    the key was refused, or there is nothing to ask through.
    """

    def __init__(self, reason: str, *, status: int = 0, pause: float | None = None, hopeless: bool = False) -> None:
        super().__init__(reason)
        self.status = status
        self.pause = pause
        self.hopeless = hopeless or status in REFUSED


class OutOfTime(Exception):
    """The budget ended before an answer came; nothing is wrong with what was asked."""


Ask = Callable[[Request], Answer]


@dataclass(frozen=True, slots=True)
class Patience:
    """How often one request is repeated and until when. ``deadline`` is a reading of ``now``, in seconds."""

    retries: int
    deadline: float = float("inf")
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def patiently(ask: Ask, request: Request, patience: Patience) -> Answer:
    """Ask, and again after a pause on 429, 5xx and timeouts. Raises AskError, or OutOfTime at the deadline.

    A server that refuses the schema (400, 422) is asked once more without it.
    """
    tries = 0
    while True:
        left = patience.deadline - patience.now()
        if left <= 0:
            raise OutOfTime
        try:
            return ask(replace(request, timeout=min(request.timeout, left)))
        except AskError as error:
            if error.status in {400, 422} and request.schema is not None:
                request = replace(request, schema=None)
                continue
            if error.status not in AGAIN or tries >= patience.retries:
                if patience.now() >= patience.deadline:
                    raise OutOfTime from error
                raise
            asked = error.pause if error.pause is not None else PAUSES[min(tries, len(PAUSES) - 1)]
            pause = min(max(asked, 0.0), LONGEST_PAUSE)
            if patience.now() + pause >= patience.deadline:
                raise OutOfTime from error
            patience.sleep(pause)
            tries += 1


def first_of(ask: Ask, requests: Sequence[Request], patience: Patience) -> Answer:
    """The answer of the first model that gives one, in the order given. Raises the first model's AskError."""
    first: AskError | None = None
    for request in requests:
        try:
            return patiently(ask, request, patience)
        except AskError as error:
            first = first or error
    if first is None:
        raise ValueError("no model to ask")
    raise first


def through_litellm(request: Request) -> Answer:
    """Ask any provider by its model string. Raises AskError; one that is not installed has status 0."""
    try:
        import litellm
    except ImportError as error:
        raise AskError("litellm is not installed: run make setup-llm", hopeless=True) from error
    if not request.base_url:
        _need_key(litellm.validate_environment(request.model), request.model)
    litellm.suppress_debug_info = True
    litellm.drop_params = True  # a provider without structured output is asked without it
    extra: dict[str, Any] = {"base_url": request.base_url} if request.base_url else {}
    if request.schema is not None:
        shape = {"name": "answer", "schema": request.schema, "strict": True}
        extra["response_format"] = {"type": "json_schema", "json_schema": shape}
    if request.tools:
        extra["tools"] = list(request.tools)
    opening = [{"role": role, "content": content} for role, content in request.messages]
    try:
        response: Any = litellm.completion(
            model=request.model,
            messages=[*opening, *request.follow],
            temperature=request.temperature,
            max_tokens=request.max_tokens,
            timeout=request.timeout,
            num_retries=0,
            max_retries=0,
            **extra,
        )
        message = response.choices[0].message
        text = message.content
        calls = tuple(
            Call(call.id or f"call-{place}", call.function.name or "", call.function.arguments or "")
            for place, call in enumerate(message.tool_calls or ())
        )
    except Exception as error:  # every provider has its own; the status is what they share
        raise _told(error) from None
    usage = getattr(response, "usage", None)
    cost = (getattr(response, "_hidden_params", None) or {}).get("response_cost")
    return Answer(
        model=request.model,
        text=text or "",
        tokens_in=getattr(usage, "prompt_tokens", 0) or 0,
        tokens_out=getattr(usage, "completion_tokens", 0) or 0,
        cost=float(cost) if cost else None,
        calls=calls,
    )


def _need_key(found: dict[str, Any], model: str) -> None:
    """Raise AskError naming the missing key: the providers' own errors are a 500 after four tries, or silence."""
    keys = [name for name in found["missing_keys"] if name.endswith("_KEY")]
    if keys and not found["keys_in_environment"]:
        reason = (
            f"{model} needs {' or '.join(keys)} in the environment; a server of your own needs llm.base_url instead"
        )
        raise AskError(reason, hopeless=True)


def _told(error: Exception) -> AskError:
    status = getattr(error, "status_code", 0)
    status = status if isinstance(status, int) else 0
    # litellm keeps the server's headers beside the response that it makes up for most errors.
    bare: Any = getattr(getattr(error, "response", None), "headers", None)
    headers: Any = getattr(error, "litellm_response_headers", None) or bare or {}
    seconds = str(headers.get("retry-after", ""))
    pause = float(seconds) if seconds.replace(".", "", 1).isdecimal() else None  # a date is not worth reading
    return AskError(f"{type(error).__name__} ({status or 'no status'})", status=status, pause=pause)
