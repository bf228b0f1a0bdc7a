"""The page on the network: on this computer alone unless told otherwise, and asking nothing."""

import errno
import socket

import gradio as gr
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workbench.errors import InputError, ResourceError
from workbench.load import MAX_FILE_BYTES
from workbench.page import assets, texts
from workbench.page.theme import theme

# What `load` reads at most, and as much again for what a browser wraps it in.
BODY_BYTES = 2 * MAX_FILE_BYTES

MAX_PORT = 65_535

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
    """ASGI middleware: bodies up to a size, and headers that keep the browser at home."""

    def __init__(self, app: ASGIApp, *, body_bytes: int) -> None:
        self._app = app
        self._most = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self._most:
            await _refuse(send)
            return
        await self._app(scope, self._bounded(receive), _with_headers(send))

    def _bounded(self, receive: Receive) -> Receive:
        """Ends a body that came without its length, or lied about it, when it grows too large."""
        taken = 0

        async def take() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return message if taken <= self._most else {"type": "http.disconnect"}

        return take


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *HEADERS]}
        await send(message)

    return guarded


async def _refuse(send: Send) -> None:
    text = (b"content-type", b"text/plain; charset=utf-8")
    start = {"type": "http.response.start", "status": 413, "headers": [text, *HEADERS]}
    await send(start)
    sentence = f"The request is larger than {BODY_BYTES // 1_000_000} MB; give one article."
    await send({"type": "http.response.body", "body": sentence.encode("utf-8")})


def serve(blocks: gr.Blocks, *, host: str, port: int | None, wait: bool) -> str:
    """See `workbench.page.launch`."""
    _check_address(host, port)
    try:
        _, address, _ = blocks.launch(
            server_name=host,
            server_port=port,
            share=False,
            inbrowser=False,
            quiet=True,
            show_error=False,
            run_history=False,
            enable_monitoring=False,
            mcp_server=False,
            ssr_mode=False,
            pwa=False,
            footer_links=[],
            max_file_size=MAX_FILE_BYTES,
            theme=theme(),
            head=assets.head(),
            app_kwargs={
                "middleware": [Middleware(Guard, body_bytes=BODY_BYTES)],
                "routes": [Mount("/wb", StaticFiles(directory=assets.STATIC))],
            },
            prevent_thread_lock=True,
        )
    except OSError as error:
        raise _not_free(host, port) from error
    if wait:
        _wait(blocks, str(address))
    return str(address)


def _wait(blocks: gr.Blocks, address: str) -> None:
    """Until somebody ends it: gradio catches Ctrl+C only once it has begun to wait."""
    try:
        print(texts.SERVING.format(address=address), flush=True)
        blocks.block_thread()
    except KeyboardInterrupt:
        blocks.close(verbose=False)


def _check_address(host: str, port: int | None) -> None:
    """Refuses an address that cannot be served: gradio takes each for one that is not free."""
    if port is not None and not 1 <= port <= MAX_PORT:
        raise InputError(f"there is no port {port}; give --port a number from 1 to {MAX_PORT}")
    try:
        found = socket.getaddrinfo(host.strip("[]"), port or 0, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except UnicodeError as error:  # a part of the name is empty or too long
        raise InputError(f"{host!r} is no host name; give another with --host") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise _not_free(host, port) from error
        where = f"port {port} on {host}" if port else host
        raise ResourceError(
            f"cannot serve the page at {where}: {error.strerror}; "
            "choose another with --host or --port"
        ) from error


def _not_free(host: str, port: int | None) -> ResourceError:
    where = f"port {port} on {host} is not free" if port else f"no port on {host} is free"
    return ResourceError(f"cannot serve the page: {where}; choose another with --port")
