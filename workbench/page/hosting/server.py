"""The page on the network: on this computer alone unless told otherwise, and asking nothing."""

import errno
import signal
import socket

import gradio as gr
from starlette.middleware import Middleware
from starlette.routing import Mount

from workbench.errors import InputError, ResourceError
from workbench.load import MAX_FILE_BYTES
from workbench.page import assets, texts
from workbench.page.hosting.guard import Guard, Static
from workbench.page.hosting.sessions import MOST_SESSIONS
from workbench.page.hosting.venue import is_loopback
from workbench.page.theme import theme

PUBLIC_FILE_BYTES = 10_000_000  # of a visitor from elsewhere; the longest articles in PDF are less
MAX_PORT = 65_535


def serve(blocks: gr.Blocks, *, host: str, port: int | None) -> str:
    """See `workbench.page.launch`."""
    _check_address(host, port)
    own = is_loopback(host)
    try:
        _, address, _ = blocks.launch(
            # Gradio takes addresses of IPv6 in brackets alone.
            server_name=f"[{host}]" if ":" in host and not host.startswith("[") else host,
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
            max_file_size=MAX_FILE_BYTES if own else PUBLIC_FILE_BYTES,
            theme=theme(),
            head=assets.head(),
            app_kwargs={
                "middleware": [Middleware(Guard, own=own)],
                "routes": [Mount("/wb", Static(directory=assets.STATIC))],
            },
            state_session_capacity=MOST_SESSIONS,
            prevent_thread_lock=True,
        )
    except OSError as error:
        raise _not_free(host, port) from error
    return str(address)


def wait_for_end(blocks: gr.Blocks, address: str) -> None:
    """Until somebody ends it: gradio catches Ctrl+C only once it has begun to wait.

    A container is ended by SIGTERM: that ends it in the same order, so that nothing of a visitor
    is left on the disk.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
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
