"""`decision-diff amend`: amending acts and drafts, from the command line. Each command is one module."""

from __future__ import annotations

import click

from decision_diff.cli.amend.apply import apply
from decision_diff.cli.amend.carry import carry
from decision_diff.cli.amend.check import check
from decision_diff.cli.amend.compile import compile_command
from decision_diff.cli.amend.rebase import rebase
from decision_diff.cli.amend.write import write


@click.group()
def amend() -> None:
    """Work with amending acts (修改决定, 修正案): lists of instructions such as 将第三条改为第四条."""


amend.add_command(apply)
amend.add_command(carry)
amend.add_command(check)
amend.add_command(compile_command)
amend.add_command(rebase)
amend.add_command(write)
