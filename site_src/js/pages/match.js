// Who votes as I do: the votes of everybody are loaded, the same for every reader, and compared here with what this
// browser knows of its own answers. No answer stands in any address or request.
(() => {
  "use strict";

  const box = document.querySelector(".match");
  const lang = document.documentElement.lang;
  const floor = Number(box.dataset.floor);
  const percentFrom = Number(box.dataset.percentFrom);
  const words = box.querySelector("template").dataset;
  const plural = new Intl.PluralRules(lang);
  const dated = lang === "en" ? "en-GB" : lang; // "21 October 2025", as everywhere on the site
  const FIRST = 20; // members shown before one asks for more
  const MORE = 50;

  const part = {};
  for (const place of [box, box.querySelector("template").content.cloneNode(true)]) {
    for (const each of place.querySelectorAll("[data-part]")) part[each.dataset.part] = each;
  }
  const own = part.export.closest("section");

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const capital = (text) => text[0].toUpperCase() + text.slice(1);
  const count = (key, n) => fill(words[key + capital(plural.select(n))], { n: tally.number(n, lang) });
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const loaded = new Map(); // addresses and what is there
  const load = (address) => {
    if (!loaded.has(address)) {
      const asked = fetch(address, { credentials: "omit" }).then((reply) =>
        reply.ok ? reply.json() : Promise.reject(new Error(reply.status)));
      asked.catch(() => loaded.delete(address));
      loaded.set(address, asked);
    }
    return loaded.get(address);
  };

  // The decisions behind one number, each with its link, the reader's answer and the vote.
  const behind = async (row, parliament, questions) => {
    if (!row.votes.length) return make("p", {}, words.nothingBehind);
    const titles = (await load(box.dataset.titles))[parliament];
    const other = lang === "sk" ? "en" : "sk";
    return make("ul", { class: "match__votes" }, ...row.votes.map(({ place, yes, letter, how }) => {
      const [day, ...texts] = titles[place];
      const decision = questions[place].replace(/:q\d+$/, "").replaceAll(":", "-");
      const link = make("a", { href: `/${lang}/d/${decision}/` }, ...texts.map((text, at) =>
        (at % 2 ? make("span", { lang: other }, text) : text)));
      const voted = (row.isClub && words[`club${letter}`]) || words[`voted${letter.toUpperCase()}`];
      const date = new Date(`${day}T12:00`).toLocaleDateString(dated, { dateStyle: "long" });
      const said = fill(words.you, { choice: yes ? words.yes : words.no });
      return make("li", {}, link, " ", make("span", { class: "match__vote" },
        make("strong", {}, words[how]), `: ${said}, ${voted}. ${date}`));
    }));
  };

  const numbers = ({ same, shared }) => (shared < floor ? count("fewShared", shared) : `${same} / ${shared}`);
  const share = (row) => {
    if (row.shared < floor) return words.tooFew;
    if (row.shared < percentFrom) return "–";
    return (matchCount.percent(row) / 100).toLocaleString(lang, { style: "percent" });
  };

  // Two rows of the table: the numbers, and below them what is behind once somebody asks.
  const lines = (row, parliament, questions) => {
    const cell = make("td", { colspan: "3" });
    const below = make("tr", { class: "match__behind", hidden: "" }, cell);
    const button = make("button", { type: "button", class: "match__open", "aria-expanded": "false" },
      numbers(row), make("span", { class: "unseen" }, `: ${words.open}, ${row.name}`));
    button.addEventListener("click", async () => {
      const opens = below.hidden;
      below.hidden = !opens;
      button.setAttribute("aria-expanded", String(opens));
      if (opens && !cell.childNodes.length) {
        cell.append(await behind(row, parliament, questions).catch(() => make("p", {}, words.failed)));
      }
    });
    const name = make("th", { scope: "row" }, make("a", { href: row.to }, row.name));
    if (row.club) name.append(" ", make("span", { class: "match__club" }, row.club));
    return [make("tr", {}, name, make("td", {}, button), make("td", {}, share(row))), below];
  };

  const table = (heading, caption) => {
    const head = [heading, words.numbers, words.share].map((text) => make("th", { scope: "col" }, text));
    const body = make("tbody");
    const whole = make("table", { class: "match__table" },
      make("caption", {}, caption), make("thead", {}, make("tr", {}, ...head)), body);
    return [whole, body];
  };

  const members = (rows, parliament, questions) => {
    const [whole, body] = table(words.member, words.caption);
    const status = make("p", { class: "footnote", role: "status" });
    const more = make("button", { type: "button" }, words.more);
    const field = make("input", { type: "search", autocomplete: "off" });
    const slovak = make("input", { type: "checkbox" });
    const find = make("p", { class: "match__find" }, make("label", {}, `${words.find} `, field));
    if (parliament === "eu") find.append(" ", make("label", {}, slovak, ` ${words.slovak}`));
    let most = FIRST;
    const show = () => {
      const asked = folded(field.value).split(/\s+/).filter(Boolean);
      const found = rows.filter((row) =>
        (!slovak.checked || row.slovak) && asked.every((word) => row.folded.includes(word)));
      const shown = found.slice(0, most);
      body.replaceChildren(...shown.flatMap((row) => lines(row, parliament, questions)));
      whole.hidden = !shown.length;
      more.hidden = found.length <= most;
      const values = { shown: tally.number(shown.length, lang), all: tally.number(found.length, lang) };
      status.textContent = shown.length ? fill(words.shown, values) : words.nobody;
    };
    const anew = () => {
      most = FIRST;
      show();
    };
    field.addEventListener("input", anew);
    slovak.addEventListener("change", anew);
    more.addEventListener("click", () => {
      const before = body.querySelectorAll(".match__open").length;
      most += MORE;
      show();
      body.querySelectorAll(".match__open")[before]?.focus();
    });
    show();
    return [find, status, whole, make("p", { class: "question__actions" }, more)];
  };

  const section = ({ parliament, questions, clubs, members: people }, answered) => {
    const places = new Map(questions.map((id, place) => [id, place]));
    const answers = answered.filter(({ id }) => places.has(id))
      .map(({ id, choice }) => ({ place: places.get(id), yes: choice === "yes" }))
      .sort((a, b) => b.place - a.place); // newest first
    const row = (name, letters, rest) => ({ name, ...rest, ...matchCount.compared(letters, answers, parliament) });
    const named = (club) => (lang === "sk" ? club[1] : club[2]);
    const ofClubs = clubs.map((club) => row(named(club), club[3], { isClub: true, to: `/${lang}/c/${club[0]}/` }));
    const ofMembers = people.map(([id, name, club, letters, slovak], surname) => row(name, letters, {
      to: `/${lang}/m/${parliament}-m${id}/`,
      club: clubs[club] ? named(clubs[club]) : words[`noClub${capital(parliament)}`],
      folded: folded(name), slovak, surname, // the file has them by surname, as every list of the site
    }));
    const [whole, body] = table(parliament === "sk" ? words.club : words.group, words.caption);
    body.append(...matchCount.ordered(ofClubs, floor, lang).flatMap((each) => lines(each, parliament, questions)));
    const compared = answers.length ? count("answeredHere", answers.length) : words.answeredNone;
    const made = make("section", {},
      make("h2", {}, words[`clubs${capital(parliament)}`]), make("p", { class: "as-of" }, compared));
    if (!answers.length) return made;
    made.append(whole, make("h3", {}, words[`members${capital(parliament)}`]),
      ...members(matchCount.ordered(ofMembers, floor, lang), parliament, questions));
    return made;
  };

  const show = async (news = "") => {
    const answered = ballots.all();
    part.results.replaceChildren();
    part.export.disabled = part.delete.disabled = !answered.length;
    if (!answered.length) {
      part.status.textContent = `${news} ${words.none}`.trim();
      return;
    }
    part.status.textContent = words.loading;
    try {
      const files = await Promise.all(box.dataset.files.split(" ").map(load));
      const unnamed = new Set(files.flatMap((file) => file.without_names));
      const known = new Set(files.flatMap((file) => file.questions));
      const lacking = answered.filter(({ id }) => unnamed.has(id)).length;
      const replaced = answered.filter(({ id }) => !unnamed.has(id) && !known.has(id)).length;
      part.status.textContent = [news, count("answers", answered.length),
        lacking ? count("unnamed", lacking) : "", replaced ? count("replaced", replaced) : ""].filter(Boolean).join(" ");
      part.results.replaceChildren(...files.map((file) => section(file, answered)));
    } catch {
      part.status.textContent = words.failed;
    }
  };

  part.export.addEventListener("click", matchAnswers.exported);
  part.import.addEventListener("change", async () => {
    const [file] = part.import.files;
    const done = file ? matchAnswers.imported(await file.text()) : null;
    part.import.value = "";
    part.news.textContent = done
      ? `${count("imported", done.added)} ${done.kept ? "" : words.unsaved}`.trim() : words.importFailed;
    if (done) show();
  });
  part.delete.addEventListener("click", () => {
    part.dialog.returnValue = ""; // closed by the Escape key it says nothing
    part.dialog.showModal();
  });
  part.dialog.addEventListener("close", () => {
    if (part.dialog.returnValue !== "yes") return;
    matchAnswers.deleted();
    part.news.textContent = words.deleted;
    show();
    part.import.focus();
  });

  part.without.remove();
  part.results.after(own);
  addEventListener("pageshow", (event) => event.persisted && show());
  show();
})();
