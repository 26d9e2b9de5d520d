// The fields that choose names by club and by vote. What is chosen stands in the address, so that it can be shared.
(() => {
  "use strict";

  const template = document.getElementById("members-filter");
  if (!template) return;
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const filter = template.content.firstElementChild.cloneNode(true);
  const fields = [...filter.querySelectorAll("select")];
  const [club, position] = fields;
  const clubs = [...template.parentNode.querySelectorAll(".club")];
  const wereOpen = clubs.map((each) => each.open);

  // The text of a club's heading, without its swatch and its size.
  const name = (each) => [...each.querySelector("summary").childNodes].find((node) => node.nodeValue?.trim()).nodeValue;
  club.append(...clubs.map((each) => new Option(name(each).trim(), each.dataset.club)));
  for (const option of [...position.options]) {
    if (option.value && !clubs.some((each) => each.querySelector(`[data-position="${option.value}"]`))) option.remove();
  }

  const apply = () => {
    const chosen = club.value || position.value;
    let shown = 0;
    clubs.forEach((each, index) => {
      let names = 0;
      for (const votes of each.querySelectorAll("[data-position]")) {
        votes.hidden = position.value !== "" && votes.dataset.position !== position.value;
        if (!votes.hidden) names += votes.querySelectorAll("li").length;
      }
      each.hidden = !names || (club.value !== "" && each.dataset.club !== club.value);
      each.open = chosen ? true : wereOpen[index];
      if (!each.hidden) shown += names;
    });
    const words = template.getAttribute(`data-shown-${plural.select(shown)}`).replace("{n}", shown);
    filter.querySelector("[role=status]").textContent = chosen ? words : "";
  };

  filter.addEventListener("change", () => {
    const address = new URL(location);
    for (const { name, value } of fields) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
    apply();
  });

  const asked = new URLSearchParams(location.search);
  for (const field of fields) {
    const known = [...field.options].some((option) => option.value === asked.get(field.name));
    field.value = known ? asked.get(field.name) : "";
  }
  template.before(filter);
  apply();
})();
