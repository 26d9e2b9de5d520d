"""The slow twin of the NR SR's facts: the rule in plain words, print by print, from the model alone."""

from __future__ import annotations

from votewatch.model.roll_call import RollCall

SET_ASIDE = (
    *("neplatn", "zmätočn", "zrušen", "prezentáci", "uznášaniaschop", "námietk", "námetk", "námiestk", "procedurál"),
    *("program", "lehoty", "pridelen", "pozmeňujúc", "doplňujúc", "informáci", "inofrmáci", "pripomienk", "tajne."),
    *("pristúpení k tretiemu", "opakované druhé čítanie", "opakované 2. čítanie", "vyjadrenie", "požiadavke"),
)


def twin(record: list[RollCall]) -> dict[str, tuple[set[int], int | None]]:
    """Print -> (its votes, the vote that decides or None), by the rule and without any exception."""
    found = {}
    for item in {r.item for r in record if r.item is not None}:
        votes = [r for r in record if r.item == item]
        found[item] = ({r.source_id for r in votes}, twin_deciding(sorted(votes, key=lambda r: (r.when, r.source_id))))
    return found


def twin_deciding(votes: list[RollCall]) -> int | None:
    item = next((t for t in (twin_item(r.title) for r in votes) if t), "")
    valid = [r for r in votes if twin_counts(r)]

    def last(*words: str) -> RollCall | None:
        return next((r for r in reversed(valid) if any(w in r.title.split("\n")[-1].lower() for w in words)), None)

    def number(roll_call: RollCall | None) -> int | None:
        return roll_call.source_id if roll_call else None

    if "skrátené legislatívne" in item:
        return number(last("skrátené legislatívne", "skrátenom legislatívnom"))
    if item.startswith("zákon z"):
        return number(last("ako o celku"))
    if "vyslovenie nedôvery" in item:
        return number(last("nedôvery", "návrhu uznesenia"))
    is_bill = any(w in item for w in ("vydanie zákona", "vydanie ústavného zákona", "ládny návrh")) or (
        "ávrh zákona" in item
    )
    if is_bill and "prijatie uznesenia" not in item:
        finals = [r for r in valid if "zákona ako o celku" in r.title or "zákone ako o celku" in r.title]
        finals = [r for r in finals if "rozpočtu verejnej správy" not in r.title]
        if finals:
            return finals[-1].source_id
        first = last("prerokovaný v druhom čítaní")
        return first.source_id if first and str(first.result) == "failed" else None
    secret = [r for r in votes if r.result is None and r.positions is None]
    if secret:
        return secret[-1].source_id
    on_the_text = last("o návrhu uznesenia", "ako o celku", "znenia uznesenia", "v druhom čítaní", "vyslovení dôvery")
    on_the_item = [r for r in valid if twin_item(r.title) and ("\n" not in r.title or "\nVoľba" in r.title)]
    on_the_item += [r for r in valid if "\nZriadenie" in r.title or "o členoch" in r.title]
    sent_back = [r for r in valid if "vrátiť" in r.title and str(r.result) == "passed"]
    return number(on_the_text) or number(on_the_item[-1] if on_the_item else sent_back[-1] if sent_back else None)


def twin_item(title: str) -> str:
    """The item's own words in lower case, "" for a lone motion."""
    first = title.split("\n")[0].removeprefix("6. ")
    if "\n" not in title and first.startswith(("Hlasovanie", "Opakované", "Prezent", "Nepl", "Zmät", "Zruš")):
        return ""
    return first.lower()


def twin_counts(roll_call: RollCall) -> bool:
    if str(roll_call.result) not in ("passed", "failed") or roll_call.positions is None:
        return False
    if str(roll_call.result) == "failed" and sum(roll_call.positions.count(letter) for letter in "FABN") < 76:
        return False
    motion = roll_call.title.split("\n")[-1].lower()
    if "\n" not in roll_call.title and twin_item(roll_call.title):
        motion = ""  # the whole line is the item's own title
    if "programovom vyhlásení vlády a vyslovení dôvery" in motion:
        return True
    return not any(word in motion for word in SET_ASIDE)
