// The search page: results while one types, fields that narrow them down. What is asked stands in the address.
(() => {
  "use strict";

  const { search, rows, manifest } = globalThis.searchIndex;
  const template = document.getElementById("search-filters");
  const form = document.querySelector("form.search");
  const field = form.elements.q;
  const { lang } = document.documentElement;
  const plural = new Intl.PluralRules(lang);
  const STEP = 10;
  const WAIT = 120; // milliseconds without a key before the index is asked

  form.after(template.content.cloneNode(true));
  const filters = document.querySelector(".search-filters");
  const selects = [...filters.querySelectorAll("select")];
  const section = document.querySelector(".results");
  const list = section.querySelector(".result-rows");
  const status = section.querySelector("[role=status]");
  const more = section.querySelector(".results__more");
  let shown = { found: [], whole: 0 };
  let round = 0;
  let timer = 0;

  const choice = () => Object.fromEntries(selects.map(({ name, value }) => [name, value]));

  const address = () => {
    const asked = new URL(location.pathname, location.origin);
    if (field.value.trim()) asked.searchParams.set("q", field.value.trim());
    for (const { name, value } of selects) if (value) asked.searchParams.set(name, value);
    return asked.href;
  };

  const restore = () => {
    const asked = new URL(location).searchParams;
    field.value = asked.get("q") ?? "";
    for (const select of selects) {
      select.value = asked.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.value = ""; // the address asks for what is not here
    }
    filters.open = selects.some(({ value }) => value);
  };

  // What is typed word by word is one step of the way back; a choice, or Enter, ends the step.
  let ended = true;
  const remember = (ends) => {
    if (address() !== location.href) {
      if (ended || ends) history.pushState(null, "", address());
      else history.replaceState(null, "", address());
    }
    ended = ends;
  };

  const element = (name, className, text = "") => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  const row = ([path, title, note, tone]) => {
    const item = element("li", "result-row");
    const link = element("a", "result-row__title");
    link.href = `/${lang}/${path}`;
    for (const [text, own] of typeof title === "string" ? [[title, lang]] : title) {
      if (own === lang) {
        link.append(text);
      } else {
        const words = element("span", "", text);
        words.removeAttribute("class");
        words.lang = own;
        link.append(words);
      }
    }
    item.append(link, element("p", `result-row__note${tone ? ` result-row__note--${tone}` : ""}`, note));
    return item;
  };

  const extend = async (asked) => {
    const from = list.querySelectorAll(".result-row").length;
    const made = await rows(shown.found.slice(from, from + STEP));
    if (asked !== round) return null;
    const items = made.map(row);
    const gap = shown.whole - from;
    if (shown.whole > 0 && gap >= 0 && gap < items.length) {
      items.splice(gap, 0, element("li", "result-rows__partial", template.dataset.partial));
    }
    list.append(...items);
    more.hidden = from + made.length >= shown.found.length;
    return items.find((item) => item.matches(".result-row"));
  };

  const show = async () => {
    const asked = ++round;
    section.setAttribute("aria-busy", "true");
    const chosen = selects.filter(({ value }) => value).length;
    filters.querySelector(".search-filters__count").textContent = chosen ? `(${chosen})` : "";
    try {
      const found = await search(field.value, choice());
      if (asked !== round) return;
      section.hidden = found === null;
      shown = found ?? { found: [], whole: 0 };
      const made = await rows(shown.found.slice(0, STEP)); // fetched before the old results go, so that nothing jumps
      if (asked !== round || !made) return;
      list.replaceChildren();
      more.hidden = true;
      const count = shown.whole || shown.found.length;
      const words = template.getAttribute(`data-found-${plural.select(count)}`).replace("{n}", count);
      status.textContent = found === null ? "" : count ? words : template.dataset.none;
      await extend(asked);
    } catch {
      if (asked !== round) return;
      section.hidden = false;
      list.replaceChildren();
      status.textContent = template.dataset.failed;
    }
    if (asked === round) section.setAttribute("aria-busy", "false");
  };

  field.addEventListener("focus", () => manifest().catch(() => {}), { once: true });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      remember(false);
      show();
    }, WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    remember(true);
    show();
  });
  for (const select of selects) {
    select.addEventListener("change", () => {
      remember(true);
      show();
    });
  }
  filters.querySelector(".search-filters__clear").addEventListener("click", () => {
    for (const select of selects) select.value = "";
    remember(true);
    show();
    selects[0].focus();
  });
  more.addEventListener("click", async () => {
    const first = await extend(round);
    first?.querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    ended = true;
    restore();
    show();
  });

  // Arrows walk from the field through the results and back; Escape leads back to the field, and there empties it.
  const links = () => [...list.querySelectorAll("a")];
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const at = document.activeElement;
    const place = links().indexOf(at);
    if (at !== field && place < 0) return;
    if (event.key === "ArrowDown") {
      links()[place + 1]?.focus();
    } else if (event.key === "ArrowUp" && place >= 0) {
      (links()[place - 1] ?? field).focus();
    } else if (event.key === "Escape" && place >= 0) {
      field.focus();
    } else if (event.key === "Escape" && field.value) {
      field.value = "";
      clearTimeout(timer);
      remember(false);
      show();
    } else {
      return;
    }
    event.preventDefault();
  });

  restore();
  show();
})();
