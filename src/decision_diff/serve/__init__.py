"""One page for those who do not use a terminal: two files are dropped, the redline is seen, and outputs are taken away.

    browser  --HTTP on 127.0.0.1-->  guards  -->  app (sessions)  --frames-->  one worker process per page  -->  pipeline

The page asks nothing of any other machine, and no other machine can ask anything of it. Files are in memory, and temporary ones in a private
folder that goes with the process. Nothing is logged. `docs/serve.md` is for those who use it, SECURITY.md says what it holds to.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import secrets
import signal
import socket
from collections.abc import Callable
from typing import Final

from decision_diff.errors import FormatError, OutputError
from decision_diff.serve.limits import Limits

__all__ = ["Limits", "serve"]

HOST: Final = "127.0.0.1"


def serve(
    port: int = 0,
    *,
    limits: Limits | None = None,
    opened: Callable[[str], None] | None = None,
    told: Callable[[str], None] | None = None,
) -> None:
    """Serves the page on 127.0.0.1 until Ctrl-C or SIGTERM, on a port that is free if it is 0.

    `told` hears the address of the page with its secret, once it answers; `opened` an address that leads there once, for a
    program that starts a browser. It takes the process over: the loggers of uvicorn and asyncio are switched off, and the
    collector is on. FormatError if the extra is not installed, OutputError if the port is taken.
    """
    try:
        import uvicorn  # noqa: PLC0415 - late: an extra

        from decision_diff.serve.app import Server, configure  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise FormatError('the page needs Starlette and uvicorn: pip install "decision-diff[serve]"') from error
    listening = _listen(port)
    address = f"{HOST}:{listening.getsockname()[1]}"
    token = secrets.token_urlsafe(32)
    server = Server(token, address, limits or Limits())

    def answer() -> None:
        if told:
            told(f"http://{address}/{token}/")
        if opened:
            opened(f"http://{address}{server.make_ticket()}")

    gc.enable()  # the command line switches it off, for processes that are short
    _keep_quiet()
    with contextlib.closing(listening), contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(configure(server.make_app(address, answer))).run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    """A socket that only programs at this computer reach."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        elif hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # or another program could take the port as well
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        listening.bind((HOST, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        raise OutputError(
            f"port {port} cannot be used ({getattr(error, 'strerror', None) or error}); choose another with --port, or none"
        ) from error
    return listening


def _keep_quiet() -> None:
    """Log nothing: a fault of the server would bring names of files or parts of texts along. And a terminal that is closed ends it in order."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "asyncio"):
        logging.getLogger(name).disabled = True
    if hasattr(signal, "SIGHUP"):
        with contextlib.suppress(ValueError):  # not in the main thread
            signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
