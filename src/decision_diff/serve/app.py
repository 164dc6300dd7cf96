"""What the server answers, below the secret first part of every address, which `guards` takes off.

    GET    /                           the page, in the language of the browser
    GET    /static/NAME                its style sheet and scripts
    GET    /labels/CODE.json           its words in a language
    POST   /sessions                   begins: an id for all that follows, formats and limits
    DELETE /sessions/S                 forgets all that the page gave
    POST   /sessions/S/files           the body is a file, the header X-Name its name; DELETE …/files/F forgets it
    POST   /sessions/S/jobs            what is to be done, as JSON; GET …/jobs/J waits for what comes of it, DELETE stops it
    GET    /sessions/S/results/R       an output, to be taken away; with ?look to be shown in a frame
    GET    /open/TICKET                leads to the page, once (no secret is needed)

Answers are JSON, errors `{"code", "values"}` with a code that the labels of the page have a sentence for.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib import resources
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from decision_diff.patterns import late
from decision_diff.serve.guards import OPEN, Guard
from decision_diff.serve.limits import Limits
from decision_diff.serve.names import describe_attachment, read_upload_name
from decision_diff.serve.pages import CONTENT_TYPES, choose_language, describe_formats, fill_page, load_words
from decision_diff.serve.sessions import KeptOutput, RefusedError, Session, Sessions
from decision_diff.serve.workers import Workers

_GRACE: Final = 2  # seconds for answers that are on their way when the server ends
_PATIENCE: Final = 20.0  # seconds that an answer on a job waits for something new
# The policy of a page of ours, by the hashes of its own style sheet and script; it is the first thing in its head.
_POLICY: Final = late(r'<meta http-equiv="Content-Security-Policy" content="([^"<>]*)">')
_HEAD: Final = 4000  # characters
_SANDBOX: Final = "sandbox allow-scripts allow-downloads allow-modals; frame-ancestors 'self'"

Endpoint = Callable[[Request], Awaitable[Response]]


class Server:
    """The answers of one server, and what it keeps."""

    def __init__(self, token: str, address: str, limits: Limits) -> None:
        self._token = token
        self._base = f"http://{address}/{token}/"
        self._limits = limits
        self._tickets: set[str] = set()
        self._sessions: Sessions | None = None

    def make_app(self, address: str, ready: Callable[[], None]) -> Guard:
        """The application, guarded; `ready` is called when it begins to answer."""

        @contextlib.asynccontextmanager
        async def live(_: Starlette) -> AsyncIterator[None]:
            folder = tempfile.mkdtemp(prefix="decision-diff-serve-")  # for nobody else to look into
            workers = Workers(folder, self._limits)
            self._sessions = Sessions(self._limits, workers)
            try:
                workers.prepare()
                ready()
                yield
            finally:
                self._sessions.close_all()
                await workers.close_all()
                shutil.rmtree(folder, ignore_errors=True)

        session = "/sessions/{session}"
        routes = [
            Route("/", self._show_page, methods=["GET"]),
            Route("/static/{name}", self._give_static, methods=["GET"]),
            Route("/labels/{code}.json", self._give_words, methods=["GET"]),
            Route(f"{OPEN}{{ticket}}", self._lead, methods=["GET"]),
            Route("/sessions", self._guarded(self._begin), methods=["POST"]),
            Route(session, self._guarded(self._end), methods=["DELETE"]),
            Route(f"{session}/files", self._guarded(self._take_file), methods=["POST"]),
            Route(f"{session}/files/{{file}}", self._guarded(self._drop_file), methods=["DELETE"]),
            Route(f"{session}/jobs", self._guarded(self._start_job), methods=["POST"]),
            Route(f"{session}/jobs/{{job}}", self._guarded(self._watch_job), methods=["GET"]),
            Route(f"{session}/jobs/{{job}}", self._guarded(self._stop_job), methods=["DELETE"]),
            Route(f"{session}/results/{{result}}", self._guarded(self._give_result), methods=["GET"]),
        ]
        return Guard(Starlette(routes=routes, lifespan=live), self._token, address)

    def make_ticket(self) -> str:
        """The path of an address that leads to the page once: what starts a browser may be seen by other users of the computer."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return f"{OPEN}{ticket}"

    @property
    def sessions(self) -> Sessions:
        """The open pages. They are there while the server answers."""
        assert self._sessions is not None, "no request comes before the start"  # noqa: S101
        return self._sessions

    def _find_session(self, request: Request) -> Session:
        return self.sessions.find(request.path_params["session"])

    @staticmethod
    def _guarded(answer: Endpoint) -> Endpoint:
        """The same endpoint, with what it refuses as an answer."""

        async def guarded(request: Request) -> Response:
            try:
                return await answer(request)
            except RefusedError as error:
                return JSONResponse({"code": error.code, "values": error.values}, error.status)
            except ClientDisconnect:
                return Response(status_code=400)

        return guarded

    async def _lead(self, request: Request) -> Response:
        ticket = request.path_params["ticket"]
        if ticket not in self._tickets:
            return Response(status_code=404)
        self._tickets.discard(ticket)
        return RedirectResponse(self._base, 303)

    async def _show_page(self, request: Request) -> Response:
        language = choose_language(request.headers.get("accept-language", ""), request.query_params.get("lang", ""))
        own = f"{self._base}static/"
        policy = (
            f"default-src 'none'; script-src {own}; style-src {own}; img-src {own}; connect-src 'self'; frame-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        )
        headers = {"Content-Security-Policy": policy, "X-Frame-Options": "DENY"}
        return Response(fill_page(language), media_type="text/html", headers=headers)

    async def _give_static(self, request: Request) -> Response:
        name = request.path_params["name"]
        kind = CONTENT_TYPES.get(name)
        if kind is None:
            return Response(status_code=404)
        return Response(resources.files("decision_diff.serve").joinpath("page", name).read_bytes(), media_type=kind)

    async def _give_words(self, request: Request) -> Response:
        code = choose_language("", request.path_params["code"])
        return JSONResponse(dict(load_words(code)))

    async def _begin(self, _: Request) -> Response:
        session = self.sessions.open()
        self.sessions.workers.prepare()
        limits = self._limits
        bounds = {"file_size": limits.file_size, "files": limits.files}
        return JSONResponse({"id": session.id, "limits": bounds, **describe_formats()})

    async def _end(self, request: Request) -> Response:
        self.sessions.close(request.path_params["session"])
        return Response(status_code=204)

    async def _take_file(self, request: Request) -> Response:
        session = self._find_session(request)
        length = request.headers.get("content-length", "")
        session.check_room(int(length) if re.fullmatch("[0-9]{1,15}", length) else 0)
        data = bytearray()
        async for piece in request.stream():
            data += piece
            session.check_room(len(data))
        name = read_upload_name(request.headers.get("x-name", ""), self._limits.name_length)
        return JSONResponse(session.add_file(name, bytes(data)))

    async def _drop_file(self, request: Request) -> Response:
        self._find_session(request).remove_file(request.path_params["file"])
        return Response(status_code=204)

    async def _start_job(self, request: Request) -> Response:
        session = self._find_session(request)
        data = bytearray()
        async for piece in request.stream():
            data += piece
            if len(data) > self._limits.request_size:
                raise RefusedError(413, "not-understood")
        try:
            asked: Any = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise RefusedError(400, "not-understood") from error
        if not isinstance(asked, dict):
            raise RefusedError(400, "not-understood")
        return JSONResponse({"id": session.launch(asked, self.sessions.workers).id})

    async def _watch_job(self, request: Request) -> Response:
        session = self._find_session(request)
        if session.job is None or session.job.id != request.path_params["job"]:
            return JSONResponse({"version": 0, "stage": "", "failed": "", "code": "cancelled"})
        seen = request.query_params.get("seen", "")
        return JSONResponse(
            await session.job.describe(int(seen) if re.fullmatch("[0-9]{1,9}", seen) else -1, _PATIENCE)
        )

    async def _stop_job(self, request: Request) -> Response:
        session = self._find_session(request)
        if session.job is not None and session.job.id == request.path_params["job"]:
            session.cancel(self.sessions.workers)
        return Response(status_code=204)

    async def _give_result(self, request: Request) -> Response:
        output = self._find_session(request).find_output(request.path_params["result"])
        return _show(output) if "look" in request.query_params else _give(output)


def configure(app: Guard) -> uvicorn.Config:
    """Configures uvicorn: HTTP only, nothing logged, nothing told about itself, and no waiting for ever at the end."""
    return uvicorn.Config(
        app,
        access_log=False,
        date_header=False,
        http="h11",
        lifespan="on",
        limit_concurrency=100,
        log_config=None,
        loop="asyncio",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
        ws="none",
    )


def _give(output: KeptOutput) -> Response:
    headers = {"Content-Disposition": describe_attachment(output.name)}
    return Response(output.content, media_type=output.media_type, headers=headers)


def _show(output: KeptOutput) -> Response:
    """A page of ours for a frame, in a sandbox, with the policy that it brings along. RefusedError for what brings none."""
    found = _POLICY.search(output.content[:_HEAD].decode("utf-8", "replace"))
    if output.media_type != "text/html" or found is None:
        raise RefusedError(404, "output-gone")
    headers = {"Content-Security-Policy": f"{found[1]}; {_SANDBOX}", "X-Frame-Options": "SAMEORIGIN"}
    return Response(output.content, media_type="text/html", headers=headers)
