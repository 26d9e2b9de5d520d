/// The one connection that writes waits for the disk at every commit, as ours does; /synchronous tells (2 is FULL).
onBootstrap((e) => {
  e.next();
  e.app.nonconcurrentDB().newQuery("PRAGMA synchronous = FULL").execute();
});
routerAdd("GET", "/synchronous", (e) => {
  const found = new DynamicModel({ synchronous: 0 });
  e.app.nonconcurrentDB().newQuery("PRAGMA synchronous").one(found);
  return e.json(200, found);
});
