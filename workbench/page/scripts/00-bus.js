// What the other scripts build on: orders to the server, what is said, what changed on the page.
// `workbench.send(order)` asks for a decision and promises the fault, "" where there is none.
window.workbench = (() => {
  "use strict";
  const texts = {};
  const waiting = [];
  const watchers = [];
  const atStart = [];
  const LONGEST_MS = 30_000; // an answer that never came must not hold up what is asked next
  let trigger = null;
  let underWay = null;

  // One at a time: gradio answers several in any order, and drops what comes while it waits.
  const send = (order, name = "order") =>
    new Promise((resolve) => {
      waiting.push({ order, name, resolve });
      next();
    });

  function next() {
    if (!trigger || underWay || !waiting.length) return;
    underWay = waiting.shift();
    underWay.timer = setTimeout(() => finish(texts.NO_ANSWER), LONGEST_MS);
    if (underWay.name === "order") said().hidden = true;
    trigger(underWay.name, underWay.order);
  }

  // Called by the page when an order was dealt with (wiring/listening.py).
  function answered() {
    const fault = () => document.querySelector("#wb-answer .wb-bad:not(#wb-said)");
    // The answer is on its way into the page while this is called.
    setTimeout(() => finish(fault()?.textContent ?? ""));
  }

  function finish(fault) {
    if (!underWay) return;
    const { resolve, timer } = underWay;
    clearTimeout(timer);
    underWay = null;
    if (fault === texts.NO_ANSWER) say(fault, { bad: true });
    resolve(fault);
    next();
  }

  // The page is there.
  function connect(given) {
    const first = !trigger;
    trigger = given;
    if (first) setTimeout(() => atStart.splice(0).forEach((work) => work()));
    next();
  }

  const onConnect = (work) => atStart.push(work);

  const asksAlready = (order) => {
    const same = JSON.stringify(order);
    return [underWay, ...waiting].some((one) => one && JSON.stringify(one.order) === same);
  };

  // Our own line beside the server's answers, read out like them.
  function said() {
    const line = document.getElementById("wb-said") ?? document.createElement("p");
    if (!line.id) Object.assign(line, { id: "wb-said", className: "wb-answer", role: "status" });
    if (!line.isConnected) document.getElementById("wb-answer")?.append(line);
    return line;
  }

  function say(text, { bad = false } = {}) {
    const line = said();
    line.hidden = false;
    line.classList.toggle("wb-bad", bad);
    line.textContent = "";
    // A line that was just filled again is read out again, also with the same words.
    setTimeout(() => (line.textContent = text));
  }

  // `{name}` in a text, filled in.
  const fill = (text, values) =>
    text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

  // Calls `watcher` when something in one of these places was drawn anew.
  const onChange = (places, watcher) => watchers.push([places, watcher]);

  const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

  // Gradio may replace any part of the page, so the document is watched, not its parts.
  new MutationObserver((records) => {
    const parts = new Set(records.map((record) => elementOf(record.target)));
    for (const [places, watcher] of watchers) {
      if ([...parts].some((part) => part?.closest(places))) watcher();
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });

  return {
    // Given once, after all scripts have read where they stand.
    get texts() {
      return texts;
    },
    set texts(given) {
      Object.assign(texts, given);
    },
    ...{ send, answered, connect, asksAlready, say, fill, onChange, onConnect },
  };
})();
