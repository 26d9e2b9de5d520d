/// One row for each poll and ballot, which anybody may write, and the tally as a view.
migrate((app) => {
  app.save(new Collection({
    type: "base", name: "answers", createRule: "", listRule: null, viewRule: null,
    fields: [
      { type: "text", name: "poll", required: true },
      { type: "text", name: "ballot", required: true },
      { type: "bool", name: "yes" },
    ],
    indexes: ["CREATE UNIQUE INDEX answers_once ON answers (poll, ballot)"],
  }));
  app.save(new Collection({
    type: "view", name: "tallies", listRule: "", viewRule: "",
    viewQuery: "SELECT poll AS id, SUM(yes) AS yes, COUNT(*) AS n FROM answers GROUP BY poll",
  }));
  // Its own log of requests off, and no limits: the others write none and have theirs raised.
  const settings = app.settings();
  settings.logs.maxDays = 0;
  settings.rateLimits.enabled = false;
  app.save(settings);
});
