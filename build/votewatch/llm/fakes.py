"""Believable stand-ins for real values: same kind, same form, and never a value that the text itself holds."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable
from typing import TYPE_CHECKING

from votewatch.model.errors import SettingsError

if TYPE_CHECKING:
    from faker import Faker

# What stands for a value that no believable fake fits, such as one of a single letter.
_LAST_RESORT = "⟦{kind}-{number}⟧"


class Fakes:
    """Makes fakes of one text. The same ``seed`` makes the same ones; ``language`` is "sk" or "en".

    Faker is imported when this is made: it is an extra.
    """

    def __init__(self, language: str = "sk", seed: int = 0) -> None:
        """Ready to make fakes. Raises SettingsError when Faker is not installed."""
        try:
            from faker import Faker
        except ImportError as error:
            raise SettingsError("replacing private values needs Faker: run make setup-boundary") from error

        self._faker: Faker = Faker("sk_SK" if language == "sk" else "en_GB")
        self._random = random.Random(seed)
        self._faker.seed_instance(seed)
        self._made = 0

    def of(self, kind: str, value: str) -> str:
        """A fake of ``value``: "private_key", "iban", "person" and so on; another one at every call."""
        self._made += 1
        make = _MAKERS.get(kind)
        return make(self, value) if make else self.plain(kind)

    def plain(self, kind: str) -> str:
        """A mark that no text holds by chance, for when believable fakes run out."""
        self._made += 1
        return _LAST_RESORT.format(kind=kind, number=self._made)

    def _person(self, value: str) -> str:
        words = value.split()
        # Slovak surnames of women end in -á; of first names most that end in -a are women's.
        woman = words[-1].endswith("á") or (words[0][-1:] in "aá")
        names = self._faker.first_name_female if woman else self._faker.first_name_male
        surnames = self._faker.last_name_female if woman else self._faker.last_name_male
        if len(words) == 1:
            return str(surnames() if value.endswith(("á", "ý", "ík", "ák")) else names())
        return " ".join([str(names()) for _ in words[:-1]] + [str(surnames())])

    def _shaped(self, value: str, letters: str = string.ascii_letters) -> str:
        """Letters for letters of the same case and digits for digits; every other sign stays."""
        made = []
        for sign in value:
            if sign.isdigit():
                made.append(self._random.choice(string.digits))
            elif sign.isalpha():
                pool = letters.upper() if sign.isupper() else letters.lower()
                made.append(self._random.choice(pool))
            else:
                made.append(sign)
        return "".join(made)

    def _iban(self, value: str) -> str:
        bare = re.sub(r"\W", "", value).upper()
        body = self._shaped(bare[4:])
        check = 98 - int("".join(str(int(sign, 36)) for sign in f"{body}{bare[:2]}00".upper())) % 97
        return _spaced(f"{bare[:2]}{check:02}{body.upper()}", value)

    def _card(self, value: str) -> str:
        digits = re.sub(r"\D", "", value)
        body = digits[:1] + self._shaped(digits[1:-1])
        total = 0
        for place, digit in enumerate(reversed(body)):
            double = int(digit) * (1 if place % 2 else 2)
            total += double - 9 if double > 9 else double
        return _spaced(body + str(-total % 10), value)

    def _birth_number(self, value: str) -> str:
        digits = re.sub(r"\D", "", value)
        woman = int(digits[2:4]) > 50
        year, month, day = self._random.randint(55, 99), self._random.randint(1, 12), self._random.randint(1, 28)
        head = f"{year:02}{month + 50 * woman:02}{day:02}"
        for suffix in self._random.sample(range(1000, 9999), 400):
            if int(f"{head}{suffix}") % 11 == 0:
                return f"{head}/{suffix}" if "/" in value else f"{head}{suffix}"
        raise AssertionError("one in eleven suffixes fits")

    def _email(self, _value: str) -> str:
        return f"{self._faker.user_name()}{self._random.randint(10, 99)}@example.{self._random.choice(('org', 'net'))}"

    def _phone(self, value: str) -> str:
        keep = re.match(r"(?:\+|00)\d{1,3}|0\d{1,3}(?=/)|09", value)
        start = keep.end() if keep else 0
        return value[:start] + self._shaped(value[start:])

    def _ip(self, value: str) -> str:
        if ":" in value:
            return "2001:db8:" + ":".join(f"{self._random.randrange(1, 65536):x}" for _ in range(6))
        return ".".join(
            ["198", str(self._random.choice((18, 19))), *(str(self._random.randrange(1, 255)) for _ in "ab")]
        )

    def _host(self, value: str) -> str:
        return f"{self._faker.domain_word()}{self._random.randint(1, 99)}.{value.rpartition('.')[2]}"

    def _company(self, _value: str) -> str:
        return str(self._faker.company())

    def _city(self, _value: str) -> str:
        return str(self._faker.city())

    def _address(self, _value: str) -> str:
        return str(self._faker.address()).replace("\n", ", ")

    def _private_key(self, value: str) -> str:
        lines = value.splitlines()
        return "\n".join(line if line.startswith("-----") else self._shaped(line) for line in lines)


def _spaced(bare: str, like: str) -> str:
    """The signs of ``bare`` with the spaces and dashes where ``like`` has them."""
    signs = iter(bare)
    return "".join(sign if sign in " \u00a0-" else next(signs) for sign in like)


_MAKERS: dict[str, Callable[[Fakes, str], str]] = {
    "person": Fakes._person,
    "company": Fakes._company,
    "city": Fakes._city,
    "address": Fakes._address,
    "iban": Fakes._iban,
    "card": Fakes._card,
    "birth_number": Fakes._birth_number,
    "email": Fakes._email,
    "phone": Fakes._phone,
    "ip": Fakes._ip,
    "host": Fakes._host,
    "private_key": Fakes._private_key,
    "api_key": Fakes._shaped,
    "password": Fakes._shaped,
    "secret": Fakes._shaped,
}
