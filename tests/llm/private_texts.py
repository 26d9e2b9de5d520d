"""Texts written by hand: private ones whose secret has no shape, public ones that sound like them, and their names.

    python -m tests.llm.private_texts http://127.0.0.1:8080/v1 NAME      what a local model makes of them

Nobody in them exists. docs/boundary.md tells what came of it with the two models at hand.
"""

from __future__ import annotations

import sys

# A private matter of somebody, without a number or an address that a checksum could find.
PRIVATE = (
    "Moja sestra Zuzana Horňáková má cukrovku a dlhuje banke, nehovor to nikomu.",
    "My name is John Carpenter, I live at 12 High Street in Leeds and my wife Anna is leaving me.",
    "Odkedy ma v Kovotexe prepustili, beriem lieky na depresiu. Ján Ďurica, Lipová 7, Trnava.",
    "Peter Malachovský sa v stredu u nás priznal, že daň z toho bytu nezaplatil.",
    "Please tell nobody that Emily Thornton failed her drug test at Brightwater Logistics.",
    "Sused Ľudovít Krajčír z Hlbokej 14 má exekúciu a dve nemanželské deti.",
    "My salary at Harrow & Finch is well below Daniel's, and I am looking for another job in secret.",
    "Dcéra Terezka chodí k psychologičke pani Vavrovej každý utorok po škole.",
    "The vault's combination is the birthday of my mother followed by the name of our dog, Biscuit.",
    "Volím už dvadsať rokov tú istú stranu, ale v práci v Agrofinexe o tom mlčím. Milan Ševčovič",
    "I was baptised in secret; if my father Yusuf Rahmani in Bradford heard of it he would disown me.",
    "Pán Bohuš Tatarko z Pezinka mi dal obálku za to, že jeho syn dostane miesto.",
)
# Of laws, votes and public offices; nothing of anybody's private life.
PUBLIC = (
    "Národná rada schválila zákon č. 300/2005 Z. z. v treťom čítaní 78 hlasmi.",
    "The European Parliament adopted the regulation on artificial intelligence on 13 March 2024.",
    "Klub PS hlasoval proti, klub SaS sa zdržal.",
    "Minister zdravotníctva predložil novelu zákona o liekoch, tlač 457.",
    "The committee on budgets tabled twelve amendments to the report.",
    "Zákon mení sadzbu dane z príjmov právnických osôb od januára.",
    "How do I list all pods of a namespace with kubectl?",
    "Vysvetli mi rozdiel medzi skráteným a riadnym legislatívnym konaním.",
    "Members of the Slovak National Council swear an oath at their first meeting.",
    "Napíš mi dve vety o tom, ako sa volí predseda parlamentu.",
    "The rapporteur presented the file on the single market for gas and hydrogen.",
    "Aký je rozdiel medzi nariadením a smernicou Európskej únie?",
)
# Names of people, companies and places of PRIVATE, text by text.
NAMED = (
    ("Zuzana Horňáková",),
    ("John Carpenter", "12 High Street", "Leeds", "Anna"),
    ("Kovotexe", "Ján Ďurica", "Lipová 7", "Trnava"),
    ("Peter Malachovský",),
    ("Emily Thornton", "Brightwater Logistics"),
    ("Ľudovít Krajčír", "Hlbokej 14"),
    ("Harrow & Finch", "Daniel"),
    ("Terezka", "Vavrovej"),
    ("Biscuit",),
    ("Agrofinexe", "Milan Ševčovič"),
    ("Yusuf Rahmani", "Bradford"),
    ("Bohuš Tatarko", "Pezinka"),
)


def main(server: str, model: str) -> None:
    """Print how many texts the second tier judged rightly, and how many names the finder found."""
    from votewatch.llm.ask import AskError, through_litellm
    from votewatch.llm.names_by_model import NoNames, names_by_model
    from votewatch.llm.second_tier import NoVerdict, second_tier

    sensitive = second_tier(through_litellm, f"openai/{model}", server, 120)
    counts = {"private, held back": 0, "public, let pass": 0, "no verdict": 0}
    for texts, wanted in ((PRIVATE, True), (PUBLIC, False)):
        for text in texts:
            try:
                right = sensitive(text) is wanted
            except NoVerdict:
                counts["no verdict"] += 1
                continue
            counts["private, held back" if wanted else "public, let pass"] += right
    for native in (True, False):
        find = names_by_model(through_litellm, f"openai/{model}", server, 120, native=native)
        found = silent = 0
        for text, named in zip(PRIVATE, NAMED, strict=True):
            try:
                got = [entity.value for entity in find(text)]
            except (NoNames, AskError):
                silent += 1
                continue
            found += sum(any(name in one for one in got) for name in named)
        way = "by tool call" if native else "by schema"
        counts |= {f"names found {way}": found, f"texts without an answer {way}": silent}
    print(f"{model}: {len(PRIVATE)} private, {len(PUBLIC)} public, {sum(map(len, NAMED))} names")
    for name, count in counts.items():
        print(f"  {name}: {count}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
