// `[data-copy="ID"]` copies what stands in `<template data-copy-of="ID">`: rich and plain text.
(() => {
  "use strict";
  const { say, texts } = window.workbench;

  const flavoursOf = (id) => {
    const template = document.querySelector(`template[data-copy-of="${CSS.escape(id)}"]`);
    return template && { rich: template.innerHTML, plain: template.dataset.plain ?? "" };
  };

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
    const flavours = flavoursOf(button.dataset.copy);
    const done = flavours && (await written(flavours));
    say(done ? texts.COPIED : texts.NOT_COPIED, { bad: !done });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (button) copy(button);
  });
})();
