/// One row for each poll and ballot, which anybody may write and change; the tally as a view that counts the rows.
migrate((app) => {
  app.save(new Collection({
    type: "base", name: "answers", createRule: "", updateRule: "", listRule: null, viewRule: "",
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
  /// A stored record with counts in it, which nobody keeps up to date: how fast reading could be at best.
  app.save(new Collection({
    type: "base", name: "stored", viewRule: "",
    fields: [{ type: "number", name: "yes" }, { type: "number", name: "n" }],
  }));
  app.save(new Record(app.findCollectionByNameOrId("stored"), { id: "pollofthebench1", yes: 1, n: 2 }));
  // Its own log of requests off, and no limits: the others write none and have theirs raised.
  const settings = app.settings();
  settings.logs.maxDays = 0;
  settings.rateLimits.enabled = false;
  app.save(settings);
});
