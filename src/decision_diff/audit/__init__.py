"""Whether what others wrote holds: `verify` asks whether a redline is honest."""
