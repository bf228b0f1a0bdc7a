// Tab leads from a field with a list of choices to the next field.
(() => {
  "use strict";

  function onTab(event) {
    if (event.key !== "Tab" || event.target.role !== "combobox") return;
    // Gradio opens the list at any key, and so late that the field is left by then.
    event.stopPropagation();
    // Browsers take a list that scrolls for the next field, and when gradio has closed it for none.
    const list = document.getElementById(event.target.getAttribute("aria-controls"));
    if (!list) return;
    list.inert = true;
    setTimeout(() => (list.inert = false)); // the same one may open again
  }

  document.addEventListener("keydown", onTab, { capture: true });
})();
