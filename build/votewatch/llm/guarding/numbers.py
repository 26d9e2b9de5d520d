"""Numbers that name a person or an account: they have a checksum, and that is what tells them from other numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from votewatch.llm.guarding.found import Found, Kind

# ISO 13616: country, two check digits, up to thirty letters and digits, printed in groups of four.
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ \u00a0-]?[A-Za-z0-9]){11,30}(?![A-Za-z0-9])")
_IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
    "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24,
    "UA": 29, "TR": 26,
}  # fmt: skip
_CARD = re.compile(r"(?<![\w.,/-])[2-6]\d{3}(?:[ \u00a0-]?\d){9,15}(?![\w/]|[.,-]\d)")
# Mastercard, Visa, American Express, Diners, Discover and Maestro by their first digits.
_ISSUER = re.compile(r"4|5[0-8]|2[2-7]|3[47]|3[068]|6[0-9]")
# Slovak and Czech birth number, Act No. 301/1995 Z. z.: yymmdd, month plus 50 for women, a suffix of three or four.
_BIRTH = re.compile(r"(?<![\w./-])(\d\d)(\d\d)(\d\d)[ \u00a0]?(/?)[ \u00a0]?(\d{3,4})(?![\w/]|[.,-]\d)")
_BIRTH_SPACED = 1954  # births before this year have a suffix of three digits and no checksum


def ibans(text: str) -> Iterator[Found]:
    """Account numbers whose check digits are right (mod 97) and whose length is their country's."""
    for hit in _IBAN.finditer(text):
        bare = re.sub(r"[ \u00a0-]", "", hit[0]).upper()
        length = _IBAN_LENGTHS.get(bare[:2])
        # The words after it may look like more groups: cut to the country's length.
        if length is None or len(bare) < length or not _mod97(bare[:length]):
            continue
        end, seen = hit.start(), 0
        for place, letter in enumerate(hit[0]):
            seen += letter not in " \u00a0-"
            if seen == length:
                end = hit.start() + place + 1
                break
        if not text[end : end + 1].isalnum():
            yield Found(Kind.IBAN, hit.start(), end)


def _mod97(iban: str) -> bool:
    return int("".join(str(int(letter, 36)) for letter in iban[4:] + iban[:4])) % 97 == 1


def cards(text: str) -> Iterator[Found]:
    """Payment cards: 13 to 19 digits of a known issuer that pass Luhn's check."""
    for hit in _CARD.finditer(text):
        digits = re.sub(r"\D", "", hit[0])
        if 13 <= len(digits) <= 19 and _ISSUER.match(digits) and len(set(digits)) > 1 and _luhn(digits):
            yield Found(Kind.CARD, hit.start(), hit.end())


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def birth_numbers(text: str) -> Iterator[Found]:
    """Birth numbers: a real day, and from 1954 on divisible by eleven. Without the slash only the checked ones."""
    for hit in _BIRTH.finditer(text):
        year, month, day, slash, suffix = hit.groups()
        if not slash and (len(suffix) == 3 or " " in hit[0]):
            continue
        if _is_birth_day(int(year), int(month), int(day), len(suffix)) and (
            len(suffix) == 3 or _divisible(year + month + day + suffix)
        ):
            yield Found(Kind.BIRTH_NUMBER, hit.start(), hit.end())


def _is_birth_day(year: int, month: int, day: int, suffix: int) -> bool:
    century = 1900 if suffix == 3 or year >= 54 else 2000
    if suffix == 3 and 1900 + year >= _BIRTH_SPACED:
        return False
    # Plus 50 for women; 20 more where a day's numbers ran out (since 2004).
    for shift in (0, 20, 50, 70):
        try:
            dt.date(century + year, month - shift, day)
        except ValueError:
            continue
        return True
    return False


def _divisible(digits: str) -> bool:
    number = int(digits)
    # Until 1985 a remainder of ten was written as a last digit of zero.
    return number % 11 == 0 or (int(digits[:9]) % 11 == 10 and digits[9] == "0")
