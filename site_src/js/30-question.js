// The states of the question: the form, the tally that takes its place, and what is said when the answers are out of
// reach. Without this script the form works by itself; every word comes from the page's own template.
(() => {
  "use strict";

  const box = document.querySelector(".question");
  if (!box) return;
  const { id, lang, opened, closes, doubt } = box.dataset;
  const [least, lead, from] = ["least", "lead", "percentagesFrom"].map((name) => Number(box.dataset[name]));
  const passed = box.dataset.decision === "passed";
  const form = box.querySelector("form");
  const address = form.getAttribute("action");
  const template = box.querySelector("template");
  const plural = new Intl.PluralRules(lang);
  const number = (n) => tally.number(n, lang);
  const say = (key, values) =>
    template.getAttribute(`data-${key}`).replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // Everything that changes, by its data-part.
  const part = {};
  for (const place of [box, template.content.cloneNode(true)]) {
    for (const each of place.querySelectorAll("[data-part]")) part[each.dataset.part] = each;
  }
  part.parliament.append(tally.bar(JSON.parse(part.parliament.dataset.counts)));
  part.link.replaceWith(part.show, part.keep);
  part.status.after(part.tally);

  let own; // { ballot, choice }
  let kept = true; // whether the browser will remember it
  let open; // whether it can be answered
  let busy = false;
  let again; // what "try again" does

  const today = () => new Date().toLocaleDateString("sv", { timeZone: "Europe/Bratislava" }); // "2026-11-23"

  const reveal = (asking) => {
    const answered = own.choice !== null;
    part.choices.hidden = !asking || !open;
    part.tally.hidden = asking;
    part.show.hidden = !asking || answered || today() < opened;
    part.keep.hidden = !asking || !answered;
    part.change.hidden = part.withdraw.hidden = !open || !answered;
    part.answer.hidden = !open || answered;
  };

  const ask = (news = "") => {
    reveal(true);
    part.status.textContent = news;
    part.choices.querySelector("button").focus();
  };

  const shut = (why) => {
    open = false;
    part.window.textContent = say(why);
  };

  const countReaders = (counts) => {
    const few = counts.n < least;
    const values = { n: number(counts.n), least: number(least) };
    const [yes, no] = few ? ["", ""] : tally.split(counts, lang, from);
    part.answers.textContent = say(few ? "few-answers" : `answers-${plural.select(counts.n)}`, values);
    part.bar.replaceChildren(tally.bar(few ? {} : { for: counts.yes, against: counts.no }));
    part.split.hidden = few;
    part.yes.textContent = say("part-yes", { n: yes });
    part.no.textContent = say("part-no", { n: no });
    part.verdict.textContent = doubt ?? say(few ? "few-why" : tally.verdict(counts, passed, lead), values);
  };

  // Without counts it shows what needs no server: one's own answer and parliament's.
  const show = (counts, focus) => {
    const { choice } = own;
    if (counts && !counts.open && open) shut("closed");
    part.own.textContent = say(`own-${choice ?? "none"}`);
    part.compared.textContent = choice ? say((choice === "yes") === passed ? "same" : "otherwise") : "";
    part.unsaved.hidden = kept || !choice;
    part.readers.hidden = !counts;
    if (counts) countReaders(counts);
    reveal(false);
    if (focus) part.tally.focus();
  };

  // Do `work`, then `done` with the counts. Where it fails say `sorry` and why, and let it be tried again.
  const attempt = async (doing, work, done, sorry) => {
    if (busy) return;
    busy = true;
    part.status.textContent = say(doing);
    try {
      const counts = await work();
      part.status.textContent = "";
      part.problem.remove();
      done(counts);
    } catch (error) {
      if (!error.code) throw error;
      const retried = document.activeElement === part.retry;
      part.status.textContent = "";
      part.message.textContent =
        `${sorry} ${say(error.code)} ${error.wait ? say("wait", { n: number(error.wait) }) : ""}`;
      part.retry.hidden = error.code === "closed" || error.code === "not-yet";
      if (part.retry.hidden) shut(error.code);
      again = () => attempt(doing, work, done, sorry);
      part.tally.after(part.problem);
      reveal(part.tally.hidden);
      if (retried) part.retry.focus();
    } finally {
      busy = false;
    }
  };

  const answer = (choice) => {
    ballots.remember(id, own); // before it is sent: were the reply lost, the same ballot would be sent again
    const recorded = (counts) => {
      if (own.choice && own.choice !== choice) part.status.textContent = say("changed");
      own = { ballot: own.ballot, choice };
      kept = ballots.remember(id, own);
      show(counts, true);
    };
    const sorry = say("not-recorded", { choice: say(choice) });
    attempt("sending", () => tally.answer(address, own.ballot, choice), recorded, sorry);
  };

  const withdraw = () => {
    const withdrawn = () => {
      ballots.remember(id, null);
      own = ballots.recall(id);
      ask(say("withdrawn"));
    };
    attempt("sending", () => tally.withdraw(address, own.ballot), withdrawn, say("not-withdrawn"));
  };

  const look = (focus) =>
    attempt("loading", () => tally.read(address), (counts) => show(counts, focus), say("not-loaded"));

  const keep = () => {
    part.status.textContent = "";
    reveal(false);
    part.tally.focus();
  };

  const begin = () => {
    own = ballots.recall(id);
    open = true;
    if (today() < opened) shut("not-yet");
    if (closes && today() > closes) shut("closed");
    if (own.choice) show(null);
    else reveal(true);
    if (own.choice || (!open && today() >= opened)) look(false);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(event.submitter.value);
  });
  const clicks = {
    show: () => look(true), answer: () => ask(), change: () => ask(say(`own-${own.choice}`)),
    keep, withdraw, retry: () => again(),
  };
  for (const [name, act] of Object.entries(clicks)) part[name].addEventListener("click", act);
  // Back by the browser's own button: the answer may have changed on the page in the other language.
  addEventListener("pageshow", (event) => event.persisted && begin());
  begin();
})();
