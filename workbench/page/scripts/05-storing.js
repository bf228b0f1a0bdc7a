// What is kept in this browser: in the tab until it is closed ("session"), or beyond ("local").
// A frame of another host, or a browser set so, refuses; nothing is kept then.
(() => {
  "use strict";
  const areaOf = (kind) => (kind === "local" ? window.localStorage : window.sessionStorage);
  const called = (name) => `workbench.${name}`;

  function attempt(work, otherwise) {
    try {
      return work();
    } catch {
      return otherwise;
    }
  }

  const recall = (kind, name) => attempt(() => areaOf(kind).getItem(called(name)), null);

  // Whether it could be kept: a browser has room for a few megabytes.
  const keep = (kind, name, text) =>
    attempt(() => {
      areaOf(kind).setItem(called(name), text);
      return true;
    }, false);

  const forget = (kind, name) => attempt(() => areaOf(kind).removeItem(called(name)));

  Object.assign(window.workbench, { store: { recall, keep, forget } });
})();
