// What a reader has unfolded stays so when gradio draws its place anew, which takes `open` away.
(() => {
  "use strict";
  const { onChange } = window.workbench;
  const PLACES = "#wb-preview, #wb-desk, #wb-briefing";
  const unfolded = new Set();

  // By what its heading says; the counts in it may change.
  const nameOf = (details) =>
    `${details.closest(PLACES)?.id} ${details.querySelector("summary")?.textContent.replace(/\d+/g, "")}`;

  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!target.closest?.(PLACES)) return;
      if (target.open) unfolded.add(nameOf(target));
      else unfolded.delete(nameOf(target));
    },
    { capture: true },
  );
  onChange(PLACES, () => {
    for (const details of document.querySelectorAll(`:is(${PLACES}) details:not([open])`)) {
      if (unfolded.has(nameOf(details))) details.open = true;
    }
  });
})();
