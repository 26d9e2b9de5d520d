// A reader's own answers taken out of the browser as a file, brought back from one, and deleted. Nothing is sent.
const matchAnswers = (() => {
  "use strict";

  const VERSION = 1;
  const ID = /^(sk|eu):[A-Za-z0-9][A-Za-z0-9:.-]{0,98}$/; // as the poll API knows them
  const BALLOT = /^[A-Za-z0-9._~-]{8,128}$/;

  const written = () => JSON.stringify({ version: VERSION, answers: ballots.all() }, null, 1);

  // Offers the file by a link that leads to the browser's own memory.
  const exported = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([written()], { type: "application/json" }));
    link.download = "votewatch-answers.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000); // the browser has opened it by then
  };

  const isAnswer = (one) =>
    [one?.id, one?.ballot].every((text) => typeof text === "string")
    && ID.test(one.id) && BALLOT.test(one.ballot) && (one.choice === "yes" || one.choice === "no");

  // Takes in the answers that are not here yet. Gives { added, kept }, or null for a file that is not one of ours.
  const imported = (text) => {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      return null;
    }
    if (file?.version !== VERSION || !Array.isArray(file.answers) || !file.answers.every(isAnswer)) return null;
    const known = new Set(ballots.all().map(({ id }) => id));
    const fresh = file.answers.filter(({ id }) => !known.has(id));
    const kept = fresh.map(({ id, ballot, choice }) => ballots.remember(id, { ballot, choice }));
    return { added: fresh.length, kept: kept.every(Boolean) };
  };

  const deleted = () => ballots.all().forEach(({ id }) => ballots.remember(id, null));

  return Object.freeze({ exported, imported, deleted });
})();
