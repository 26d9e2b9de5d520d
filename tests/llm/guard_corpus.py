"""A labelled corpus for the guard: texts with one sensitive value each, and texts that only look alike.

    python -m tests.llm.guard_corpus      prints recall and false alarms by class, as docs/boundary.md has them

Values are made with fixed seeds by code of its own, so that the detectors are not measured on what they generate.
"""

from __future__ import annotations

import random
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from votewatch.llm.guard import scan

ROUNDS = 24  # values of each class


@dataclass(frozen=True, slots=True)
class Case:
    """One text; ``kind`` is the class it holds, "" when it holds none; ``value`` stands in it."""

    text: str
    kind: str
    value: str


SENTENCES = (
    "Dobrý deň, posielam {0}. S pozdravom Eva.",
    "Prosím, použite {0} a potvrďte to do piatku.",
    "{0}",
    "Údaj pre vás: {0}; ďakujem.",
    "Please note {0}, and let me know.",
    "The value is {0}.\nRegards, Jane",
    "Here it is -> {0} (as agreed)",
    "»{0}« je to, čo ste chceli.",
)


def _digits(draw: random.Random, many: int) -> str:
    return "".join(draw.choice(string.digits) for _ in range(many))


def _letters(draw: random.Random, many: int, pool: str = string.ascii_letters + string.digits) -> str:
    return "".join(draw.choice(pool) for _ in range(many))


def _iban(draw: random.Random) -> str:
    country, length = draw.choice((("SK", 24), ("CZ", 24), ("DE", 22), ("AT", 20), ("PL", 28)))
    body = _digits(draw, length - 4)
    number = body + "".join(str(ord(letter) - 55) for letter in country) + "00"
    whole = f"{country}{98 - int(number) % 97:02}{body}"
    grouped = " ".join(whole[place : place + 4] for place in range(0, length, 4))
    return draw.choice((whole, grouped, whole.lower()))


def _card(draw: random.Random) -> str:
    start = draw.choice(("4", "51", "55", "2221", "6011"))
    body = start + _digits(draw, 15 - len(start))
    check = next(d for d in string.digits if _luhn(body + d))
    whole = body + check
    return draw.choice((whole, " ".join(whole[place : place + 4] for place in range(0, 16, 4))))


def _luhn(number: str) -> bool:
    doubled = [sum(divmod(2 * int(d), 10)) for d in number[-2::-2]]
    return (sum(doubled) + sum(int(d) for d in number[-1::-2])) % 10 == 0


def _birth(draw: random.Random) -> str:
    while True:
        head = f"{draw.randint(54, 99):02}{draw.randint(1, 12) + draw.choice((0, 50)):02}{draw.randint(1, 28):02}"
        tail = _digits(draw, 4)
        if int(head + tail) % 11 == 0:
            return draw.choice((f"{head}/{tail}", head + tail))


def _email(draw: random.Random) -> str:
    name = draw.choice(("jan.novak", "eva_k", "info+vote", "p.kovac", "redakcia"))
    return f"{name}{draw.randint(1, 99)}@{draw.choice(('example.sk', 'mail.example.com', 'ex-ample.org'))}"


def _phone(draw: random.Random) -> str:
    nine = "9" + _digits(draw, 8)
    return draw.choice(
        (
            f"+421 {nine[:3]} {nine[3:6]} {nine[6:]}", f"00421{nine}", f"0{nine[:3]} {nine[3:6]} {nine[6:]}",
            f"0{nine[:3]}/{nine[3:6]} {nine[6:]}", f"02/{draw.randint(2000, 6999)} {draw.randint(1000, 9999)}",
            f"+420 {nine[:3]} {nine[3:6]} {nine[6:]}", f"+49 30 {draw.randint(1000000, 9999999)}",
        )
    )  # fmt: skip


def _key(draw: random.Random) -> str:
    upper = string.ascii_uppercase + "234567"
    return draw.choice(
        (
            "sk-proj-" + _letters(draw, 40), "sk-ant-api03-" + _letters(draw, 60), "AKIA" + _letters(draw, 16, upper),
            "AIza" + _letters(draw, 35), "ghp_" + _letters(draw, 36), "glpat-" + _letters(draw, 20),
            "xoxb-" + _digits(draw, 12) + "-" + _letters(draw, 24), "nvapi-" + _letters(draw, 60),
            "hf_" + _letters(draw, 34), "sk_live_" + _letters(draw, 24), "npm_" + _letters(draw, 36),
        )
    )  # fmt: skip


def _pem(draw: random.Random) -> str:
    kind = draw.choice(("RSA ", "EC ", "OPENSSH ", ""))
    lines = "\n".join(_letters(draw, 64) for _ in range(4))
    return f"-----BEGIN {kind}PRIVATE KEY-----\n{lines}\n-----END {kind}PRIVATE KEY-----"


def _password(draw: random.Random) -> str:
    value = _letters(draw, 6).lower() + draw.choice("!#%") + _digits(draw, 2)
    return draw.choice(("password={0}", "heslo: {0}", "DB_PASSWORD={0}", "token = {0}", "pwd: {0}")).format(value)


def _ip(draw: random.Random) -> str:
    four = f"{draw.choice((10, 172, 192, 8))}.{draw.randint(16, 31)}.{draw.randint(0, 255)}.{draw.randint(1, 254)}"
    six = "fd00:" + ":".join(f"{draw.randrange(1, 65536):x}" for _ in range(7))
    return draw.choice((four, six))


def _host(draw: random.Random) -> str:
    return f"{draw.choice(('nas', 'db01', 'mail-gw', 'print'))}.{draw.choice(('local', 'lan', 'internal', 'corp'))}"


def _secret(draw: random.Random) -> str:
    while True:
        value = _letters(draw, 32)
        if any(map(str.isdigit, value)):
            return value


CLASSES = {
    "iban": _iban, "card": _card, "birth_number": _birth, "email": _email, "phone": _phone, "api_key": _key,
    "private_key": _pem, "password": _password, "ip": _ip, "host": _host, "secret": _secret,
}  # fmt: skip


def _alike(draw: random.Random) -> Iterator[str]:
    """What the public record is full of, and numbers with a wrong checksum."""
    for _ in range(ROUNDS):
        year = draw.randint(1990, 2026)
        yield f"zákon č. {draw.randint(1, 600)}/{year} Z. z., tlač {draw.randint(1, 1300)}"
        yield f"{year}/{draw.randint(1, 9999):04}({draw.choice(('COD', 'NLE', 'INI', 'RSP'))})"
        yield f"A9-{draw.randint(1, 500):04}/{year} and C9-{draw.randint(1, 500):04}/{year}"
        day = f"{draw.randint(1, 28)}. {draw.randint(1, 12)}. {year} o 10:{draw.randint(10, 59)}"
        yield f"hlasovanie {draw.randint(50000, 59999)} z {day}"
        yield f"verzia {draw.randint(0, 9)}.{draw.randint(0, 30)}.{draw.randint(0, 99)}"
        yield f"version {draw.randint(1, 9)}.{draw.randint(0, 30)}.{draw.randint(0, 9)}.{draw.randint(0, 9)}"
        yield f"commit {_letters(draw, 40, '0123456789abcdef')}"
        yield f"sha256 {_letters(draw, 64, '0123456789abcdef')}"
        million = f"{draw.randint(1, 999)} {draw.randint(100, 999)} {draw.randint(100, 999)}"
        yield f"{million} eur, teda {draw.randint(1, 99)} %"
        yield f"Nariadenie (EÚ) {year}/{draw.randint(1, 3000)}, čl. {draw.randint(1, 99)} ods. {draw.randint(1, 9)}"
        good = _iban(draw).replace(" ", "")
        yield f"účet {good[:-1]}{(int(good[-1]) + 1) % 10}"
        card = _card(draw).replace(" ", "")
        yield f"číslo {card[:-1]}{(int(card[-1]) + 1) % 10}"


def corpus(seed: int = 2026) -> list[Case]:
    """Every case, the same for the same seed."""
    draw = random.Random(seed)
    made = []
    for kind, make in CLASSES.items():
        for turn in range(ROUNDS):
            value = make(draw)
            made.append(Case(SENTENCES[turn % len(SENTENCES)].format(value), kind, value))
    return made + [Case(text, "", "") for text in _alike(draw)]


def table(cases: list[Case]) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Class -> (found, all), and the texts without anything in which something was found."""
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    alarms = []
    for case in cases:
        kinds = {one.kind.value for one in scan(case.text)}
        if case.kind:
            total[case.kind] += 1
            found[case.kind] += case.kind in kinds
        elif kinds:
            alarms.append(f"{sorted(kinds)}: {case.text}")
    return {kind: (found[kind], total[kind]) for kind in total}, alarms


def main() -> None:
    """Print the table."""
    cases = corpus()
    rows, alarms = table(cases)
    print("| class | texts | found |\n|---|---|---|")
    for kind, (found, total) in rows.items():
        print(f"| {kind} | {total} | {found} |")
    print(f"| look-alikes, none to be found | {sum(not case.kind for case in cases)} | {len(alarms)} |")
    print(*alarms, sep="\n")


if __name__ == "__main__":
    main()
