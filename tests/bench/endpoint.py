"""How fast a measurement asks an endpoint, beside a bare loop of the same client library.

    python tests/bench/endpoint.py [REQUESTS] [CONCURRENCY] [LATENCY_MS] [ROUNDS]

A small server on loopback, in a process of its own, answers after the latency. Both are run in
turn, so that a busy machine slows both. Ratios count, not rates.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openai

from app.journal import Journal
from app.probe.ask import ask_all
from app.probe.endpoint import Endpoint
from app.probe.question import label_question
from app.probe.ready import ready_model
from app.probe.terms import Terms
from app.probe.types import OutcomeClass

LABELS = ("ham", "spam")


async def serve(latency: float) -> None:
    """Answers every chat with the first label; streams where it is asked to. Prints its port, and
    when the first request comes (`time.monotonic`)."""
    asked = False
    answer = json.dumps({"label": LABELS[0]})
    usage = {"prompt_tokens": 80, "completion_tokens": 6}
    about: dict[str, Any] = {"id": "x", "model": "bench"}
    whole = {
        **about,
        "object": "chat.completion",
        "created": 0,
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": answer},
            }
        ],
        "usage": usage,
    }
    pieces: list[dict[str, Any]] = [
        {**about, "choices": [{"index": 0, "delta": {"content": part}}]}
        for part in (answer[:9], answer[9:])
    ]
    pieces.append({**about, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    pieces.append({**about, "choices": [], "usage": usage})
    events = b"".join(b"data: " + json.dumps(piece).encode() + b"\n\n" for piece in pieces)
    events += b"data: [DONE]\n\n"

    def reply(kind: str, body: bytes) -> bytes:
        head = f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n\r\n"
        return head.encode() + body

    replies = {
        True: reply("text/event-stream", events),
        False: reply("application/json", json.dumps(whole).encode()),
    }

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer):
            while True:
                try:
                    head = await reader.readuntil(b"\r\n\r\n")
                except (asyncio.IncompleteReadError, ConnectionError):
                    return
                lines = head.decode().lower().split("\r\n")
                nonlocal asked
                if not asked:
                    asked = True
                    print(time.monotonic(), flush=True)
                length = next(
                    (int(one[16:]) for one in lines if one.startswith("content-length:")), 0
                )
                body = json.loads(await reader.readexactly(length)) if length else {}
                await asyncio.sleep(latency)
                writer.write(replies[bool(body.get("stream"))])
                await writer.drain()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


def bare(url: str, texts: list[str], concurrency: int) -> float:
    """Requests per second of an AsyncOpenAI loop that keeps nothing."""
    question = label_question(LABELS)

    async def run() -> float:
        async with openai.AsyncOpenAI(base_url=url, api_key="x", max_retries=0) as client:
            free = asyncio.Semaphore(concurrency)

            async def one(text: str) -> str | None:
                async with free:
                    answer = await client.chat.completions.create(
                        model="bench",
                        messages=question.messages(text),  # type: ignore[arg-type]
                        temperature=0,
                        seed=0,
                        max_tokens=512,
                    )
                    return answer.choices[0].message.content

            began = time.perf_counter()
            await asyncio.gather(*map(one, texts))
            return len(texts) / (time.perf_counter() - began)

    return asyncio.run(run())


def ours(url: str, texts: list[str], concurrency: int) -> tuple[float, float, float]:
    """Requests per second of the run and of everything from Start on, with every answer on disk;
    and the seconds from Start to the first request of the run."""
    with TemporaryDirectory() as folder:
        data_dir = Path(folder)
        began = time.perf_counter()
        with ready_model(
            Endpoint(url, "bench"),
            LABELS,
            data_dir=data_dir,
            concurrency=concurrency,
            fetching=lambda done, total: None,
            cancelled=lambda: False,
        ) as model:
            asked = time.perf_counter()
            terms = Terms(partial(Journal.open, data_dir))
            answers = ask_all(texts, model, concurrency=concurrency, terms=terms)
            ended = time.perf_counter()
    if {answer.outcome for answer in answers} != {OutcomeClass.OK}:
        sys.exit("Some requests failed.")
    return len(texts) / (ended - asked), len(texts) / (ended - began), asked - began


def main() -> None:
    given = [int(argument) for argument in sys.argv[1:]]
    requests, concurrency, latency, rounds = [*given, *(1600, 16, 50, 5)[len(given) :]]
    command = [sys.executable, __file__, "serve", str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        try:
            assert server.stdout is not None
            url = f"http://127.0.0.1:{server.stdout.readline().strip()}/v1"
            texts = [f"Text number {at} of the measurement" for at in range(requests)]
            loops, runs = [], []
            for _ in range(rounds):
                loops.append(bare(url, texts, concurrency))
                runs.append(ours(url, texts, concurrency))
        finally:
            server.kill()
    loop = statistics.median(loops)
    print(f"{requests} requests, {concurrency} at once, {latency} ms, {rounds} rounds, medians")
    print(f"  bare AsyncOpenAI loop           {loop:6.0f} requests/s")
    for place, name, bar in ((0, "the run, every answer on disk", 0.9), (1, "with the test", 0.6)):
        rate = statistics.median(run[place] for run in runs)
        ratios = [run[place] / one for run, one in zip(runs, loops, strict=True)]
        print(
            f"  {name:<32}{rate:6.0f} requests/s {statistics.median(ratios):5.2f} x (bar: {bar} x)"
        )
    first = statistics.median(run[2] for run in runs)
    print(f"  Start to the first request      {first:6.2f} s          (bar: 1 s)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(serve(float(sys.argv[2]) / 1000))
    else:
        main()
