"""Hostile PDF, HTML, ODT and Akoma Ntoso files: each is read or refused in one sentence, within bounds, and nothing is fetched.

All of one format are read in one process, which has a bound of memory and of CPU time, and notes what it asks of the network, of other
programs and of other files. No machine is so slow that a file takes as long as the bound here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import hostilefiles
from hostilefiles import FILES, SECONDS
from paths import FIXTURES

pytestmark = pytest.mark.slow

EVERY = [(suffix, name) for suffix, files in FILES.items() for name in files]


@pytest.fixture(scope="module")
def outcomes() -> dict[str, dict[str, Any]]:
    """What came out of each file, by format and name."""
    here = Path(hostilefiles.__file__)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(FIXTURES.parent / "src"), str(here.parent)))}
    found = {}
    for suffix in FILES:
        command = [sys.executable, str(here), suffix]
        done = subprocess.run(command, capture_output=True, check=False, env=environment, timeout=300)
        assert done.returncode == 0, (suffix, done.stderr[-2000:])
        found[suffix] = json.loads(done.stdout)
    return found


def test_there_are_enough_of_each_format() -> None:
    assert len(EVERY) >= 80
    assert all(len(files) >= 20 for files in FILES.values())


@pytest.mark.parametrize(("suffix", "name"), EVERY, ids=lambda one: one)
def test_a_hostile_file_is_read_or_refused_soon_and_nothing_is_fetched(
    outcomes: dict[str, dict[str, Any]], suffix: str, name: str
) -> None:
    found = outcomes[suffix][name]
    assert (found["outcome"], found["asked"]) == (FILES[suffix][name][0], [])
    assert found["seconds"] < SECONDS
    if found["outcome"] == "refused":
        (sentence,) = found["said"]
        assert sentence.startswith(f"hostile.{suffix}: ")
        assert "\n" not in sentence
        assert len(sentence) < 300


def test_the_watch_sees_what_is_asked() -> None:
    """Broken on purpose: a process that opens a socket, a file and a program."""
    program = (
        "import hostilefiles, socket, subprocess, sys, os\nasked = hostilefiles.watch()\n"
        "socket.socket().close(); open(os.devnull).close(); subprocess.run(['true'])\nprint(*asked, sep='\\n')"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(hostilefiles.__file__).parent)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert {"socket.__new__", f"open {os.devnull}", "subprocess.Popen"} <= set(done.stdout.splitlines())
