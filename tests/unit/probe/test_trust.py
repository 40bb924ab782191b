"""Over TLS the key goes to nobody whose certificate is not trusted, and to nobody else."""

import json
import ssl
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from app.errors import AppError
from app.probe.ask import ask_all
from app.probe.client import EndpointModel
from app.probe.connect import connect
from app.probe.endpoint import Endpoint
from app.probe.types import OutcomeClass

x509 = pytest.importorskip("cryptography.x509", reason="makes a certificate")

LABELS = ("ham", "spam")
KEY = "sk-canary-77aa"


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate that vouches for itself, for 127.0.0.1, and its key."""
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415  (may lack)
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "our own")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / "ca.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return pem, private


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, pem: Path, private: Path) -> None:
        self.keys: list[str] = []
        super().__init__(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem, private)
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # who does not trust it hangs up


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.server.keys.append(self.headers["authorization"])
        choice = {"finish_reason": "stop", "message": {"content": "ham"}}
        data = json.dumps({"choices": [choice]}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server with encryption, and the file that lets it be trusted."""
    pem, private = certificate(tmp_path_factory.mktemp("trust"))
    with Server(pem, private) as running:
        Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield running, pem
        running.shutdown()


def test_nothing_is_sent_to_a_server_that_vouches_for_itself(
    trusted: tuple[Server, Path],
) -> None:
    server, _ = trusted
    server.keys.clear()
    endpoint = Endpoint(f"https://127.0.0.1:{server.server_port}/v1", "m", KEY)
    with pytest.raises(AppError, match="is not trusted, so nothing was sent"):
        connect(endpoint, LABELS)
    with closing(EndpointModel(endpoint, LABELS)) as model:
        (answer, _) = ask_all(["one", "two"], model, concurrency=1)
    assert answer.outcome is OutcomeClass.TLS
    assert not server.keys


def test_the_certificates_of_an_organisation_are_trusted_once_their_file_is_named(
    trusted: tuple[Server, Path],
) -> None:
    server, pem = trusted
    endpoint = Endpoint(f"https://127.0.0.1:{server.server_port}/v1", "m", KEY, pem)
    assert connect(endpoint, LABELS).seconds > 0
    assert set(server.keys) == {f"Bearer {KEY}"}


def test_a_file_without_certificates_is_named(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    file.write_text("no certificate")
    for each in (file, tmp_path / "none.pem"):
        with pytest.raises(AppError, match="holds no certificates"):
            connect(Endpoint("https://127.0.0.1:9/v1", "m", KEY, each), LABELS)
