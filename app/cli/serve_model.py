"""`signpost serve-model FILE.gguf`: internal; the child process in which llama.cpp runs."""

import argparse
from pathlib import Path

from app.probe.serve import serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", type=Path, help="GGUF file; the key is the first line of stdin")
    parser.add_argument("--parallel", type=int, default=1, metavar="N", help="requests at once")
    parser.add_argument("--context", type=int, default=4096, metavar="N", help="tokens of each")
    parser.add_argument("--embedding", action="store_true", help="answer with vectors")


def run(arguments: argparse.Namespace) -> int:
    return serve(
        arguments.model,
        parallel=arguments.parallel,
        context=arguments.context,
        embedding=arguments.embedding,
    )
