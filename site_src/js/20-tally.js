// The counts of one question: how they are asked for, and what may be said about them.
const tally = (() => {
  "use strict";

  const PATIENCE = 15_000; // milliseconds
  const LEAD = 10; // percentage points; a smaller lead is called even
  const PERCENTAGES_FROM = 100; // answers; below that a percentage would say more than it knows

  // What went wrong: "unreachable", "too-many", "closed", "not-yet" or "refused". `wait` is in seconds, 0 when unknown.
  class Refused extends Error {
    constructor(code, wait = 0) {
      super(code);
      this.code = code;
      this.wait = wait;
    }
  }

  const CODES = { 409: "not-yet", 410: "closed", 429: "too-many" };

  const request = async (method, address, body) => {
    const options = { method, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE) };
    if (body) {
      options.headers = { "Content-Type": "application/json" };
      options.body = JSON.stringify(body);
    }
    const response = await fetch(address, options).catch(() => {
      throw new Refused("unreachable"); // no connection, or too slow
    });
    if (!response.ok) {
      const code = CODES[response.status] ?? (response.status >= 500 ? "unreachable" : "refused");
      throw new Refused(code, Number(response.headers.get("Retry-After")) || 0);
    }
    const counts = await response.json().catch(() => ({}));
    if (![counts.yes, counts.no].every(Number.isInteger)) throw new Refused("unreachable"); // not the API that answered
    return { open: counts.open, yes: counts.yes, no: counts.no, n: counts.yes + counts.no };
  };

  // Each gives { open, yes, no, n } or throws Refused.
  const read = (address) => request("GET", address);
  const answer = (address, ballot, choice) => request("POST", address, { choice, ballot });
  const withdraw = (address, ballot) => request("DELETE", address, { ballot });

  // "agree", "gap" or "even": where the answers point, beside what parliament decided.
  const verdict = ({ yes, no, n }, passed) => {
    if (Math.abs(yes - no) * 100 < LEAD * n) return "even";
    return yes > no === passed ? "agree" : "gap";
  };

  // Four digits stay together, as everywhere on the page.
  const number = (count, lang) => count.toLocaleString(lang, { useGrouping: count >= 10_000 });

  // [yes, no] in words; the two percentages add up to 100.
  const split = ({ yes, no, n }, lang) => {
    if (n < PERCENTAGES_FROM) return [number(yes, lang), number(no, lang)];
    const percent = Math.round((100 * yes) / n);
    const share = (part) => (part / 100).toLocaleString(lang, { style: "percent" });
    return [`${number(yes, lang)} (${share(percent)})`, `${number(no, lang)} (${share(100 - percent)})`];
  };

  // A bar like the others on the page. `parts` are [name, count]; without any it is an empty frame.
  const bar = (parts) => {
    const HEIGHT = 36;
    const draw = (name, attributes) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      return element;
    };
    const shown = parts.filter(([, count]) => count > 0);
    const whole = shown.reduce((sum, [, count]) => sum + count, 0);
    const svg = draw("svg", {
      class: whole ? "bar" : "bar bar--empty", viewBox: `0 0 ${whole || 1} ${HEIGHT}`,
      preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false",
    });
    let x = 0;
    for (const [name, width] of shown) {
      svg.append(draw("rect", { class: `bar__part bar__part--${name}`, x, width, height: HEIGHT }));
      x += width;
    }
    return svg;
  };

  return Object.freeze({ read, answer, withdraw, verdict, number, split, bar });
})();
