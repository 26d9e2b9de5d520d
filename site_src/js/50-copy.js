// Buttons that copy the text of a field: hidden until this script can do what they say.
(() => {
  "use strict";

  for (const button of document.querySelectorAll("[data-copies]")) {
    const field = document.getElementById(button.dataset.copies);
    const status = button.parentNode.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(field.value);
        status.textContent = button.dataset.copied;
      } catch { // not allowed, or no safe connection: what is selected can be copied by hand
        field.focus();
        field.select();
        status.textContent = button.dataset.selected;
      }
    });
  }
})();
