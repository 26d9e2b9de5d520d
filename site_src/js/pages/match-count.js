// How a reader's answers are compared with rows of votes: nothing but arithmetic.
const matchCount = (() => {
  "use strict";

  // "F3A." is "FFFA.".
  const unpacked = (row) => row.replace(/(\D)(\d+)/g, (_, letter, count) => letter.repeat(Number(count)));

  // What a vote is beside an answer: "same", "otherwise" or "neither". In the National Council an abstention has the
  // effect of a vote against, and a reader's no means "I would not have supported it"; in the European Parliament an
  // abstention counts for neither side. Whoever took no position is not compared.
  const beside = (letter, isYes, parliament) => {
    if (letter === "B") return parliament === "eu" ? "neither" : isYes ? "otherwise" : "same";
    if (letter !== "F" && letter !== "A") return "neither";
    return (letter === "F") === isYes ? "same" : "otherwise";
  };

  // `answers` are [{ place, yes }] by the place of the question. Gives { same, shared, votes }, votes being
  // [{ place, yes, letter, how }] without those who were not there to vote.
  const compared = (packed, answers, parliament) => {
    const letters = unpacked(packed);
    const votes = answers
      .map(({ place, yes }) => ({ place, yes, letter: letters[place], how: beside(letters[place], yes, parliament) }))
      .filter(({ letter }) => letter !== ".");
    const count = (how) => votes.filter((vote) => vote.how === how).length;
    return { same: count("same"), shared: count("same") + count("otherwise"), votes };
  };

  // Rows with `floor` shared answers by their share, then the others; equal ones by the place of their `surname`, or
  // where they have none by name.
  const ordered = (rows, floor, lang) => {
    const byName = new Intl.Collator(lang).compare;
    const enough = ({ shared }) => shared >= floor;
    return [...rows].sort((a, b) =>
      enough(b) - enough(a)
      || (enough(a) ? b.same * a.shared - a.same * b.shared : 0)
      || (a.surname ?? 0) - (b.surname ?? 0)
      || byName(a.name, b.name));
  };

  // Whole percent, half up.
  const percent = ({ same, shared }) => Math.floor((200 * same + shared) / (2 * shared));

  return Object.freeze({ compared, ordered, percent });
})();
