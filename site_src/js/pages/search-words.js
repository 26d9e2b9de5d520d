// Words as the search compares them: the same as build/votewatch/facts/searching.py, with the same table.
(() => {
  "use strict";

  const WORD = /[a-z]\d{1,2}-\d+\/\d+|\d+\/\d+|[a-z0-9]+/g;
  const ALONE = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

  const folded = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[łøđßæœı]/g, (letter) => ALONE[letter]);

  const words = (text) => folded(text).match(WORD) ?? [];

  const stem = (given, rules) => {
    if (!/^[a-z]+$/.test(given)) return given;
    let word = Object.hasOwn(rules.whole, given) ? rules.whole[given] : given;
    const room = word.length - rules.shortest;
    let cut = 0;
    for (const ending of rules.endings) {
      if (ending.length > cut && ending.length <= room && word.endsWith(ending)) cut = ending.length;
    }
    word = word.slice(0, word.length - cut);
    for (const [end, turned] of rules.turns) {
      if (word.endsWith(end) && word.length - end.length + turned.length >= rules.shortest) {
        word = word.slice(0, word.length - end.length) + turned;
      }
    }
    return word.replace(/([a-z])\1+/g, "$1").replaceAll("y", "i");
  };

  globalThis.searchWords = { words, stem };
})();
