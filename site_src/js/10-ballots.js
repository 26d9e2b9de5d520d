// What this browser knows of its own answers: for each question a random ballot, the same at every change of mind,
// and the choice. Nothing else is kept, and it is sent to that one question's address only.
const ballots = (() => {
  "use strict";

  const visit = new Map(); // for browsers that refuse to store anything
  const key = (id) => `answer ${id}`;

  // 128 random bits in base64url.
  const token = () => {
    const bits = crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode(...bits)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };

  const stored = (id) => {
    try {
      const kept = JSON.parse(localStorage.getItem(key(id)));
      return typeof kept?.ballot === "string" ? kept : null;
    } catch {
      return null; // blocked, or not written by us
    }
  };

  // { ballot, choice }; choice is "yes", "no" or null. A ballot that was never used is as good as any.
  const recall = (id) => visit.get(id) ?? stored(id) ?? { ballot: token(), choice: null };

  // Null forgets. False when the browser will have forgotten it at the next page.
  const remember = (id, own) => {
    visit.delete(id);
    try {
      if (own) localStorage.setItem(key(id), JSON.stringify(own));
      else localStorage.removeItem(key(id));
      return true;
    } catch {
      visit.set(id, own);
      return false;
    }
  };

  // Every answer that was given here: [{ id, choice, ballot }], in order of their ids.
  const all = () => {
    const ids = new Set(visit.keys());
    try {
      for (let place = 0; place < localStorage.length; place += 1) {
        const name = localStorage.key(place);
        if (name.startsWith(key(""))) ids.add(name.slice(key("").length));
      }
    } catch {
      // blocked: then only this page's own are known
    }
    return [...ids].sort().map((id) => ({ id, ...(visit.get(id) ?? stored(id)) }))
      .filter(({ choice }) => choice === "yes" || choice === "no");
  };

  return Object.freeze({ recall, remember, all });
})();
