-- A new answer with a ballot of its own in every request.
local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end
function init(args)
  kind, counter = args[1], 0
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
end
function request()
  counter = counter + 1
  local ballot = string.format("ballot%02d%010d", number, counter)
  local yes = counter % 2 == 0
  if kind:sub(1, 10) == "pocketbase" then
    wrk.body = string.format('{"poll":"poll-of-the-bench","ballot":"%s","yes":%s}', ballot, tostring(yes))
  else
    wrk.body = string.format('{"choice":"%s","ballot":"%s"}', yes and "yes" or "no", ballot)
  end
  return wrk.format()
end
function done(summary, latency)
  local refused = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
  io.write(string.format("RESULT %d %d %d %.3f %.3f\n", summary.requests, summary.duration, refused,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
