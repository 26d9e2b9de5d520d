// The states of a question: the form, the tally that takes its place, and what is said when the answers are out of
// reach. Without this script the form works by itself; every word comes from the page's own template.
(() => {
  "use strict";

  const today = () => new Date().toLocaleDateString("sv", { timeZone: "Europe/Bratislava" }); // "2026-11-23"

  const start = (box) => {
    const { id, lang, opened, closes, decision, least } = box.dataset;
    const find = (selector) => box.querySelector(selector);
    const words = find("template");
    const say = (key, values) =>
      words.getAttribute(`data-${key}`).replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const number = (n) => tally.number(n, lang);
    const plural = new Intl.PluralRules(lang);

    const form = find("form");
    const address = form.getAttribute("action");
    const [choices, status, until] = [".question__choices", ".question__status", ".question__window"].map(find);
    const parts = words.content.cloneNode(true);
    const [result, problem] = [".tally", ".question__problem"].map((part) => parts.querySelector(part));
    const button = Object.fromEntries([...parts.querySelectorAll("[data-do]")].map((each) => [each.dataset.do, each]));
    const slot = Object.fromEntries([...result.querySelectorAll("[data-slot]")].map((each) => [each.dataset.slot, each]));
    const [house, readers] = result.querySelectorAll("[data-bar]");

    let own; // { ballot, choice }
    let kept = true; // whether the browser will remember it
    let open = true;
    let busy = false;
    let again; // what "try again" does

    house.append(tally.bar(["for", "against", "abstained", "not-voting"].map((name) =>
      [name, Number(house.getAttribute(`data-${name}`))])));
    find(".question__show").replaceWith(button.show, button.keep);
    form.after(result);

    const reveal = (view) => {
      const asking = view === "form";
      choices.hidden = !(asking && open);
      result.hidden = asking;
      button.show.hidden = !(asking && !own.choice && opened <= today());
      button.keep.hidden = !(asking && own.choice);
      button.change.hidden = button.withdraw.hidden = !(open && own.choice);
      button.answer.hidden = !open || Boolean(own.choice);
    };

    const ask = () => {
      reveal("form");
      status.textContent = own.choice ? say(`own-${own.choice}`) : "";
      choices.querySelector("button").focus();
    };

    const close = (why) => {
      open = false;
      until.textContent = say(why);
    };

    // Without counts only what needs no server: one's own answer and parliament's.
    const paint = (counts) => {
      const passed = decision === "passed";
      slot.own.textContent = say(`own-${own.choice ?? "none"}`);
      slot.compared.textContent = own.choice ? say((own.choice === "yes") === passed ? "same" : "otherwise") : "";
      slot.unsaved.hidden = kept || !own.choice;
      readers.parentNode.hidden = !counts;
      if (!counts) return;
      if (!counts.open && open) close("closed");
      const few = counts.n < Number(least);
      const limits = { n: number(counts.n), least: number(Number(least)) };
      slot.answers.textContent = say(few ? "few-answers" : `answers-${plural.select(counts.n)}`, limits);
      readers.replaceChildren(tally.bar(few ? [] : [["for", counts.yes], ["against", counts.no]]));
      slot.split.hidden = few;
      if (!few) {
        const [yes, no] = tally.split(counts, lang);
        slot.yes.textContent = say("part-yes", { n: yes });
        slot.no.textContent = say("part-no", { n: no });
      }
      slot.verdict.textContent = few ? say("few-why", limits) : say(tally.verdict(counts, passed));
    };

    const show = (counts, focus = true) => {
      paint(counts);
      reveal("tally");
      if (focus) result.focus();
    };

    // Do `work`, then what `done` makes of the counts; where it fails say so, and let it be tried again.
    const attempt = async (doing, work, done, failure) => {
      if (busy) return;
      busy = true;
      const retried = problem.contains(document.activeElement);
      status.textContent = say(doing);
      try {
        const counts = await work();
        status.textContent = "";
        problem.remove();
        done(counts);
      } catch (error) {
        if (!error.code) throw error;
        const over = error.code === "closed" || error.code === "not-yet";
        if (over) close(error.code);
        const wait = error.wait ? ` ${say("wait", { n: number(error.wait) })}` : "";
        status.textContent = "";
        problem.firstElementChild.textContent = `${failure} ${say(error.code)}${wait}`;
        button.retry.hidden = over;
        again = () => attempt(doing, work, done, failure);
        status.after(problem);
        reveal(result.hidden ? "form" : "tally");
        if (retried) button.retry.focus();
      } finally {
        busy = false;
      }
    };

    const answer = (choice) => {
      ballots.remember(id, own); // before it is sent: were the reply lost, the same ballot would be sent again
      const recorded = (counts) => {
        if (own.choice && own.choice !== choice) status.textContent = say("changed");
        own = { ballot: own.ballot, choice };
        kept = ballots.remember(id, own);
        show(counts);
      };
      const work = () => tally.answer(address, own.ballot, choice);
      return attempt("sending", work, recorded, say("not-recorded", { choice: say(choice) }));
    };

    const withdraw = () => {
      const withdrawn = () => {
        ballots.forget(id);
        own = ballots.recall(id);
        ask();
        status.textContent = say("withdrawn");
      };
      return attempt("sending", () => tally.withdraw(address, own.ballot), withdrawn, say("not-withdrawn"));
    };

    const look = (focus) =>
      attempt("loading", () => tally.read(address), (counts) => show(counts, focus), say("not-loaded"));

    const begin = () => {
      own = ballots.recall(id);
      open = true;
      if (today() < opened) close("not-yet");
      if (closes && today() > closes) close("closed");
      reveal("form");
      if (own.choice) show(null, false);
      if (own.choice || (!open && opened <= today())) look(false);
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(event.submitter.value);
    });
    button.show.addEventListener("click", () => look(true));
    button.keep.addEventListener("click", () => { status.textContent = ""; reveal("tally"); result.focus(); });
    button.change.addEventListener("click", ask);
    button.answer.addEventListener("click", ask);
    button.withdraw.addEventListener("click", withdraw);
    button.retry.addEventListener("click", () => again());
    // Coming back by the browser's own button: the answer may have changed on the page in the other language.
    addEventListener("pageshow", (event) => event.persisted && begin());
    begin();
  };

  document.querySelectorAll(".question").forEach(start);
})();
