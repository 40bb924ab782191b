"""Which commands there are, what they share, and how a fault reaches the user.

A command is a module `app.cli.NAME` with `add_arguments(parser)` and `run(arguments) -> int`. Only
the module of the command that was asked for is imported.
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from app import __version__
from app.errors import AppError

COMMANDS = {
    "recommend": "say what the guide, the limits and we suggest for task profiles",
    "probe": "measure a model on labelled examples",
    "report": "write recommendations as PDF, HTML, PNG, Markdown or JSON",
    "tasks": "find the guide's task types by everyday words",
    "cost": "say what prompting and training would cost, and where they meet",
    "models": "print the shortlist of models, for a profile with reasons",
    "check": "validate the guide",
    "backtest": "set the advice against published head-to-heads",
    "import": "take profile files into the local store",
    "export": "write stored profiles as files",
    "list": "list the stored profiles",
    "backup": "write a verified copy of the local store",
    "restore": "put a backup in the place of the local store",
    "guide": "search and read the guide; take in a newer one or a price list",
    "support": "say what somebody who helps has to know, without anything private",
    "serve-model": "internal: serve a local model on loopback for a probe",
    "compute": "internal: learn and compare beside the window",
    "measure": "internal: ask models beside the window",
}
MODULES = {
    "import": "import_",
    "serve-model": "serve_model",
}  # no names for modules
INTERNAL = frozenset({"serve-model", "compute", "measure"})  # roles of child processes


def run_command(name: str, arguments: list[str]) -> int:
    """Run one command. 0 is fine, 1 the user's input is at fault, 2 (argparse) wrong usage."""
    module = import_module(f"app.cli.{MODULES.get(name, name)}")
    parser = argparse.ArgumentParser(prog=f"signpost {name}", description=COMMANDS[name])
    _add_data_dir(parser)
    module.add_arguments(parser)
    try:
        return int(module.run(parser.parse_args(arguments)))
    except AppError as error:
        print(f"signpost: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stderr.close()
        return 1


def window_arguments(arguments: list[str]) -> argparse.Namespace:
    """Options of `signpost` without a command, and the file to open.

    Exits for --help, --version and wrong usage.
    """
    shown = [f"  {name:<12}{what}" for name, what in COMMANDS.items() if name not in INTERNAL]
    parser = argparse.ArgumentParser(
        prog="signpost",
        description="Without a command the window opens.",
        epilog="commands (each has its own --help):\n" + "\n".join(shown),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="profile or PDF to open in the window"
    )
    parser.add_argument("--version", action="version", version=f"Signpost {__version__}")
    _add_data_dir(parser)
    options = parser.parse_args(arguments)
    if options.file and not options.file.suffix and not options.file.exists():
        parser.error(f"there is no command or file named {options.file}")
    return options


def _add_data_dir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="keep data in DIR, not in your own folder"
    )
