/// /synchronous tells what the pragma says on the one connection that writes (1 is NORMAL, 2 is FULL).
/// With BENCH_SYNCHRONOUS=FULL that connection waits for the disk at every commit, as ours does.
onBootstrap((e) => {
  e.next();
  if ($os.getenv("BENCH_SYNCHRONOUS") === "FULL") {
    e.app.nonconcurrentDB().newQuery("PRAGMA synchronous = FULL").execute();
  }
});
routerAdd("GET", "/synchronous", (e) => {
  const found = new DynamicModel({ synchronous: -1 });
  e.app.nonconcurrentDB().newQuery("PRAGMA synchronous").one(found);
  return e.json(200, found);
});
