"""Hand one mail to an SMTP server, over TLS that is verified unless the server is this machine."""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Literal, get_args

from votewatch.model.errors import VoteWatchError

Security = Literal["starttls", "tls", "none"]
# smtplib's own default is this machine's full name, which would stand in every mail and may cost a look-up.
_HELLO = "[127.0.0.1]"


class MailError(VoteWatchError):
    """A mail cannot be composed or was not taken by the server; never holds the password."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in. ``user`` "" means no login; ``timeout`` is in seconds, for each wait on the server.

    Raises MailError when made with what cannot work, or with "none" for a host that is not this machine.
    """

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0

    def __post_init__(self) -> None:
        where = f"mail server {self.host}:{self.port}"
        if self.security not in get_args(Security):
            raise MailError(f"{where}: security is {self.security!r}, expected {', '.join(get_args(Security))}")
        if not self.host.strip() or not 0 < self.port < 65536:
            raise MailError(f"{where}: expected a host and a port from 1 to 65535")
        if self.security == "none" and not _loopback(self.host):
            raise MailError(f"{where}: would get mail and password unencrypted; set security to starttls or tls")
        if not self.timeout > 0:
            raise MailError(f"{where}: timeout is {self.timeout!r}, expected seconds above 0")
        if not (self.user + self.password).isascii():
            raise MailError(f"{where}: user and password must be plain ASCII; have the provider make an app password")


def send(server: Server, message: EmailMessage) -> None:
    """Hand ``message`` to the server; on return the server has taken it for every recipient.

    Raises MailError saying host, port, what happened and what to do. After a connection lost late the server may have
    taken the mail nevertheless: sent again, it is the same mail with the same Message-ID.
    """
    try:
        refused = _hand_over(server, message)
    except (smtplib.SMTPException, OSError) as error:
        reason = _reason(server, error)
    else:
        if not refused:
            return
        reason = _of_recipients(refused) + " The others got the mail."
    if server.password:
        reason = reason.replace(server.password, "[password]")
    # From None: the text of the first error is the server's own, which might repeat what it was sent.
    raise MailError(f"mail server {server.host}:{server.port}: {reason}") from None


def _hand_over(server: Server, message: EmailMessage) -> dict[str, tuple[int, bytes]]:
    client = _connect(server)
    try:
        if server.security == "starttls":
            client.starttls(context=ssl.create_default_context())
        if server.user:
            client.login(server.user, server.password)
        refused = client.send_message(message)
        # The mail is taken by now: a server that is rude at the end must not make it be sent again.
        with suppress(smtplib.SMTPException, OSError):
            client.quit()
        return refused
    finally:
        client.close()


def _connect(server: Server) -> smtplib.SMTP:
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, _HELLO, timeout=server.timeout, context=context)
    return smtplib.SMTP(server.host, server.port, _HELLO, timeout=server.timeout)


def _reason(server: Server, error: smtplib.SMTPException | OSError) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():
            return (
                f"refused the login of {server.user!r}: {_reply(error.smtp_code, error.smtp_error)}. Check user and "
                "password; many providers want an app password here."
            )
        case smtplib.SMTPRecipientsRefused():
            return _of_recipients(error.recipients)
        case smtplib.SMTPSenderRefused():
            answer = _reply(error.smtp_code, error.smtp_error)
            return (
                f"refused the sender {error.sender}: {answer}. Check the sender's address and whether a login is due."
            )
        case smtplib.SMTPResponseException():
            return f"answered {_reply(error.smtp_code, error.smtp_error)}. Try again later, or ask who runs it."
        case smtplib.SMTPServerDisconnected():
            if _timed_out(error):
                return _silent(server)
            return "hung up before it took the mail. Check that port and security belong together, then try again."
        case smtplib.SMTPException():
            return f"cannot do what is needed: {_line(str(error))}. Check security and user in the settings."
        case ssl.SSLCertVerificationError():
            return f"its certificate was not accepted: {error.verify_message}. Check the host's name."
        case ssl.SSLError():
            return f"TLS failed: {_line(str(error))}. Port 465 is usually tls, port 587 starttls."
        case TimeoutError():
            return _silent(server)
        case _:
            return f"cannot be reached: {_line(str(error))}. Check host, port and the network, then try again."


def _of_recipients(refused: dict[str, tuple[int, bytes]]) -> str:
    answers = ", ".join(f"{who}: {_reply(code, text)}" for who, (code, text) in sorted(refused.items()))
    return f"refused the recipient {answers}. Check the address."


def _silent(server: Server) -> str:
    return f"did not answer within {server.timeout:g} s. Check host, port and security, then try again."


def _timed_out(error: BaseException) -> bool:
    # smtplib says a timeout as a lost connection; only what it was raised from tells the two apart.
    return isinstance(error.__context__, TimeoutError)


def _reply(code: int, text: bytes | str) -> str:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return _line(f"{code} {said}").rstrip(".")


def _line(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
