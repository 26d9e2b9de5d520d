"""Places as boards and feeds write them, and what the rule says of each: (places, work model, decision, reason).

A single place stands as it is; several of one posting, by bars.
"""

from __future__ import annotations

from votewatch.model.posting import WorkModel

Row = tuple[str, WorkModel, str, str]
R, H, O, U = WorkModel.REMOTE, WorkModel.HYBRID, WorkModel.ON_SITE, WorkModel.UNKNOWN  # noqa: E741

HOME = [
    ("Slovensko", U), ("slovakia (remote)", R), ("Remote, Slovak Republic", R), ("Slovenská republika", U),
    ("Práca z domu, Slovensko", R), ("Česko / Slovensko", R), ("Remote SK", R), ("CZ/SK", R),
    ("Remote - PL, CZ, SK, HU", R), ("Bratislava", O), ("BRATISLAVA, SK", O), ("Bratislava – Ružinov", H),
    ("Bratislava-Petržalka", O), ("Brno or Bratislava (hybrid)", H), ("Prague, CZ / Bratislava, SK", U),
    ("Vienna; Bratislava", U), ("Košice", U), ("Kosice, Slovakia", O), ("KoÅ¡ice", R), ("Å½ilina", U), ("Zilina", U),
    ("Prešov / Poprad", O), ("Banská Bystrica", H), ("Spišská Nová Ves", O), ("Nové Zámky (Nitra region)", O),
    ("Liptovsky Mikulas", O), ("Martin", O), ("Trnava, Slowakei", O), ("Pezinok", O),
    ("San Francisco, CA; Remote - Slovakia", R), ("APAC; Slovakia", R), ("USA, Slovakia, India", R),
    ("Žiar nad Hronom", O), ("Piešťany, SK", O), ("Slovakia, Slovenia or Croatia", R),
    ("Anywhere in Slovakia", R), ("Senec", O), ("Košice - Staré Mesto", O), ("sk-bratislava", O), ("SK", R),
    ("Nitra, Slovakia; Regina, SK", O), ("WFH, Bratislava region", R), ("Slovakia only, remote", R),
]  # fmt: skip

EMEA = [
    ("Remote EMEA", R), ("EMEA - Remote", U), ("Remote (EMEA time zones)", R), ("London, EMEA", R),
    ("Dublin | emea", U),
    ("US-Remote; EMEA-Remote; APAC-Remote", R), ("Europe, Middle East & Africa", R), ("EMEA or Americas", R),
    ("EMEA - Portugal - Lisbon", R), ("Remote, anywhere in EMEA", R), ("EMEA/APAC", U),
]  # fmt: skip

EUROPE = [
    ("Remote - Europe", R), ("EUROPE", U), ("Európa", R), ("Europa (remoto)", R), ("Remote across Europe", R),
    ("Pan-European, home office", R), ("Central Europe", R), ("CEE (remote)", R), ("Remote, European time zones", R),
    ("Europe (excluding UK)", R), ("UK & Europe", R), ("Remote: North America, Europe", R), ("Anywhere in Europe", R),
    ("Berlin, Germany | Remote, Europe", H), ("Eastern Europe - Remote", R), ("🌍 Europe", R),
    ("Western or Eastern Europe", R), ("Europe (US citizens only)", R),
]  # fmt: skip

EU = [
    ("EU", R), ("Remote (EU)", R), ("EU-remote", R), ("EU/UK", R), ("EEA", R), ("Remote, EU or EEA", R),
    ("E.U. only", R),
    ("Kdekoľvek v EÚ", R), ("Európska únia", R), ("Berlin or remote in the EU", H), ("European Union, Switzerland", R),
    ("🇪🇺 Remote EU", R), ("Remote within the European Union", R),
]  # fmt: skip

WORLD = [
    ("World wide", R), ("WORLDWIDE", U), ("World-wide (remote)", R), ("Remote – Worldwide", R),
    ("100% Remote, Global", R),
    ("Anywhere", R), ("Anywhere in the world", R), ("Work from anywhere", R), ("Remote/Anywhere", R), ("Globally", R),
    ("Celosvetovo", R), ("Worldwide (except US)", R), ("Remote, any country", R), ("Weltweit", R),
    ("Remote - International", R), ("New York; Worldwide", R), ("Remote from anywhere in the world", R),
    ("Remote - Rest of World", R), ("Worldwide, US preferred", R), ("Global, London", R), ("Home based - Worldwide", R),
]  # fmt: skip

EMPTY = [("", R), ("", U), ("   ", O), (" ; ", R), ("-", U)]

PLACELESS = [
    ("Remote", R), ("Remoto", R), ("REMOTE", U), ("N/A", U), ("n/a", R), ("N / A", U), ("TBD", U), ("Hybrid", H),
    ("In-Office", O), ("Distributed", R), ("Flexible / Remote", R), ("Home Office", R), ("Na diaľku", R),
    ("Multiple locations", U), ("Various", U), ("100% remote", R), ("Fully Remote (full-time)", R), ("Télétravail", R),
    ("Remote; Remote", R), ("Remote (UTC-5 to UTC+2)", R), ("2 Locations", U), ("Remote, 20% travel", R),
]  # fmt: skip

UNKNOWN = [("Narnia", U), ("Zyxtown (remote)", R), ("Gotham Tower", O), ("Remote, Wakanda", R)]

IN_COUNTRY = [
    ("Anywhere in the United States", R), ("anywhere in the US", U), ("Remote - anywhere in Germany", R),
    ("Work from anywhere in Poland", R), ("Anywhere (US only)", R), ("Remote anywhere within the UK", R),
    ("Anywhere, USA", R), ("Anywhere in LATAM", R), ("Remote from anywhere in Canada", R),
]  # fmt: skip

OTHER = [
    ("Remote APAC", R), ("Asia-Pacific", R), ("LatAm (remote)", R), ("Latin America or Caribbean", R), ("Americas", U),
    ("Remote NAMER", R), ("North America (remote)", R), ("Nordics", R), ("Remote - Benelux", R), ("MENA", R),
    ("Middle East & Africa", R), ("DACH-Region", R), ("ANZ", U), ("Western Europe", R), ("Outside the EU", R),
    ("Non-EU countries", R), ("Southeast Asia", R), ("UK & Ireland / UKI", R), ("Iberia", R), ("Remote, Baltics", R),
]  # fmt: skip

US = [
    ("US", R), ("Remote U.S.", R), ("usa only", R), ("Remote - Texas", R), ("Colorado (Remote)", R), ("US-Remote", R),
    ("Remote (CA, NY, WA)", R), ("Remote, United States", R), ("Austin, TX (Remote)", R),
    ("Home based, United States", U), ("REMOTE: UNITED STATES", U),
]  # fmt: skip

COUNTRY = [
    ("Remote, Germany", R), ("Deutschland (Homeoffice)", R), ("Polska - praca zdalna", R), ("Czechia, remote", R),
    ("Česko, práca na diaľku", R), ("Österreich (remote)", R), ("Remote from Hungary", R), ("Remote | Romania", R),
    ("Bulgaria – 100% remote", R), ("Italia, remoto", R), ("Estonia - home based", R), ("DE - Remote", R), ("GB", R),
    ("Remote - Slovenia", R), ("Remoto - España", R), ("Fully remote within Portugal", R), ("Nederland", R), ("IE", R),
    ("EMEA (Spain only)", R), ("Europe (Germany only)", R), ("EU - Poland only", R), ("Remote, Ukraine", R),
    ("Saskatchewan (remote)", R), ("Remote, SK, Canada", R), ("Remote (AB, MB, SK)", R),
    ("Remote - British Columbia", R),
    ("Remote, Alberta", R), ("Japan, remote", R), ("Brasil", R), ("Australia (NSW, remote)", R),
    ("Remote 🇫🇷 France", R),
    ("Yerevan, Armenia - remote", R), ("Berlin, Germany (remote)", R),
]  # fmt: skip

SEVERAL = [
    ("Germany, Austria, Switzerland", R), ("Poland / Czechia / Hungary", R), ("US & UK", R), ("Spain; Portugal", R),
    ("Remote - UK|Remote - Ireland", R), ("Canada or Mexico", R), ("Remote (DE, AT, NL)", R), ("India | Vietnam", U),
    ("Remote in Croatia, Slovenia or Serbia", R), ("London, UK; Paris, France", O), ("Remote US and Canada", R),
    ("Toronto, Canada + New York, USA", H),
]  # fmt: skip

CITY = [
    ("Eugene, OR", U), ("Reutlingen", O), ("Neu-Ulm", O), ("Euless, TX", U), ("Emeryville, CA", U),
    ("Hybrid - Warsaw", H),
    ("Berlin (2 days per week in the office)", H), ("Vienna, Austria", O), ("Praha 8 - Karlín", O), ("Brno", R),
    ("MÃ¼nchen", O), ("SÃ£o Paulo", R), ("ZÃ¼rich, CH", H), ("Łódź, PL", O), ("Regina, SK", O), ("Saskatoon SK", U),
    ("Saskatoon, SK, Canada", O), ("Toronto, ON", U), ("Martin, TN", O), ("Paris, TX", O), ("New York, New York", H),
    ("Washington, DC", U), ("Cluj-Napoca, Romania", O), ("Ljubljana, Slovenia", O), ("Frankfurt am Main", O),
    ("Bengaluru, Karnataka, India", O), ("Reading, UK", O), ("Nice, France", O), ("Split, Croatia", H),
    ("Mobile, AL", O),
    ("EMEA HQ - Dublin", O), ("Budapest|Prague|Wrocław", H), ("Lisboa", R), ("Tel Aviv-Yafo, Israel", O),
    ("Newcastle upon Tyne, England", H), ("Kyoto office", O), ("St. Louis, MO", U), ("San Jose, CA (HQ)", O),
    ("Denver, Colorado, United States", O), ("Vienna, VA", U), ("Geneva; London; Hybrid", H), ("Neuchâtel", O),
]  # fmt: skip

# What was once judged otherwise: each is a trap of its own.
HARD: list[Row] = [
    ("Trnava", O, "keep", "home"),
    ("Šaľa", O, "keep", "home"),
    ("Remote: PL, CZ, SK, HU, US", R, "keep", "home"),
    ("Žilina|San Jose, CA", R, "keep", "home"),
    ("Prague, CZ|Nitra", H, "keep", "home"),
    ("Remote - SK|Brno", R, "keep", "home"),
    ("KoÅ¡ice|Österreich", R, "keep", "home"),
    ("Remote OK", R, "ambiguous-keep", "placeless"),
    ("Praha - Staré Město", O, "drop", "foreign-city"),
    ("Kraków, Stare Miasto", O, "drop", "foreign-city"),
    ("Belgrade, Stari Grad", O, "drop", "foreign-city"),
    ("Neudorf, Strasbourg", O, "drop", "foreign-city"),
    ("BTS", U, "ambiguous-keep", "unknown-place"),
    ("Europa Center, Berlin", O, "drop", "foreign-city"),
    ("Worldwide (US only)", R, "drop", "anywhere-in-country"),
    ("EMEA (only Spain)", R, "drop", "single-country"),
    ("Europe (UK or Ireland only)", R, "drop", "multi-country"),
    ("Kdekoľvek v Nemecku", R, "drop", "anywhere-in-country"),
    ("Remote_Germany", R, "drop", "single-country"),
    ("Bratislavský kraj", O, "keep", "home"),
    ("SVK - Remote", R, "keep", "home"),
    ("Kdekoľvek na Slovensku", R, "keep", "home"),
    ("\n", R, "ambiguous-keep", "empty"),
    ("United States of America", R, "drop", "us-remote"),
    ("Remote - South Africa", R, "drop", "single-country"),
    ("New Jersey (remote)", R, "drop", "us-remote"),
    ("Atlanta, Georgia, USA", O, "drop", "foreign-city"),
    ("World Trade Center, New York", O, "drop", "foreign-city"),
    ("Remote, EST hours", R, "ambiguous-keep", "unknown-place"),
    ("Taguig, Bonifacio Global City", O, "drop", "anywhere-in-country"),
    ("Global Technology Park, Bangalore", O, "drop", "anywhere-in-country"),
    ("Worldwide - US only", U, "drop", "anywhere-in-country"),
    ("Global (US only)", U, "drop", "anywhere-in-country"),
    ("Rosenau", U, "ambiguous-keep", "unknown-place"),
    # A town that no list has, beside a code that Canada uses too.
    ("Estevan, SK", O, "ambiguous-keep", "unknown-place"),
]

ROWS: list[Row] = [
    *HARD,
    *(
        (place, model, decision, reason)
        for decision, reason, places in (
            ("keep", "home", HOME), ("keep", "emea", EMEA), ("keep", "europe", EUROPE), ("keep", "eu", EU),
            ("keep", "worldwide", WORLD), ("ambiguous-keep", "empty", EMPTY),
            ("ambiguous-keep", "placeless", PLACELESS), ("ambiguous-keep", "unknown-place", UNKNOWN),
            ("drop", "anywhere-in-country", IN_COUNTRY),
            ("drop", "other-region", OTHER), ("drop", "us-remote", US), ("drop", "single-country", COUNTRY),
            ("drop", "multi-country", SEVERAL), ("drop", "foreign-city", CITY),
        )
        for place, model in places
    ),
]  # fmt: skip
