// What is found: reads the small files of the index (build/votewatch/render/search/) and ranks what stands in them.
(() => {
  "use strict";

  const { words, stem } = globalThis.searchWords;
  const KINDS = ["sk", "eu", "law", "member", "club", "topic"];
  const LETTER = { for: "F", against: "A", abstained: "B", split: "S", "not-voting": "N" };
  const BEGUN = 0.6; // how much a word counts that only begins with what was typed
  const lang = document.documentElement.lang;

  const kept = new Map();
  const get = (name) => {
    if (!kept.has(name)) {
      const asked = fetch(`/search/${name}.json`).then((reply) => {
        if (!reply.ok) throw new Error(`${name}: ${reply.status}`);
        return reply.json();
      });
      asked.catch(() => kept.delete(name)); // asked for again the next time
      kept.set(name, asked);
    }
    return kept.get(name);
  };
  const manifest = () => get("index");

  // "1f2K" is 1f2 further in base 36, impact K; a letter alone is one further.
  const unpacked = (text) => {
    const found = [];
    let number = -1;
    for (const [, step, letter] of text.matchAll(/([0-9a-z]*)([A-P])/g)) {
      number += step ? parseInt(step, 36) : 1;
      found.push([number, letter.charCodeAt(0) - 64]);
    }
    return found;
  };

  const termsOf = (query, { stem: rules, stops }) => {
    const said = words(query);
    const silent = new Set(stops.split(" "));
    const telling = said.filter((word) => !silent.has(word));
    return [...new Set((telling.length ? telling : said).map((word) => stem(word, rules)))];
  };

  // The documents of one term with what it is worth there: a word that is the term counts whole, one that begins with
  // it the less the longer it is; rare words count more.
  const scored = async (term, { files, counts }) => {
    const name = term.slice(0, 2);
    if (name.length < 2 || !files.split(" ").includes(name)) return new Map();
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const found = new Map();
    for (const [word, text] of Object.entries(await get(`w/${name}`))) {
      if (!word.startsWith(term)) continue;
      const postings = unpacked(text);
      const share = word === term ? 1 : (BEGUN * term.length) / word.length;
      const rare = Math.log(1 + all / postings.length);
      for (const [number, impact] of postings) {
        found.set(number, Math.max(found.get(number) ?? 0, share * rare * impact));
      }
    }
    return found;
  };

  const ranked = async (query, index) => {
    const terms = termsOf(query, index);
    const found = new Map(); // number: [terms that it has, worth]
    for (const scores of await Promise.all(terms.map((term) => scored(term, index)))) {
      for (const [number, worth] of scores) {
        const [had, before] = found.get(number) ?? [0, 0];
        found.set(number, [had + 1, before + worth]);
      }
    }
    const order = [...found].map(([number, [had, worth]]) => ({ number, worth, whole: had === terms.length, had }));
    return order.sort((a, b) => b.had - a.had || b.worth - a.worth || b.number - a.number);
  };

  // Which decisions of one parliament are chosen, in the order of their numbers.
  const chosen = (facets, choice) => {
    const { club, position, topic, year, outcome } = choice;
    const votes = club ? facets.clubs[club] : null;
    const about = topic ? facets.topics[topic] : null;
    const since = year ? facets.years.indexOf(year).toString(36) : null;
    if ((club && !votes) || (topic && !about) || since === "-1") return () => false;
    const taken = Object.values(facets.clubs);
    return (place) =>
      (!outcome || facets.outcome[place] === outcome[0]) &&
      (since === null || facets.year[place] === since) &&
      (!about || about[place] === "1") &&
      (!votes || (position ? votes[place] === LETTER[position] : votes[place] !== ".")) &&
      (!position || votes || taken.some((letters) => letters[place] === LETTER[position]));
  };

  // {found, whole}: numbers of documents, best first, and how many of them have every word. null: nothing was asked.
  const search = async (query, choice) => {
    const narrowed = Object.values(choice).some(Boolean);
    if (!query.trim() && !narrowed) return null;
    const index = await manifest();
    if (!narrowed) {
      const found = await ranked(query, index);
      return { found: found.map(({ number }) => number), whole: found.filter(({ whole }) => whole).length };
    }
    const parliaments = KINDS.slice(0, 2).filter((code) => !choice.parliament || choice.parliament === code);
    const facets = await Promise.all(parliaments.map((code) => get(`by/${code}`)));
    const tests = new Map(parliaments.map((code, place) => [KINDS.indexOf(code), chosen(facets[place], choice)]));
    const holds = (number) => tests.get(Math.floor(number / index.space))?.(number % index.space) ?? false;
    if (query.trim()) {
      const found = (await ranked(query, index)).filter(({ number }) => holds(number));
      return { found: found.map(({ number }) => number), whole: found.filter(({ whole }) => whole).length };
    }
    const dated = parliaments.flatMap((code, place) =>
      facets[place].days.split(" ").map((day, at) => [parseInt(day, 36), KINDS.indexOf(code) * index.space + at]),
    );
    const found = dated.filter(([, number]) => holds(number)).sort((a, b) => b[0] - a[0] || b[1] - a[1]);
    return { found: found.map(([, number]) => number), whole: found.length };
  };

  // The rows that show documents: [path, title, note, tone].
  const rows = async (numbers) => {
    const { space, rows: size } = await manifest();
    return Promise.all(
      numbers.map(async (number) => {
        const place = number % space;
        const part = await get(`${lang}/${KINDS[Math.floor(number / space)]}-${Math.floor(place / size)}`);
        return part[place % size];
      }),
    );
  };

  globalThis.searchIndex = { search, rows, manifest };
})();
