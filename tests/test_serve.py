"""The page of `serve` without a browser: who may ask, what is bounded, and that what comes of it is what the command line gives."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import decision_diff as dd
from decision_diff import profiles, renderers
from decision_diff.errors import FormatError, OutputError
from decision_diff.serve import HOST, serve
from decision_diff.serve.limits import Limits
from decision_diff.serve.pages import CONTENT_TYPES, choose_language, fill_page, load_words
from paths import FIXTURES, ROOT
from served import TOKEN, Client, describe_files, list_children, serve_apart, serve_here, wait_until

OLD = b"Decision 12 (C24)\ndecides\n1 to meet in Geneva for three days;\n2 to report.\n"
NEW = b"Decision 12 (C25)\ndecides\n1 to meet in Nassau for three days;\n2 to report.\n"
WORD = [(f"decision-641-{year}.docx", (FIXTURES / f"decision-641-{year}.docx").read_bytes()) for year in ("c24", "c25")]
SMALL = Limits(
    file_size=200_000, session_size=300_000, files=3, sessions=3, workers=2, results=20, result_size=3_000_000
)


@pytest.fixture(scope="module")
def server() -> Iterator[Client]:
    with serve_here(SMALL) as client:
        yield client


@pytest.fixture
def page(server: Client) -> Client:
    return Client(server.address).begin()


# Who may ask


@pytest.mark.parametrize("path", ["/", "/sessions", "/wrong/", f"/{TOKEN}", f"/{TOKEN[:-1]}/", f"/{TOKEN.upper()}/", f"//{TOKEN}/", f"/x/../{TOKEN}/", "/%C3%A9/", "/%FF/", "http://127.0.0.1/"])  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "OPTIONS"])
def test_without_the_secret_nothing_is_there(server: Client, method: str, path: str) -> None:
    answer = server.ask(method, path, whole=True)
    assert answer.status == 404
    assert TOKEN.encode() not in answer.body


@pytest.mark.parametrize("host", ["localhost", "localhost:{port}", "evil.example", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "127.1:{port}"])  # fmt: skip
def test_another_host_is_refused(server: Client, host: str) -> None:
    assert server.ask("GET", "", headers={"Host": host.format(port=server.port)}).status == 421


def test_two_hosts_or_none_are_refused(server: Client) -> None:
    for lines in ("", f"Host: {server.host}\r\nHost: evil.example\r\n"):
        with socket.create_connection((HOST, server.port), timeout=10) as raw:
            raw.sendall(f"GET /{TOKEN}/ HTTP/1.1\r\n{lines}Connection: close\r\n\r\n".encode())
            assert raw.makefile("rb").readline().split()[1] in (b"400", b"421")


@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.example", "https://{host}", "http://localhost:{port}", "http://127.0.0.1"]
)
def test_nothing_is_changed_from_another_page(server: Client, origin: str) -> None:
    given = origin.format(host=server.host, port=server.port)
    assert server.ask("POST", "sessions", headers={"Origin": given}).status == 403
    assert server.ask("DELETE", "sessions/x", headers={"Origin": given}).status == 403
    if given:
        assert server.ask("GET", "", headers={"Origin": given}).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_browser_that_says_whose_page_asks_is_believed(server: Client, site: str) -> None:
    assert server.ask("POST", "sessions", headers={"Sec-Fetch-Site": site}).status == 403
    assert server.ask("GET", "static/page.js", headers={"Origin": "", "Sec-Fetch-Site": site}).status == 403
    assert server.ask("GET", "static/page.js", headers={"Origin": "", "Sec-Fetch-Site": "same-origin"}).status == 200
    assert (
        server.ask("GET", "", headers={"Origin": "", "Sec-Fetch-Site": site}).status == 200
    )  # a link in a terminal or a mail


def test_only_this_computer_reaches_it(server: Client) -> None:
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", server.port), timeout=5)


@pytest.mark.parametrize("path", ["", "static/page.js", "static/page.css", "labels/zh.json", "static/none.js", "static/..%2f__init__.py", "static/%2e%2e/jobs.py", "sessions/x/results/y", "nothing"])  # fmt: skip
def test_every_answer_is_closed(server: Client, path: str) -> None:
    headers = server.ask("GET", path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "server" not in headers


def test_the_page_runs_only_its_own_script(server: Client) -> None:
    policy = server.ask("GET", "").headers["content-security-policy"]
    assert f"script-src {server.address}static/; " in policy
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy


def test_only_our_own_files_are_given_out(server: Client) -> None:
    assert all(server.ask("GET", f"static/{name}").status == 200 for name in CONTENT_TYPES)
    for name in ("../__init__.py", "..%2F__init__.py", "%2e%2e%2fjobs.py", "page.html", "//etc/passwd", "page.js/"):
        assert server.ask("GET", f"static/{name}").status in (404, 307), name


# Files


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\C25.docx", "C25.docx"),
        ("..", "text.txt"),
        ("", "text.txt"),
        ("a\x00b\r\nSet-Cookie: x.txt", "abSet-Cookie_ x.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("第641号 “决定”.docx", "第641号 “决定”.docx"),
        (".hidden", "hidden"),
        ("x" * 500 + ".docx", "x" * 155 + ".docx"),
    ],
)
def test_a_name_is_never_a_path(page: Client, given: str, kept: str) -> None:
    from urllib.parse import quote

    sent = page.ask("POST", f"sessions/{page.session}/files", b"x", {"X-Name": quote(given, safe="")})
    assert sent.json["name"] == kept


def test_two_files_of_one_name_are_told_apart(page: Client) -> None:
    _, done = page.compare(("text.txt", OLD), ("text.txt", NEW), options={"old_label": "", "new_label": ""})
    assert (done["done"]["old"], done["done"]["new"]) == ("text.txt", "text (2).txt")


def refuse(page: Client, body: bytes, **headers: str) -> tuple[int, str]:
    answer = page.ask("POST", f"sessions/{page.session}/files", body, headers)
    return answer.status, answer.json["code"]


def test_files_are_bounded_in_size_and_number(page: Client) -> None:
    assert refuse(page, b"") == (422, "file-empty")
    assert refuse(page, b"x" * (SMALL.file_size + 1)) == (413, "file-too-large")
    piece = b"%x\r\n%b\r\n" % (60_000, b"x" * 60_000)  # a body that does not say how long it is, and does not end
    assert refuse(page, piece * 4, **{"Transfer-Encoding": "chunked"}) == (413, "file-too-large")
    page.send("one.txt", b"x" * SMALL.file_size)
    assert refuse(page, b"x" * 100_001) == (413, "files-too-large")
    page.send("two.txt", b"x")
    page.send("three.txt", b"x")
    assert refuse(page, b"x") == (413, "too-many-files")


def test_a_file_that_is_taken_back_makes_room(page: Client) -> None:
    keys = [page.send(f"{n}.txt", OLD) for n in range(SMALL.files)]
    assert page.ask("DELETE", f"sessions/{page.session}/files/{keys[0]}").status == 204
    page.send("again.txt", OLD)
    answer = page.ask(
        "POST", f"sessions/{page.session}/jobs", json.dumps({"kind": "compare", "files": describe_files(keys)})
    )
    assert (answer.status, answer.json["code"]) == (404, "file-gone")


# Pages


def test_no_page_sees_what_is_of_another(server: Client) -> None:
    one, other = Client(server.address).begin(), Client(server.address).begin()
    keys, done = one.compare(("old.txt", OLD), ("new.txt", NEW))
    result = done["results"][0]
    assert one.take(result).status == 200
    assert other.take(result).status == 404
    asked = {"kind": "compare", "files": describe_files(keys)}
    assert other.ask("POST", f"sessions/{other.session}/jobs", json.dumps(asked)).json["code"] == "file-gone"
    job = one.start(**asked)
    assert other.ask("GET", f"sessions/{other.session}/jobs/{job}").json["code"] == "cancelled"
    assert other.ask("DELETE", f"sessions/{other.session}/jobs/{job}").status == 204
    assert "done" in one.watch(job)


def test_a_page_that_is_closed_is_forgotten(page: Client) -> None:
    _, done = page.compare(("old.txt", OLD), ("new.txt", NEW))
    assert page.ask("DELETE", f"sessions/{page.session}").status == 204
    answer = page.take(done["results"][0])
    assert (answer.status, answer.json["code"]) == (410, "session-gone")


def test_of_too_many_pages_the_one_that_is_idle_longest_is_forgotten(server: Client) -> None:
    pages = [Client(server.address).begin() for _ in range(SMALL.sessions)]
    pages[0].send("old.txt", OLD)
    Client(server.address).begin()
    assert pages[0].ask("GET", f"sessions/{pages[0].session}/jobs/x").status == 200
    assert pages[1].ask("GET", f"sessions/{pages[1].session}/jobs/x").status == 410


# Jobs


def test_old_and_new_are_told_by_names_then_by_the_texts(page: Client) -> None:
    keys, done = page.compare(("C25.txt", NEW), ("C24.txt", OLD), guess=True)
    assert (done["done"]["order"], done["done"]["guessed"]) == (keys[::-1], "names")
    page.begin()
    keys, done = page.compare(("one.txt", NEW), ("other.txt", OLD), guess=True)
    assert (done["done"]["order"], done["done"]["guessed"]) == (keys[::-1], "texts")
    assert (done["done"]["title"], done["done"]["old"], done["done"]["new"]) == ("Decision 12", "C24", "C25")
    assert done["done"]["warnings"] == []
    again = page.do(kind="compare", files=describe_files(keys))
    assert again["done"]["order"] == keys
    assert "swapped" in again["done"]["warnings"][0]


def test_the_page_is_shown_in_a_sandbox_with_its_own_policy(page: Client) -> None:
    _, done = page.compare(("old.txt", OLD), ("new.txt", NEW))
    shown = page.take(done["results"][0], "?look")
    policy = shown.headers["content-security-policy"]
    assert "sandbox allow-scripts allow-downloads allow-modals;" in policy
    assert "allow-same-origin" not in policy
    assert "frame-ancestors 'self'" in policy
    assert re.search(r"script-src 'sha256-[^']+'", policy)
    assert shown.headers["x-frame-options"] == "SAMEORIGIN"
    taken = page.take(done["results"][0])
    assert taken.headers["content-disposition"].startswith("attachment; ")
    assert "sandbox" in taken.headers["content-security-policy"]


def test_what_brings_no_policy_is_not_shown(page: Client) -> None:
    keys, _ = page.compare(("old.txt", OLD), ("new.txt", NEW))
    done = page.do(kind="outputs", files=describe_files(keys), formats=["docx", "text", "html-fragment"])
    assert [page.take(one, "?look").status for one in done["results"]] == [404, 404, 404]


@pytest.mark.parametrize("options", [{}, {"title": "决定", "old_label": "甲/乙", "new_label": "C25", "profile": "un", "labels": "fr", "author": "Registry"}])  # fmt: skip
def test_every_output_is_what_the_program_gives(page: Client, tmp_path: Path, options: dict[str, str]) -> None:
    files = [("decision-641-c24.docx", WORD[0][1]), ("decision-641-c25.docx", WORD[1][1])]
    keys, _ = page.compare(*files, options=options)
    names = [row.name for row in renderers.RENDERERS if "pdf" not in row.name]
    done = page.do(kind="outputs", files=describe_files(keys), formats=names, options=options)
    assert done["done"]["failed"] == []
    comparison = dd.compare(*(FIXTURES / name for name, _ in files))
    jobs = [
        (name, row.options(**{key: value for key, value in options.items() if key in row.heeded}))
        for name in names
        for row in [renderers.find(name)]
    ]
    from decision_diff import files as written
    from decision_diff import pipeline

    expected = dict(zip(names, pipeline.render_all(comparison, jobs)[0], strict=True))
    given = {one["name"]: page.take(one).body for one in done["results"]}
    stem = "决定 甲_乙 - C25" if options else "第641号决定 C24 - C25"
    for name in names:
        row = renderers.find(name)
        end = row.suffixes[0] if row.suffixes else ".review.html"
        assert given[f"{stem}{end}"] == written.encode(expected[name]), name
    redline = tmp_path / "redline.docx"
    redline.write_bytes(given[f"{stem}.docx"])
    assert dd.verify(redline, *(FIXTURES / name for name, _ in files))
    whole = page.do(kind="outputs", files=describe_files(keys), formats=names, zip=True, options=options)
    (archive,) = whole["results"]
    assert archive["name"] == f"{stem}.zip"
    with zipfile.ZipFile(io.BytesIO(page.take(archive).body)) as packed:
        assert {name: packed.read(name) for name in packed.namelist() if name != "read-me.txt"} == given


def test_pdf_is_taken_away_too(page: Client) -> None:
    keys, _ = page.compare(("old.txt", OLD), ("new.txt", NEW))
    done = page.do(kind="outputs", files=describe_files(keys), formats=["pdf", "table-pdf"])
    assert [page.take(one).body[:5] for one in done["results"]] == [b"%PDF-", b"%PDF-"]


def test_what_cannot_be_made_is_said_and_the_rest_is_there(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from decision_diff.serve import archive, jobs

    comparison = dd.compare(old_text=OLD.decode(), new_text=NEW.decode())
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    written = jobs.write_formats(comparison, ["table-xlsx", "text"], {})
    assert [one.name for one in written.results] == [".txt"]
    assert written.failed == ['table-xlsx: XLSX output needs XlsxWriter: pip install "decision-diff[xlsx]"']
    with zipfile.ZipFile(io.BytesIO(archive.pack(written.results, ["lost"], written.failed))) as packed:
        assert packed.read("read-me.txt").decode() == f"lost\nNot in this archive: {written.failed[0]}\n"


def test_ignored_differences_are_set_aside(page: Client) -> None:
    keys, done = page.compare(("a.txt", b"1 One, two.\n2 Three.\n"), ("b.txt", b"1 One two.\n2 Three.\n"))
    assert done["done"]["differs"]
    again = page.do(kind="compare", files=describe_files(keys), ignore=["punctuation"])
    assert not again["done"]["differs"]


def test_one_document_with_tracked_changes_is_two_texts(page: Client) -> None:
    keys, _ = page.compare(*WORD)
    redline = page.take(page.do(kind="outputs", files=describe_files(keys), formats=["docx"])["results"][0]).body
    page.begin()
    _, done = page.compare(("redline.docx", redline))
    assert done["done"]["differs"]
    _, refused = page.compare(("plain.txt", OLD))
    assert "no tracked changes" in refused["failed"]


def test_a_history_of_three(page: Client) -> None:
    third = NEW.replace(b"three days", b"two days").replace(b"C25", b"C26")
    keys = [page.send(name, data) for name, data in (("C26.txt", third), ("C24.txt", OLD), ("C25.txt", NEW))]
    done = page.do(kind="history", files=describe_files(keys), guess=True)
    assert done["done"]["labels"] == ["C24", "C25", "C26"]
    assert done["done"]["order"] == [keys[1], keys[2], keys[0]]
    timeline, log, records = done["results"]
    assert page.take(timeline, "?look").status == 200
    assert b"C26" in page.take(log).body
    assert json.loads(page.take(records).body)
    twice = page.do(kind="history", files=[{"id": key, "label": "x"} for key in keys])
    assert "'x'" in twice["failed"]


def test_a_redline_is_verified_and_a_lie_is_found(page: Client) -> None:
    keys, _ = page.compare(*WORD)
    redline = page.take(page.do(kind="outputs", files=describe_files(keys), formats=["docx"])["results"][0]).body
    page.begin()
    keys = [page.send(name, data) for name, data in (("redline.docx", redline), *WORD)]
    good = page.do(kind="verify", files=describe_files(keys), roles=["redline", "old", "new"])
    assert good["done"]["verified"]
    assert good["done"]["lines"][0] == "text: verified"
    bad = page.do(kind="verify", files=describe_files(keys[:2]), roles=["redline", "new"])
    assert not bad["done"]["verified"]
    assert bad["done"]["differences"]
    none = page.do(kind="verify", files=describe_files(keys[:1]), roles=["redline"])
    assert none["code"] == "format"


@pytest.mark.parametrize(
    ("job", "said"),
    [
        ({"options": {"profile": "./secret.toml"}}, "unknown profile"),
        ({"options": {"profile": "/etc/passwd"}}, "unknown profile"),
        ({"options": {"labels": "xx"}}, "unknown language"),
        ({"options": {"title": "x" * 501}}, "at most 500"),
        ({"ignore": ["everything"]}, "cannot be ignored"),
        ({"kind": "nothing"}, "unknown"),
    ],
)
def test_what_a_page_asks_for_is_not_trusted(page: Client, job: dict[str, Any], said: str) -> None:
    keys = [page.send("old.txt", OLD), page.send("new.txt", NEW)]
    assert said in page.do(**{"kind": "compare", "files": describe_files(keys), **job})["failed"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"files": 1}', b'{"files": [1]}', b'{"files": []}', b"[" * 50_000, b" " * 200_000, b"\xff"])  # fmt: skip
def test_what_is_no_job_is_refused(page: Client, body: bytes) -> None:
    assert page.ask("POST", f"sessions/{page.session}/jobs", body).status in (400, 404, 413)


@pytest.mark.parametrize(
    ("name", "data"),
    [("broken.docx", b"PK\x03\x04 broken"), ("binary.txt", bytes(range(256)) * 10), ("broken.pdf", b"%PDF-1.7 nothing"), ("broken.odt", b"PK\x05\x06" + b"\0" * 18)],
)  # fmt: skip
def test_a_wrong_file_gets_one_sentence_with_its_name(page: Client, name: str, data: bytes) -> None:
    _, done = page.compare((name, data), ("new.txt", NEW))
    assert done["failed"].startswith(f"{name}: ")
    assert "\n" not in done["failed"]


def test_a_fault_says_its_kind_and_none_of_the_text() -> None:
    from decision_diff.serve import worker
    from decision_diff.serve.frames import read_frame

    class Desk:
        def run(self, *_: object) -> None:
            raise KeyError("words of the text")

    (frame,) = [read_frame(io.BytesIO(b"".join(worker._answer(Desk(), {}, [], io.BytesIO()))))]
    assert frame == ({"failed": "KeyError", "code": "fault", "blobs": []}, [])


LONG = "".join(
    f"第{n}条　申请人应当在{n % 97}日内提交第{n * 7 % 1000}号材料，说明理由，并予登记。\n" for n in range(1, 4000)
).encode()


@pytest.mark.slow
def test_a_job_is_stopped_with_its_process_and_the_next_one_works(tmp_path: Path) -> None:
    with serve_apart(folder=str(tmp_path)) as (client, process):
        client.begin()
        keys = [client.send("old.txt", LONG), client.send("new.txt", LONG.replace("说明".encode(), "写明".encode()))]
        job = client.start(kind="compare", files=describe_files(keys))
        wait_until(
            lambda: client.ask("GET", f"sessions/{client.session}/jobs/{job}?seen=-1").json["stage"] != "waiting"
        )
        before = list_children(process.pid)
        assert client.ask("DELETE", f"sessions/{client.session}/jobs/{job}").status == 204
        assert client.watch(job)["code"] == "cancelled"
        wait_until(lambda: set(before) - set(list_children(process.pid)))
        assert "done" in client.compare(("old.txt", OLD), ("new.txt", NEW))[1]


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("killed", [False, True], ids=["cancelled", "server killed"])
def test_a_program_that_a_job_started_ends_with_it(tmp_path: Path, killed: bool) -> None:
    def list_offices() -> list[str]:
        found = subprocess.run(["ps", "-ewwo", "args"], capture_output=True, text=True, check=True).stdout
        return [line for line in found.splitlines() if "soffice" in line and str(tmp_path) in line]

    rtf = (
        b"{\\rtf1\\ansi " + b"".join(b"%d to meet in Geneva and to report on it;\\par " % n for n in range(3000)) + b"}"
    )
    with serve_apart(folder=str(tmp_path)) as (client, process):
        client.begin()
        job = client.start(
            kind="compare", files=describe_files([client.send("a.rtf", rtf), client.send("b.rtf", rtf[:-9] + b"}")])
        )
        wait_until(list_offices, 30)
        if killed:
            process.kill()
        else:
            client.ask("DELETE", f"sessions/{client.session}/jobs/{job}")
        wait_until(lambda: not list_offices())
    wait_until(lambda: not [*tmp_path.iterdir()])


def test_a_job_that_takes_too_long_is_stopped() -> None:
    with serve_here(Limits(job_seconds=0.01)) as client:
        assert client.begin().compare(("old.txt", LONG), ("new.txt", OLD))[1]["code"] == "time"


@pytest.mark.slow
def test_a_process_that_dies_or_takes_too_much_is_said(tmp_path: Path) -> None:
    with serve_apart(folder=str(tmp_path)) as (client, process):
        client.begin()
        keys = [client.send("old.txt", LONG), client.send("new.txt", LONG.replace("说明".encode(), "写明".encode()))]
        job = client.start(kind="compare", files=describe_files(keys))
        wait_until(
            lambda: client.ask("GET", f"sessions/{client.session}/jobs/{job}?seen=-1").json["stage"] == "reading"
        )
        for child in list_children(process.pid):
            os.kill(child, signal.SIGKILL)
        assert client.watch(job)["code"] == "stopped"
        assert "done" in client.compare(("old.txt", OLD), ("new.txt", NEW))[1]


@pytest.mark.slow
def test_memory_is_bounded() -> None:
    with serve_here(Limits(worker_memory=300_000_000)) as client:
        assert client.begin().compare(("old.txt", LONG * 20), ("new.txt", LONG * 20))[1]["code"] in (
            "memory",
            "stopped",
        )


@pytest.mark.slow
def test_more_pages_than_processes_wait_and_all_are_served() -> None:
    with serve_here(Limits(workers=1)) as client:
        pages = [Client(client.address).begin() for _ in range(3)]
        started = []
        for page in pages:
            keys = [page.send("old.txt", OLD), page.send("new.txt", NEW)]
            started.append((page, page.start(kind="compare", files=describe_files(keys))))
        assert all("done" in page.watch(job) for page, job in started)


# The process


@pytest.mark.slow
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_leaves_nothing_behind_and_says_nothing(tmp_path: Path, ending: signal.Signals) -> None:
    with serve_apart(folder=str(tmp_path)) as (client, process):
        (folder,) = tmp_path.iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        client.begin().compare(("secret name.txt", OLD), ("new.txt", NEW))
        client.ask("GET", "nothing/secret")
        client.start(
            kind="compare", files=describe_files([client.send("secret.txt", LONG), client.send("b.txt", LONG[5000:])])
        )
        children = list_children(process.pid)
        assert children
        process.send_signal(ending)
        stdout, stderr = process.communicate(timeout=30)
        assert not [*tmp_path.iterdir()]
        wait_until(
            lambda: (
                not [
                    pid
                    for pid in children
                    if Path(f"/proc/{pid}/cmdline").is_file() and b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
                ]
            )
        )
        assert stdout == ""
        assert stderr == "decision-diff: the page is open to whoever has this address; Ctrl-C ends it\n"
        assert process.returncode in (0, -ending, -signal.SIGTERM)


@pytest.mark.slow
def test_workers_end_with_a_server_that_is_killed(tmp_path: Path) -> None:
    with serve_apart(folder=str(tmp_path)) as (client, process):
        client.begin().compare(("old.txt", OLD), ("new.txt", NEW))
        (folder,) = tmp_path.iterdir()
        process.kill()
        wait_until(
            lambda: not folder.exists()
        )  # each removes its own folder, the last one that of the server, and all end


@pytest.mark.slow
def test_the_browser_gets_an_address_without_the_secret(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    program = tmp_path / "xdg-open"
    program.write_text(f'#!/bin/sh\necho "$1" > "{opened}.part"; mv "{opened}.part" "{opened}"\n')
    program.chmod(0o755)
    path = os.environ["PATH"]
    os.environ["PATH"] = f"{tmp_path}{os.pathsep}{path}"
    try:
        with serve_apart("--open") as (client, _):
            wait_until(opened.exists)
            ticket = opened.read_text().strip().partition(client.host)[2]
            assert client.token not in ticket
            first = client.ask("GET", ticket, headers={"Origin": ""}, whole=True)
            assert (first.status, first.headers["location"]) == (303, client.address)
            assert client.ask("GET", ticket, headers={"Origin": ""}, whole=True).status == 404
    finally:
        os.environ["PATH"] = path


def test_what_is_missing_or_taken_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server((HOST, 0)) as taken, pytest.raises(OutputError, match="choose another with --port"):
        serve(taken.getsockname()[1])
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(FormatError, match=re.escape('pip install "decision-diff[serve]"')):
        serve()


def test_help_does_not_load_it() -> None:
    program = "import sys; from decision_diff.cli import main; main(['serve', '--help']); print([m for m in sys.modules if 'starlette' in m or 'uvicorn' in m or m.startswith('decision_diff.serve')])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.endswith("[]\n")


# Words


def test_every_language_has_every_word_with_its_holes() -> None:
    english = load_words("en")
    holes = {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in english.items()}
    for code in profiles.LANGUAGES:
        words = load_words(code)
        assert {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in words.items()} == holes, code
        assert code == "en" or sum(words[key] == english[key] for key in words) < 12, code


def test_every_word_is_used_and_every_used_one_is_there() -> None:
    folder = ROOT / "src" / "decision_diff" / "serve" / "page"
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))
    keys = set(load_words("en"))
    named = set(re.findall(r'data-(?:say|label)="([a-z_.-]+)"', sources)) | set(
        re.findall(r'\bsay\("([a-z_.-]+)"', sources)
    )
    named |= {key for key in re.findall(r'"([a-z]+\.[a-z-]+)"', sources) if key in keys}
    assert named <= keys
    made = (
        "output.",
        "profile.",
        "ignore.",
        "error.",
        "stage.",
        "guess.",
        "history.guess-",
        "verify.no-",
        "pair.",
        "history.",
        "verify.",
    )
    assert {key for key in keys - named if not key.startswith(made)} == set()
    assert {key for key in keys if key.startswith("output.")} <= {f"output.{row.name}" for row in renderers.RENDERERS}
    assert {f"profile.{name}" for name in profiles.NAMES} <= keys


@pytest.mark.parametrize(
    ("accepted", "asked", "chosen"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "", "zh"),
        ("de-DE,fr;q=0.5,ru;q=0.7", "", "ru"),
        ("de", "", "en"),
        ("", "", "en"),
        ("zh", "ar", "ar"),
        ("*;q=0.5, ja ; q=0.1", "../../x", "ja"),
        ("fr;q=0, es;q=0.1", "", "es"),
    ],
)
def test_the_language_is_that_of_the_browser(accepted: str, asked: str, chosen: str) -> None:
    assert choose_language(accepted, asked) == chosen


def test_words_cannot_break_the_page() -> None:
    for code in profiles.LANGUAGES:
        page = fill_page(code)
        assert "{{" not in page
        data = re.search(r'<script type="application/json" id="words">(.*?)</script>', page, re.DOTALL)
        assert data is not None
        assert json.loads(data[1]) == dict(load_words(code))


def test_a_history_in_a_wrong_order_is_told(page: Client) -> None:
    keys = [page.send(name, data) for name, data in (("a.txt", NEW), ("b.txt", OLD))]
    done = page.do(kind="history", files=describe_files(keys), guess=True)["done"]
    assert (done["order"], done["guessed"]) == (keys, "")
    assert done["warnings"] == ["a → b: the old text is of C25 and the new one of C24; were old and new swapped?"]


def test_a_format_is_not_offered_where_its_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from decision_diff.serve import pages

    assert not any(one["missing"] for one in pages.describe_formats()["outputs"])
    monkeypatch.setattr(pages, "find_spec", lambda name: None)
    missing = {one["name"] for one in pages.describe_formats.__wrapped__()["outputs"] if one["missing"]}
    assert missing == {row.name for row in renderers.RENDERERS if "(extra: " in row.summary}
    assert missing


@pytest.mark.parametrize("title", ["\ud800", "a\x00b", "\u202eabc", "\n\n", "x" * 300])
def test_a_strange_title_is_only_a_title(page: Client, title: str) -> None:
    keys, done = page.compare(("C24.txt", OLD), ("C25.txt", NEW), options={"title": title})
    assert "done" in done
    taken = page.take(
        page.do(kind="outputs", files=describe_files(keys), formats=["text"], options={"title": title})["results"][0]
    )
    assert (taken.status, len(taken.body) > 50) == (200, True)
    labelled = [{"id": key, "label": f"{title}{key}"} for key in keys]
    done = page.do(kind="history", files=labelled, options={"title": title})
    assert {page.take(one).status for one in done["results"]} == {200}
