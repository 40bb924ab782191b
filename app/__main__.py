"""`signpost`: without a command the window opens, else the command runs without loading Qt."""

import sys

from app.cli.main import COMMANDS, run_command, window_arguments


def main() -> int:
    arguments = sys.argv[1:]
    if arguments and arguments[0] in COMMANDS:
        return run_command(arguments[0], arguments[1:])
    options = window_arguments(arguments)
    from app.gui.main import run_window  # noqa: PLC0415  (commands must work without Qt)

    return run_window(options.data_dir, options.file)


if __name__ == "__main__":
    sys.exit(main())
