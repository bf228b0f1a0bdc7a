"""What the server takes of a browser, and what it lets a browser do with the page."""

from http import HTTPStatus
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workbench.errors import InputError
from workbench.page.hosting.rates import Rates, visitor_at
from workbench.page.hosting.venue import OWN_BYTES, PUBLIC_BYTES, is_loopback
from workbench.page.texts import hosting as texts

# Everything but files: a million characters take six bytes each where JSON escapes them.
JSON_BYTES = 10_000_000
UPLOAD = "/upload"
# Of a visitor from elsewhere; what is uploaded lies here for up to 70 minutes.
UPLOADS_PER_HOUR = 120
FORWARDED = (b"x-forwarded-for", b"x-forwarded-host", b"forwarded")
STATIC_AGE_S = 7 * 24 * 3600

# Gradio needs inline scripts and evaluated templates; it needs nothing from another host.
# A Space shows the page in a frame of the hub.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self' https://huggingface.co https://*.hf.space",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode("ascii")),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


class Guard:
    """ASGI middleware: who is answered, bodies up to a size, and headers that keep the browser
    at home.

    `own` is a page of this computer alone. It answers to no other name, so that no page of the web
    gets at it by a name of its own that leads here (DNS rebinding), to no other page that is open
    in the same browser, which could have articles read, models fetched and corrections kept, and
    nothing that somebody's proxy passes on: those visitors would be taken for its owner.
    """

    def __init__(self, app: ASGIApp, *, own: bool) -> None:
        self._app = app
        self._own = own
        self._upload_bytes = OWN_BYTES if own else PUBLIC_BYTES
        self._uploads = Rates(None if own else UPLOADS_PER_HOUR)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._upload_bytes if scope["path"].endswith(UPLOAD) else JSON_BYTES
        if refusal := self._refusal(scope, most):
            await _refuse(send, *refusal)
            return
        await self._app(scope, _bounded(receive, most), _with_headers(send))

    def _refusal(self, scope: Scope, most: int) -> tuple[HTTPStatus, str] | None:
        headers = dict(scope["headers"])
        if self._own and (why := _not_its_own(headers)):
            return HTTPStatus.FORBIDDEN, why
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > most:
            size = most // 1_000_000
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, texts.TOO_LARGE.format(size=size)
        if scope["path"].endswith(UPLOAD):
            host, _ = scope.get("client") or (None, 0)
            try:
                self._uploads.take(visitor_at(host))
            except InputError as error:
                return HTTPStatus.TOO_MANY_REQUESTS, str(error)
        return None


class Static(StaticFiles):
    """Our files, which a browser may keep for a week."""

    def file_response(self, *args: Any, **options: Any) -> Response:
        response = super().file_response(*args, **options)
        response.headers["cache-control"] = f"public, max-age={STATIC_AGE_S}"
        return response


def _not_its_own(headers: dict[bytes, bytes]) -> str | None:
    """Why a request does not come from this computer's own browser."""
    if any(name in headers for name in FORWARDED):
        return texts.FORWARDED
    host = headers.get(b"host", b"").decode("latin-1")
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    if not is_loopback(name):
        return texts.NOT_FOR_THIS_HOST.format(host=host[:100])
    # Browsers name the page that asks with all that they send, and with whatever it would read.
    origin = headers.get(b"origin", b"").decode("latin-1")
    if origin and origin.partition("://")[2].lower() != host.lower():
        return texts.NOT_FOR_THIS_PAGE.format(origin=origin[:100])
    return None


def _bounded(receive: Receive, most: int) -> Receive:
    """Ends a body that came without its length, or lied about it, when it grows too large."""
    taken = 0

    async def take() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= most else {"type": "http.disconnect"}

    return take


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *HEADERS]}
        await send(message)

    return guarded


async def _refuse(send: Send, status: HTTPStatus, sentence: str) -> None:
    text = (b"content-type", b"text/plain; charset=utf-8")
    start = {"type": "http.response.start", "status": status, "headers": [text, *HEADERS]}
    await send(start)
    await send({"type": "http.response.body", "body": sentence.encode("utf-8")})
