"""`python -m decision_diff` is `decision-diff`."""

import sys

from decision_diff.cli import main

if __name__ == "__main__":
    sys.exit(main())
