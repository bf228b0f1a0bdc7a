// `[data-copy]` copies what stands in its data: `rich`, which is HTML, and `plain` text.
(() => {
  "use strict";
  const { say, texts } = window.workbench;

  const asItem = ({ rich, plain }) =>
    new ClipboardItem({
      "text/html": new Blob([rich], { type: "text/html" }),
      "text/plain": new Blob([plain], { type: "text/plain" }),
    });

  // A page that comes over plain http from another computer has no navigator.clipboard.
  function copyByCommand({ rich, plain }) {
    const fill = (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      event.clipboardData.setData("text/html", rich);
      event.clipboardData.setData("text/plain", plain);
    };
    document.addEventListener("copy", fill, { capture: true });
    try {
      return document.execCommand("copy");
    } finally {
      document.removeEventListener("copy", fill, { capture: true });
    }
  }

  async function written(flavours) {
    try {
      await navigator.clipboard.write([asItem(flavours)]);
      return true;
    } catch {
      // Absent, or not allowed to this page: a frame of another host.
      return copyByCommand(flavours);
    }
  }

  async function copy(button) {
    const { rich, plain } = button.dataset;
    const done = await written({ rich, plain });
    say(done ? texts.COPIED : texts.NOT_COPIED, { bad: !done });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (button) copy(button);
  });
})();
