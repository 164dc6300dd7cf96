"""What can go wrong, as a tree.

DecisionDiffError            code            when
├── UnreadableError          unreadable      a source is missing, empty, binary, or of another format
├── EncodingError            encoding        the bytes are not text in the encoding found or given
├── FormatError              format          no reader or renderer of that name or suffix, or no such option of it
├── PinError                 pin             a pin names an unknown clause, or contradicts another
├── ProfileError             profile         a profile, its columns or a reasons file is not valid
├── AmendingError                amending        an amending act orders nothing, or nothing for this text
├── NotesError               notes           a notes file is not valid, or is on other texts
├── OutputError              output          a file cannot be written, or is already there
└── InvariantError           invariant       a result failed its own check: a fault of this program

"Cannot go on" is one of these; "went on with a loss" is a `model.Notice`. Each message is one sentence
that says what is wrong, where, and what to do.
"""

from __future__ import annotations


class DecisionDiffError(Exception):
    """The root. `code` is stable and may be matched on; `source` names the input concerned, or is empty."""

    code = "error"

    def __init__(self, message: str, *, source: str = "") -> None:
        super().__init__(f"{source}: {message}" if source else message)
        self.message = message
        self.source = source


class UnreadableError(DecisionDiffError):
    """A source is missing, empty, binary, or not of the format that it claims."""

    code = "unreadable"


class EncodingError(DecisionDiffError):
    """The bytes of a source are not text in the encoding that was given or found."""

    code = "encoding"


class FormatError(DecisionDiffError):
    """No reader or renderer is known by that name or suffix, or an option has no effect on it."""

    code = "format"


class PinError(DecisionDiffError):
    """A pin is not written as OLD=NEW, names a clause that is not there, or contradicts another."""

    code = "pin"


class ProfileError(DecisionDiffError):
    """A profile is missing or not valid, or columns or reasons do not fit the table."""

    code = "profile"


class NotesError(DecisionDiffError):
    """A notes file is not valid, or its notes are on other texts or clauses than those compared."""

    code = "notes"


class AmendingError(DecisionDiffError):
    """An amending act orders nothing that is understood, or nothing for the text that is compared."""

    code = "amending"


class OutputError(DecisionDiffError):
    """An output cannot be written where it was asked for."""

    code = "output"


class InvariantError(DecisionDiffError):
    """A result failed its own check, so nothing was given out. Always a fault of this program."""

    code = "invariant"
