"""A server of the page for tests, as a process or in this one, and a client that asks it without a browser."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import uvicorn

from decision_diff.serve import HOST
from decision_diff.serve.app import Server, configure
from decision_diff.serve.limits import Limits
from paths import ROOT

TOKEN = "a-secret-of-the-tests"  # noqa: S105 - that is what it is


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Asks a server as its page does, or otherwise."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.address = address
        self.host = parts.netloc
        self.port = parts.port or 0
        self.token = parts.path.strip("/")
        self.session = ""

    def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None, *, whole: bool = False
    ) -> Answer:
        """Ask for a path below the secret, or for a `whole` one. None as a header leaves it out."""
        given = {"Host": self.host, "Origin": f"http://{self.host}", **(headers or {})}
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        with contextlib.closing(connection):
            connection.putrequest(method, path if whole else f"/{self.token}/{path}", skip_host=True)
            data = body.encode() if isinstance(body, str) else body
            for name, value in given.items():
                if value:
                    connection.putheader(name, value)
            if data is not None and "Transfer-Encoding" not in given and "Content-Length" not in given:
                connection.putheader("Content-Length", str(len(data)))
            connection.endheaders()
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                if data:
                    connection.send(data)
            found = connection.getresponse()
            return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())

    def begin(self) -> Client:
        self.session = self.ask("POST", "sessions").json["id"]
        return self

    def send(self, name: str, data: bytes) -> str:
        sent = self.ask("POST", f"sessions/{self.session}/files", data, {"X-Name": quote(name, safe="")})
        assert sent.status == 200, sent
        key: str = sent.json["id"]
        return key

    def start(self, **job: Any) -> str:
        begun = self.ask("POST", f"sessions/{self.session}/jobs", json.dumps(job))
        assert begun.status == 200, begun
        key: str = begun.json["id"]
        return key

    def watch(self, key: str) -> dict[str, Any]:
        seen = -1
        while True:
            now: dict[str, Any] = self.ask("GET", f"sessions/{self.session}/jobs/{key}?seen={seen}").json
            if "done" in now or "code" in now:
                return now
            seen = now["version"]

    def do(self, **job: Any) -> dict[str, Any]:
        return self.watch(self.start(**job))

    def compare(self, *texts: tuple[str, bytes], **more: Any) -> tuple[list[str], dict[str, Any]]:
        keys = [self.send(name, data) for name, data in texts]
        return keys, self.do(kind="compare", files=[{"id": key} for key in keys], **more)

    def take(self, result: dict[str, Any], query: str = "") -> Answer:
        return self.ask("GET", f"sessions/{self.session}/results/{result['id']}{query}")


@contextlib.contextmanager
def serve_here(limits: Limits) -> Iterator[Client]:
    """A server in a thread of this process, with bounds of its own."""
    listening = socket.create_server((HOST, 0))
    address = f"{HOST}:{listening.getsockname()[1]}"
    app = Server(TOKEN, address, limits).make_app(address, lambda: None)
    server = uvicorn.Server(configure(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield Client(f"http://{address}/{TOKEN}/")
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()
        assert not thread.is_alive()


@contextlib.contextmanager
def serve_apart(*arguments: str, folder: str | None = None) -> Iterator[tuple[Client, subprocess.Popen[str]]]:
    """A server as people start it; it is ended if it still runs."""
    paths = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONPATH": paths, **({"TMPDIR": folder} if folder else {})}
    process = subprocess.Popen(
        [sys.executable, "-m", "decision_diff", "serve", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        assert process.stdout is not None
        yield Client(process.stdout.readline().strip()), process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def list_children(process: int) -> list[int]:
    """The processes that a process started and that still run."""
    found = subprocess.run(
        ["ps", "-o", "pid=,stat=", "--ppid", str(process)], capture_output=True, text=True, check=False
    )
    rows = [line.split() for line in found.stdout.splitlines()]
    return [int(pid) for pid, state in rows if not state.startswith("Z")]


def wait_until(condition: Any, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.02)


def describe_files(keys: Sequence[str]) -> list[dict[str, str]]:
    return [{"id": key} for key in keys]
