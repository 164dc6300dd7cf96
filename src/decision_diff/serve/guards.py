"""Who may ask: only a page that this server gave out, in a browser at this computer that was told the secret address.

Host     must be this very address, so that no name that an attacker points at 127.0.0.1 reaches the server (DNS rebinding)
Origin   of all that changes anything must be this address, so that no other page can post here
token    stands first in every path, and is compared in constant time
headers  every answer bears a strict policy, and is kept by no cache
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, MutableMapping
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

OPEN: Final = "/open/"  # and a ticket: an address that leads to the page once
COMMON: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# What every answer has that does not bring a policy of its own: it loads nothing, runs nothing, and stands in no frame.
CLOSED: Final = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    "X-Frame-Options": "DENY",
}
_HARMLESS: Final = ("GET", "HEAD")
_FROM_HERE: Final = ("same-origin", "none")  # none: a person, by the bar of addresses


class Guard:
    """The outermost layer: it answers those who may not ask, hands on the others with the token taken off the path, and closes every answer."""

    def __init__(self, app: ASGIApp, token: str, address: str) -> None:
        self._app = app
        self._token = token.encode()
        self._host = address.encode()
        self._origin = b"http://" + address.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _close(message.get("headers", ()))}
            await send(message)

        status, path = self._judge(scope)
        if status:
            await _refuse(status, send_closed)
            return
        inner: MutableMapping[str, Any] = {**scope, "path": path, "raw_path": path.encode()}
        await self._app(inner, receive, send_closed)

    def _judge(self, scope: Scope) -> tuple[int, str]:
        """The status that refuses a request, or 0; and its path without the token."""
        headers: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.lower(), []).append(value)
        if headers.get(b"host") != [self._host]:
            return 421, ""
        path: str = scope["path"]
        origin = headers.get(b"origin")
        if path.startswith(OPEN) and scope["method"] == "GET":  # also from outside: a program of the system opens it
            return (403 if origin else 0), path
        first, slash, rest = path[1:].partition("/")
        if not secrets.compare_digest(first.encode("utf-8", "surrogatepass"), self._token) or not slash:
            return 404, ""
        if origin not in ([self._origin], None) or (origin is None and scope["method"] not in _HARMLESS):
            return 403, ""
        if rest and not self._is_from_here(headers.get(b"sec-fetch-site", [b"none"])):
            return 403, ""
        return 0, f"/{rest}"

    @staticmethod
    def _is_from_here(sites: list[bytes]) -> bool:
        return all(site.decode("latin-1") in _FROM_HERE for site in sites)


def _close(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer, with those of every answer."""
    given = [*headers]
    names = {name.lower().decode("latin-1") for name, _ in given}
    added = {**COMMON, **({} if "content-security-policy" in names else CLOSED)}
    return [
        *given,
        *((name.lower().encode(), value.encode()) for name, value in added.items() if name.lower() not in names),
    ]


async def _refuse(status: int, send: Send) -> None:
    body = b"This address does not lead to decision-diff. Use the one that decision-diff serve printed.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
