"""What a reviewer says, read from files: pins, notes, reasons."""
