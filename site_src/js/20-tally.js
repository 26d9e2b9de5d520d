// The counts of one question: how they are asked for, and what may be said about them.
const tally = (() => {
  "use strict";

  const PATIENCE = 15_000; // milliseconds

  const CODES = { 409: "not-yet", 410: "closed", 429: "too-many" };

  // `code` is one of CODES, "unreachable" or "refused"; `wait` is in seconds, 0 when unknown.
  const failure = (code, wait = 0) => Object.assign(new Error(code), { code, wait });

  // Gives { open, yes, no, n, flagged } or throws a failure.
  const request = async (method, address, said) => {
    const response = await fetch(address, {
      method,
      body: said && JSON.stringify(said),
      headers: said && { "Content-Type": "application/json" },
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout?.(PATIENCE),
    }).catch(() => {
      throw failure("unreachable");
    });
    const { status, headers } = response;
    if (!response.ok) {
      const code = CODES[status] ?? (status >= 500 ? "unreachable" : "refused");
      throw failure(code, Number(headers.get("Retry-After")) || 0);
    }
    const { open, yes, no, flagged } = await response.json().catch(() => ({}));
    if (!Number.isInteger(yes) || !Number.isInteger(no)) throw failure("unreachable"); // it was not the API
    return { open, yes, no, n: yes + no, flagged: flagged === true };
  };

  const read = (address) => request("GET", address);
  const answer = (address, ballot, choice) => request("POST", address, { choice, ballot });
  const withdraw = (address, ballot) => request("DELETE", address, { ballot });

  // "agree", "gap" or "even": where the answers point, beside what parliament decided; "flagged" where none is given.
  // A lead of fewer percentage points than `lead` is called even.
  const verdict = ({ yes, no, n, flagged }, passed, lead) => {
    if (flagged) return "flagged";
    if (Math.abs(yes - no) * 100 < lead * n) return "even";
    return yes > no === passed ? "agree" : "gap";
  };

  // Four digits stay together, as everywhere on the page.
  const number = (count, lang) => count.toLocaleString(lang, { useGrouping: count >= 10_000 });

  // [yes, no] in words, with percentages from `from` answers on; the two add up to 100.
  const split = ({ yes, no, n }, lang, from) => {
    const percent = Math.round((100 * yes) / n);
    return [[yes, percent], [no, 100 - percent]].map(([part, share]) =>
      n < from
        ? number(part, lang)
        : `${number(part, lang)} (${(share / 100).toLocaleString(lang, { style: "percent" })})`);
  };

  const draw = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  // A bar like the others on the page, of { for: 90, against: 7, … }; without counts an empty frame.
  const bar = (counts) => {
    const whole = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const size = { viewBox: `0 0 ${whole || 1} 36`, preserveAspectRatio: "none" };
    const svg = draw("svg", { class: whole ? "bar" : "bar bar--empty", "aria-hidden": "true", ...size });
    let x = 0;
    for (const [name, width] of Object.entries(counts)) {
      if (width) svg.append(draw("rect", { class: `bar__part bar__part--${name}`, x, width, height: 36 }));
      x += width;
    }
    return svg;
  };

  return Object.freeze({ read, answer, withdraw, verdict, number, split, bar });
})();
