// The field that finds a name in the list of members. What is looked for stands in the address, so that it can be shared.
(() => {
  "use strict";

  const template = document.getElementById("people-filter");
  if (!template) return;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const form = template.content.firstElementChild.cloneNode(true);
  const field = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const clubs = [...document.querySelectorAll(".people .club")].map((club) => ({
    club,
    names: [...club.querySelectorAll("li")].map((item) => ({ item, text: fold(item.textContent) })),
  }));

  const apply = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { club, names } of clubs) {
      let here = 0;
      for (const { item, text } of names) {
        item.hidden = !words.every((word) => text.includes(word));
        if (!item.hidden) here += 1;
      }
      club.hidden = here === 0;
      if (words.length) club.open = true;
      shown += here;
    }
    for (const part of document.querySelectorAll(".people__part, .people")) {
      part.hidden = !part.querySelector(".club:not([hidden])");
    }
    const said = template.getAttribute(`data-shown-${plural.select(shown)}`) ?? template.dataset.shownOther;
    status.textContent = words.length ? said.replace("{n}", shown) : "";
  };

  const remember = () => {
    const address = new URL(location);
    if (field.value) address.searchParams.set("q", field.value);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  };

  field.value = new URL(location).searchParams.get("q") ?? "";
  field.addEventListener("input", () => {
    remember();
    apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  template.before(form);
  apply();
})();
