// What this browser knows of its own answers: for each question a random ballot, the same at every change of mind,
// and the choice. It stays here; only the ballot and the choice go to that one question's address.
const ballots = (() => {
  "use strict";

  const visit = new Map(); // for browsers that refuse to store anything
  const key = (id) => `answer ${id}`;

  // 128 random bits in base64url.
  const token = () =>
    btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

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

  // False when the browser will have forgotten it at the next page.
  const remember = (id, answer) => {
    try {
      localStorage.setItem(key(id), JSON.stringify(answer));
      visit.delete(id);
      return true;
    } catch {
      visit.set(id, answer);
      return false;
    }
  };

  const forget = (id) => {
    visit.delete(id);
    try {
      localStorage.removeItem(key(id));
    } catch {
      // What could not be stored need not be removed.
    }
  };

  return Object.freeze({ recall, remember, forget });
})();
