"""Mail handed to a real server on this machine: taken, or refused with words that say what to do."""

from __future__ import annotations

import asyncio
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from votewatch.mail.smtp import MailError, Server, send

pytest.importorskip("aiosmtpd")

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as Smtpd
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"
PASSWORD = "hunter2-secret"
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")


def mail(*to: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "radar@example.org"
    message["To"] = ", ".join(to or ("me@example.org",))
    message["Subject"] = "Ponuky"
    message.set_content("Dobrý deň\n", cte="quoted-printable")
    return message


class Inbox:
    """Keeps what it takes; says what it is told to where the protocol asks."""

    def __init__(self, rcpt: str = "250 OK", data: str = "250 taken", sender: str = "250 OK") -> None:
        self.taken: list[bytes] = []
        self.rcpt, self.data, self.sender = rcpt, data, sender

    async def handle_MAIL(self, _server: Smtpd, _session: Session, envelope: Envelope, address: str, _o: Any) -> str:
        if self.sender == "hang up":
            assert _server.transport is not None
            _server.transport.close()
            return "421 bye"
        envelope.mail_from = address
        return self.sender

    async def handle_RCPT(self, _server: Smtpd, _session: Session, envelope: Envelope, address: str, _o: Any) -> str:
        if self.rcpt.startswith("250") or not address.startswith("gone"):
            envelope.rcpt_tos.append(address)
            return "250 OK"
        return self.rcpt

    async def handle_DATA(self, _server: Smtpd, _session: Session, envelope: Envelope) -> str:
        if self.data.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.taken.append(envelope.content)
        return self.data


class OnAnyPort(Controller):
    """aiosmtpd's controller knows port 0 only as the number to call itself at."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


Run = Callable[..., int]


@pytest.fixture
def run() -> Iterator[Run]:
    started: list[Controller] = []

    def start(handler: Inbox, **options: Any) -> int:
        controller = OnAnyPort(handler, hostname=HOST, port=0, server_hostname="mail.test", **options)
        controller.start()
        started.append(controller)
        return int(controller.port)

    yield start
    for controller in started:
        controller.stop()


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's context; its certificate is the one that this process trusts."""
    key, chain = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-days", "2", "-subj", "/CN=mail.test", "-addext", f"subjectAltName=IP:{HOST}"]
    files = ["-keyout", str(key), "-out", str(chain)]
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(chain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    return context


def login(_server: Smtpd, _session: Session, _envelope: Envelope, _mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and given.password == PASSWORD.encode()
    return AuthResult(success=right, handled=False)


def refusal(server: Server, message: EmailMessage | None = None) -> str:
    with pytest.raises(MailError) as refused:
        send(server, message or mail())
    error = refused.value
    assert f"{server.host}:{server.port}" in str(error)
    assert error.__cause__ is None
    assert error.__suppress_context__
    return str(error)


def test_a_server_on_this_machine_takes_the_mail(run: Run) -> None:
    inbox = Inbox()
    send(Server(HOST, run(inbox), "none"), mail())
    assert len(inbox.taken) == 1
    assert b"Subject: Ponuky\r\n" in inbox.taken[0]
    assert b"Dobr=C3=BD de=C5=88" in inbox.taken[0]


@needs_openssl
def test_starttls_and_login_come_before_the_mail(run: Run, certificate: ssl.SSLContext) -> None:
    inbox = Inbox()
    options = {"require_starttls": True, "auth_required": True, "authenticator": login, "tls_context": certificate}
    send(Server(HOST, run(inbox, **options), "starttls", "me", PASSWORD), mail())
    assert len(inbox.taken) == 1


@needs_openssl
def test_tls_from_the_first_byte_takes_the_mail(run: Run, certificate: ssl.SSLContext) -> None:
    inbox = Inbox()
    send(Server(HOST, run(inbox, ssl_context=certificate), "tls"), mail())
    assert len(inbox.taken) == 1


@needs_openssl
def test_a_certificate_that_nobody_vouches_for_is_refused(
    run: Run, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    inbox = Inbox()
    said = refusal(Server(HOST, run(inbox, tls_context=certificate), "starttls", "me", PASSWORD))
    assert "its certificate was not accepted: self" in said
    assert inbox.taken == []


@needs_openssl
def test_a_certificate_of_another_name_is_refused(run: Run, certificate: ssl.SSLContext) -> None:
    said = refusal(Server("localhost", run(Inbox(), tls_context=certificate), "starttls"))
    assert "its certificate was not accepted: Hostname mismatch" in said


def test_a_server_without_starttls_gets_neither_password_nor_mail(run: Run) -> None:
    inbox = Inbox()
    options = {"auth_require_tls": False, "authenticator": login}
    said = refusal(Server(HOST, run(inbox, **options), "starttls", "me", PASSWORD))
    assert "STARTTLS extension not supported by server" in said
    assert inbox.taken == []


def test_a_wrong_password_is_said_without_it(run: Run) -> None:
    options = {"auth_require_tls": False, "authenticator": login}
    said = refusal(Server(HOST, run(Inbox(), **options), "none", "me", "wrong-password"))
    assert "refused the login of 'me': 535" in said
    assert "app password" in said
    assert "wrong-password" not in said


def test_a_password_that_the_server_repeats_is_taken_out(run: Run) -> None:
    options = {"auth_require_tls": False, "authenticator": login}
    port = run(Inbox(sender=f"550 not with {PASSWORD}"), **options)
    assert "550 not with [password]" in refusal(Server(HOST, port, "none", "me", PASSWORD))


def test_a_refused_recipient_is_named(run: Run) -> None:
    said = refusal(Server(HOST, run(Inbox(rcpt="550 no such box")), "none"), mail("gone@example.org"))
    assert said.endswith("refused the recipient gone@example.org: 550 no such box. Check the address.")


def test_one_refused_recipient_of_two_is_an_error_too(run: Run) -> None:
    inbox = Inbox(rcpt="550 no such box")
    said = refusal(Server(HOST, run(inbox), "none"), mail("gone@example.org", "me@example.org"))
    assert said.endswith("gone@example.org: 550 no such box. Check the address. The others got the mail.")
    assert len(inbox.taken) == 1


def test_a_refused_sender_is_named(run: Run) -> None:
    said = refusal(Server(HOST, run(Inbox(sender="553 not yours")), "none"))
    assert "refused the sender radar@example.org: 553 not yours" in said


def test_a_mail_that_is_not_taken_is_an_error(run: Run) -> None:
    said = refusal(Server(HOST, run(Inbox(data="452 disk full")), "none"))
    assert "answered 452 disk full. Try again later" in said


def test_a_server_that_hangs_up_is_an_error(run: Run) -> None:
    assert "hung up before it took the mail" in refusal(Server(HOST, run(Inbox(sender="hang up")), "none"))


def test_a_server_that_is_away_is_an_error() -> None:
    with socket.create_server((HOST, 0)) as closed:
        port = closed.getsockname()[1]
    assert "cannot be reached: [Errno" in refusal(Server(HOST, port, "none"))


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_silent_server_is_given_up(security: Any) -> None:
    with socket.create_server((HOST, 0)) as silent:
        server = Server(HOST, silent.getsockname()[1], security, timeout=0.2)
        assert "did not answer within 0.2 s" in refusal(server)


def test_tls_to_a_server_that_speaks_plainly_is_an_error(run: Run) -> None:
    assert "TLS failed: " in refusal(Server(HOST, run(Inbox()), "tls"))
