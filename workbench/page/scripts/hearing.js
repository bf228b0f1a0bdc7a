// Gradio 6.31 asks for work (`queue/join`), is answered with its number, and hears what comes of all
// work by one stream (`queue/data`), which the server ends once nothing is under way. Where a number
// outruns the end of the stream, gradio takes that for open, opens no other, and never hears of the
// work. So it is given a number once a stream has told of that work, or none is open.
(() => {
  "use strict";
  const MOST = 1000; // numbers that are kept
  const LONGEST_MS = 3_000; // should a stream never tell of it, gradio goes on as it would
  const fetched = window.fetch;
  const told = new Set();
  const waiting = [];
  let streams = 0;

  // Gradio hears it first.
  const news = () => setTimeout(() => waiting.splice(0).forEach((again) => again()));

  async function heard(number) {
    const ends = Date.now() + LONGEST_MS;
    while (streams && !told.has(number) && Date.now() < ends) {
      await new Promise((again) => waiting.push(again) && setTimeout(again, LONGEST_MS));
    }
  }

  function tells(message) {
    told.add(/"event_id":"(\w+)"/.exec(message)?.[1]);
    if (told.size > MOST) told.delete(told.values().next().value);
  }

  async function follow(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const messages = (rest + value).split("\n\n");
      rest = messages.pop();
      messages.forEach(tells);
      news();
    }
  }

  function ended() {
    streams -= 1;
    news();
  }

  async function stream(asked) {
    streams += 1;
    try {
      const answer = await fetched(...asked);
      const [body, copy] = answer.body.tee();
      // A stream that breaks off is gradio's to deal with.
      follow(copy).catch(() => {}).finally(ended);
      return new Response(body, answer);
    } catch (error) {
      ended();
      throw error;
    }
  }

  window.fetch = async (...asked) => {
    const { pathname } = new URL(asked[0].url ?? asked[0], window.location.href);
    if (pathname.endsWith("/queue/data")) return stream(asked);
    const answer = await fetched(...asked);
    if (pathname.endsWith("/queue/join") && answer.ok) {
      await heard((await answer.clone().json()).event_id);
    }
    return answer;
  };
})();
