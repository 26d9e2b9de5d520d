"""Words for places in adverts, folded (lower case, no marks). Cities and countries come from GeoNames, not from here."""

from __future__ import annotations

# Phrases that hold the word of a region and mean less than it, or the opposite. They are taken out first.
NARROWER = (
    "western europe", "west europe", "northern europe", "north europe", "southern europe", "south europe",
    "south east europe", "southeast europe", "southeastern europe", "south eastern europe", "south west europe",
    "north west europe", "northwest europe", "non eu", "non eea", "non europe", "non european", "outside eu",
    "outside the eu", "outside of the eu", "outside europe", "outside of europe", "excluding europe", "except europe",
    "excluding eu", "except eu", "excluding emea", "except emea", "no eu", "not eu", "eu timezone overlap",
    "european headquarters", "european hq", "european office", "emea headquarters", "emea hq", "emea office",
    "eu headquarters", "eu hq", "europe headquarters", "europe hq", "global headquarters", "global hq",
    "world headquarters", "global office", "world trade center", "world trade centre", "europa center", "europa park",
    "europa platz", "europa allee", "europa passage", "europa haus", "europa tower",
)  # fmt: skip

# What keeps a posting: the reason, and the words for it.
EMEA = ("emea", "emeia", "europe middle east africa", "europe middle east and africa", "europe, middle east")
EUROPE = (
    "europe", "europa", "european", "europewide", "pan european", "paneuropean", "cee", "ce europe", "central europe",
    "eastern europe", "east europe", "visegrad", "v4", "schengen", "cet", "cest", "eet", "cet timezone",
)  # fmt: skip
EU = ("eu", "e.u.", "eea", "e.e.a.", "european union", "europska unia", "europaische union", "union europeenne", "ue")
WORLDWIDE = (
    "worldwide", "world wide", "global", "globally", "anywhere", "everywhere", "international", "internationally",
    "all over the world", "around the world", "any country", "all countries", "any location", "location agnostic",
    "planet earth", "earth", "globe", "world", "the world", "celosvetovo", "kdekolvek", "odkialkolvek", "cely svet", "weltweit", "mondial",
    "internacional", "work from anywhere", "wfa", "no location restriction", "no restrictions",
)  # fmt: skip
# These mean the whole world only where no narrower place stands beside them: "Anywhere, USA" is one country.
LOOSE = (
    "anywhere",
    "everywhere",
    "international",
    "internationally",
    "any location",
    "work from anywhere",
    "global",
    "world",
    "the world",
)

OTHER_REGIONS = (
    "americas", "america", "the americas", "north america", "south america", "central america", "latin america",
    "latam", "lat am", "noram", "namer", "amer", "apac", "apj", "asia", "asia pacific", "asia-pacific",
    "pacific", "oceania", "southeast asia", "south east asia", "south asia", "east asia", "sea region", "japac", "anz",
    "australasia", "africa", "sub saharan africa", "north africa", "mena", "middle east", "gulf", "gcc",
    "dach", "d-a-ch", "nordics", "nordic", "scandinavia", "benelux", "baltics", "baltic", "balkans", "iberia",
    "iberian peninsula", "uk&i", "uki", "uk & i", "uk and i", "british isles", "caribbean", "cis", "caucasus",
    "western europe", "west europe", "northern europe", "north europe", "southern europe", "south europe",
    "southeast europe", "south east europe", "southeastern europe", "south eastern europe", "northwest europe",
    "north west europe", "non eu", "non eea", "outside eu", "outside the eu", "outside europe", "commonwealth", "anglosphere", "brics", "south west europe",
)  # fmt: skip
# A part of a country, or its clocks.
PARTS = (
    r"(?:east|west|eastern|western|central|northern|southern|north|south|midwest|mid west|mountain|pacific)(?:ern)?"
    r"[\s-]+(?:us|usa|united states|u\.s\.)|(?:us|usa|american|pst|est|cst|mst|edt|pdt|et|pt|ist)[\s-]+time[\s-]?zones?"
    r"|(?:east|west|gulf)[\s-]+coast"
)

COUNTRY_NAMES = {
    "US": "usa, us, u.s., u.s, u.s.a., u.s.a, united states, united states of america, the states, stateside, etats unis, estados unidos, vereinigte staaten, eua, ee. uu., eeuu",
    "GB": "uk, u.k., u.k, gb, great britain, britain, england, scotland, wales, northern ireland, united kingdom, velka britania, vereinigtes konigreich, royaume uni, reino unido",
    "IE": "ireland, republic of ireland, eire, irsko, irland, roi",
    "DE": "germany, deutschland, nemecko, allemagne, alemania, niemcy, bundesweit, deutschlandweit, nemecku",
    "AT": "austria, osterreich, oesterreich, rakusko, rakusku, autriche",
    "CH": "switzerland, schweiz, suisse, svizzera, svajciarsko, swiss",
    "FR": "france, francuzsko, frankreich, francia, metropolitan france",
    "ES": "spain, espana, spanielsko, spanien, espagne, canary islands",
    "PT": "portugal, portugalsko, madeira",
    "IT": "italy, italia, taliansko, italien, italie",
    "NL": "netherlands, the netherlands, holland, nederland, holandsko, niederlande, pays bas, paises bajos",
    "BE": "belgium, belgie, belgique, belgicko, belgien",
    "LU": "luxembourg, luxemburg, luxembursko",
    "PL": "poland, polska, polsko, polsku, polen, pologne, polonia",
    "CZ": "czechia, czech republic, cesko, cesku, ceska republika, ceskej republike, tschechien, cr",
    "SK": "slovakia, slovak republic, slovensko, slovensku, slovenska republika, slovenskej republike, slowakei, slovaquie, eslovaquia, szlovakia",
    "HU": "hungary, magyarorszag, madarsko, madarsku, ungarn, hongrie",
    "SI": "slovenia, slovenija, slovinsko, slowenien",
    "HR": "croatia, hrvatska, chorvatsko, kroatien",
    "RS": "serbia, srbija, srbsko", "BA": "bosnia, bosnia and herzegovina, bosna", "ME": "montenegro, cierna hora",
    "MK": "north macedonia, macedonia", "AL": "albania, shqiperia", "XK": "kosovo", "MD": "moldova",
    "RO": "romania, rumunsko, rumanien", "BG": "bulgaria, bulharsko, bulgarien", "GR": "greece, hellas, grecko",
    "UA": "ukraine, ukrajina, ukraina", "BY": "belarus, bielorusko", "RU": "russia, russian federation, rusko",
    "SE": "sweden, sverige, svedsko, schweden", "NO": "norway, norge, norsko, norwegen",
    "DK": "denmark, danmark, dansko, danemark", "FI": "finland, suomi, finsko", "IS": "iceland, island",
    "EE": "estonia, eesti, estonsko", "LV": "latvia, latvija, lotyssko", "LT": "lithuania, lietuva, litva",
    "TR": "turkey, turkiye, turecko, turkei", "CY": "cyprus", "MT": "malta", "GE": "georgia", "AM": "armenia",
    "AZ": "azerbaijan", "KZ": "kazakhstan", "UZ": "uzbekistan", "IL": "israel, izrael",
    "AE": "united arab emirates, uae, u.a.e., emirates", "SA": "saudi arabia, ksa, kingdom of saudi arabia",
    "CA": "canada, kanada, french canada", "MX": "mexico", "BR": "brazil, brasil, brazilia", "AR": "argentina",
    "CL": "chile", "CO": "colombia", "UY": "uruguay", "PE": "peru", "CR": "costa rica", "DO": "dominican republic",
    "IN": "india, bharat", "CN": "china, prc, mainland china, people's republic of china", "JP": "japan, nippon, nihon",
    "KR": "korea, south korea, republic of korea", "TW": "taiwan, taiwan roc", "HK": "hong kong, hksar",
    "SG": "singapore", "MY": "malaysia", "PH": "philippines, the philippines", "VN": "vietnam, viet nam",
    "TH": "thailand", "ID": "indonesia", "AU": "australia", "NZ": "new zealand, aotearoa", "ZA": "south africa, rsa",
    "NG": "nigeria", "KE": "kenya", "EG": "egypt", "MA": "morocco, maroc", "ET": "ethiopia", "GH": "ghana",
}  # fmt: skip

# Written in capitals these are countries or states; as English words, or in a text that shouts, they are not.
CODES = {
    "US": "US", "USA": "US", "UK": "GB", "GB": "GB", "GBR": "GB", "DE": "DE", "DEU": "DE", "GER": "DE", "FR": "FR",
    "FRA": "FR", "ES": "ES", "ESP": "ES", "IT": "IT", "ITA": "IT", "NL": "NL", "NLD": "NL", "BE": "BE", "BEL": "BE",
    "PL": "PL", "POL": "PL", "CZ": "CZ", "CZE": "CZ", "HU": "HU", "HUN": "HU", "AT": "AT", "AUT": "AT", "CH": "CH",
    "CHE": "CH", "RO": "RO", "ROU": "RO", "BG": "BG", "BGR": "BG", "PT": "PT", "PRT": "PT", "SE": "SE", "SWE": "SE",
    "DK": "DK", "DNK": "DK", "FI": "FI", "FIN": "FI", "IE": "IE", "IRL": "IE", "IN": "IN", "IND": "IN", "JP": "JP",
    "JPN": "JP", "CN": "CN", "CHN": "CN", "SG": "SG", "SGP": "SG", "AUS": "AU", "AU": "AU", "NZ": "NZ", "BR": "BR",
    "BRA": "BR", "MX": "MX", "MEX": "MX", "CAN": "CA", "IL": "IL", "ISR": "IL", "TR": "TR", "TUR": "TR", "UAE": "AE",
    "ARG": "AR", "COL": "CO", "CHL": "CL", "KOR": "KR", "KR": "KR", "PHL": "PH", "SVK": "SK", "SRB": "RS", "HRV": "HR",
    "SVN": "SI", "LTU": "LT", "LVA": "LV", "GRC": "GR", "UKR": "UA", "ZAF": "ZA", "NOR": "NO", "LU": "LU",
}  # fmt: skip
WORDS_IN_CAPITALS = frozenset({"IN", "IT", "AT", "BE", "NO", "IS", "OR", "ME", "DO", "SO", "TO", "US", "HI", "OK", "OH", "MA", "PA", "LA", "AM", "MY", "AN", "ES"})  # fmt: skip

CANADA = ("ontario", "quebec", "british columbia", "alberta", "nova scotia", "manitoba", "saskatchewan")
CANADA_CODES = frozenset(["ON", "BC", "AB", "QC", "NS", "NB", "MB", "SK", "PE", "NL"])
REGIONS_WITHIN = {
    "AU": "new south wales, nsw, queensland, victoria, western australia, south australia, tasmania",
    "IN": "karnataka, maharashtra, tamil nadu, telangana, haryana, uttar pradesh, kerala, gujarat, ncr, delhi ncr",
    "DE": "bavaria, bayern, nordrhein westfalen, nrw, hessen, baden wurttemberg, sachsen, niedersachsen, rhineland",
    "GB": "west midlands, greater manchester, home counties, cotswolds, surrey, kent, yorkshire, cambridgeshire",
    "PL": "mazovia, mazowieckie, malopolskie, silesia, dolnoslaskie",
    "CZ": "moravia, morava, bohemia, jihomoravsky kraj, stredocesky kraj",
    "ES": "catalonia, catalunya, andalusia, basque country, comunidad de madrid",
    "FR": "ile de france, provence, bretagne, occitanie", "IT": "lombardy, lombardia, piedmont, tuscany",
    "NL": "noord holland, north holland, zuid holland, noord brabant", "BE": "flanders, vlaanderen, wallonia",
    "CH": "romandy, suisse romande", "JP": "kanto, kansai", "BR": "sao paulo state",
}  # fmt: skip
# Parts of towns that GeoNames has as towns: others' parts have the same names.
PARTS_OF_TOWNS = frozenset({"stare mesto", "nove mesto", "old town"})
# Regions at home, which name no country.
HOME_REGIONS = {
    "SK": "bratislavsky kraj, trnavsky kraj, trenciansky kraj, nitriansky kraj, zilinsky kraj, banskobystricky kraj, presovsky kraj, kosicky kraj",
}
CITY_NICKNAMES = (
    "sf", "nyc", "ny", "la", "dc", "washington dc", "washington d.c.", "bay area", "sf bay area",
    "san francisco bay area", "silicon valley", "soma", "chi", "atl", "bos", "philly", "dmv", "dfw", "socal", "norcal",
    "research triangle", "new england", "tri state", "tristate", "ldn", "bengaluru", "blr", "hyd", "pune", "cdmx",
    "cph", "ams", "muc", "prg", "sao paulo", "tel aviv", "tlv", "greater toronto area", "gta", "palo alto",
    "mountain view", "menlo park", "south san francisco", "wien", "praha", "warszawa", "koln", "munchen", "lisboa",
    "milano", "roma", "bucuresti", "kobenhavn", "goteborg", "zurich", "geneve", "genf", "den haag", "brno",
)  # fmt: skip

# What says how or how long work is done and names no place.
PLACELESS = (
    "remote", "remoto", "remota", "remotely", "fully remote", "100% remote", "full remote", "remote first",
    "remote friendly", "remote only", "remote ok", "remote eligible", "remote opportunity", "remote work", "remote job",
    "remote position", "remote role", "remote roles", "remote based", "remote option", "na dialku", "praca na dialku",
    "home office", "homeoffice", "home based", "home-based", "homebased", "work from home", "wfh", "telework",
    "telecommute", "teletravail", "teletrabajo", "zdalna", "zdalnie", "praca zdalna", "z domu", "hybrid", "hybridne",
    "hybride", "hibrido", "onsite", "on site", "on-site", "in office", "in-office", "in person", "office", "office based",
    "offices", "distributed", "distributed team", "flexible", "flex", "flexible location", "virtual", "online",
    "n/a", "na", "none", "null", "nan", "tbd", "tba", "blank", "unknown", "unspecified", "not specified", "other",
    "various", "various locations", "multiple", "multiple locations", "many locations", "several locations",
    "all locations", "select locations", "any office", "any", "all", "locations", "location", "most", "our offices",
    "headquarters", "hq", "campus", "area", "greater", "metro", "metropolitan", "region", "city", "state", "province",
    "county", "district", "downtown", "central", "timezone", "timezones", "time zone", "time zones", "hours", "utc",
    "gmt", "within", "in", "the", "of", "and", "or", "from", "based", "only", "preferred", "optional", "full time",
    "part time", "contract", "permanent", "freelance", "b2b", "first", "friendly", "opportunity", "team", "job", "work",
    "home", "possible", "available", "open", "to", "can", "be", "done", "at", "up", "with", "travel", "some",
    "days", "week", "per", "a", "an", "for", "also", "anywhere", "everywhere", "international", "global", "candidates",
    "applicants", "residents", "located", "must", "reside", "near", "nearby", "around", "sites", "site", "customer",
    "field", "mobile worker", "roles", "role", "us-based", "plus", "east", "west", "north", "south", "new", "hub",
    "template", "general", "talent pool", "tbc", "selected", "cities", "countries", "country", "eligible", "worker",
)  # fmt: skip
# Cities of a hundred thousand whose names are also words of adverts; alone in a chunk they still count.
CITY_WORDS = frozenset({"mobile", "nice", "reading", "orange", "male", "university", "union", "independence", "enterprise", "split", "bath", "most", "of", "same", "best", "man", "data", "core", "support", "center", "centre", "lead"})  # fmt: skip
