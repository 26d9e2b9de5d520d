"""A mail server in the settings: refused when it cannot work, and never printed with its password."""

from __future__ import annotations

from typing import Any

import pytest

from votewatch.mail.smtp import MailError, Server


@pytest.mark.parametrize("host", ["mail.example.org", "10.0.0.1", "0.0.0.0", "localhost.example.org", "192.0.2.1"])
def test_mail_goes_unencrypted_to_this_machine_only(host: str) -> None:
    with pytest.raises(MailError, match="unencrypted; set security to starttls or tls"):
        Server(host, 25, "none")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_may_go_unencrypted(host: str) -> None:
    assert Server(host, 25, "none").host == host


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"security": "ssl"}, "security is 'ssl', expected starttls, tls, none"),
        ({"host": " "}, "expected a host and a port"),
        ({"port": 0}, "expected a host and a port"),
        ({"port": 70000}, "expected a host and a port"),
        ({"timeout": 0.0}, "timeout is 0.0"),
        ({"timeout": float("nan")}, "timeout is nan"),
        ({"password": "heslo-ž"}, "must be plain ASCII"),
    ],
)
def test_a_server_that_cannot_work_is_refused(wrong: dict[str, Any], said: str) -> None:
    right: dict[str, Any] = {"host": "mail.example.org", "port": 587, "security": "starttls"}
    with pytest.raises(MailError, match=said) as refused:
        Server(**(right | wrong))
    assert "heslo" not in str(refused.value)


def test_the_password_is_in_no_printed_server() -> None:
    assert "hunter2-secret" not in repr(Server("mail.example.org", 587, "starttls", "me", "hunter2-secret"))
