// The fields that choose names by club and by vote. What is chosen stands in the address, so that it can be shared.
(() => {
  "use strict";

  const template = document.getElementById("members-filter");
  if (!template) return;
  const address = new URL(location);
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const filter = template.content.firstElementChild.cloneNode(true);
  const [club, position] = filter.querySelectorAll("select");
  const clubs = [...template.parentNode.querySelectorAll(".club")];
  const wereOpen = clubs.map((each) => each.open);

  const name = (each) => each.querySelector(".club__size").previousSibling.nodeValue.trim();
  club.append(...clubs.map((each) => new Option(name(each), each.dataset.club)));
  for (const { value } of [...position.options].slice(1)) {
    if (!template.parentNode.querySelector(`[data-position="${value}"]`)) {
      position.querySelector(`[value="${value}"]`).remove();
    }
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

  for (const field of [club, position]) {
    field.value = address.searchParams.get(field.name) ?? "";
    if (field.selectedIndex < 0) field.value = ""; // the address asks for what is not here
    field.addEventListener("change", () => {
      address.searchParams.set(field.name, field.value);
      if (!field.value) address.searchParams.delete(field.name);
      history.replaceState(null, "", address);
      apply();
    });
  }
  template.before(filter);
  apply();
})();
