// A reload finds what was read and decided: this tab keeps the key of its visit and shows it again.
(() => {
  "use strict";
  const { store, send, onConnect } = window.workbench;
  const TRIES = 4;
  const PAUSE_MS = 800; // the server may hear of the new page before it hears that the old one left

  const answer = () => document.getElementById("wb-answer");
  const wait = () => new Promise((resume) => setTimeout(resume, PAUSE_MS));

  // The key of the visit that stands now; a line that is left empty takes no room.
  async function ask(key) {
    await send({ do: "return", key });
    const told = answer()?.querySelector("[data-visit]");
    told?.remove();
    return told?.dataset.visit;
  }

  async function comeBack() {
    const before = store.recall("session", "visit") ?? "";
    let key = await ask(before);
    for (let tries = 1; before && key && key !== before && tries < TRIES; tries += 1) {
      await wait();
      if (answer()?.innerText.trim()) break; // the visitor has begun something else
      key = (await ask(before)) ?? key; // the same answer again is not drawn again
    }
    if (key) store.keep("session", "visit", key);
  }

  onConnect(comeBack);
})();
