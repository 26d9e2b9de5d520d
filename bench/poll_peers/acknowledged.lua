-- Answers whose acknowledgements are noted: run with one connection a thread, so that a reply belongs to the last request.
-- Arguments: the beginning of the files' names, a seed, milliseconds to wait before each request, reads in percent.
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  notes = io.open(string.format("%s.%d", args[1], number), "w")
  notes:setvbuf("line")
  math.randomseed(tonumber(args[2]) * 1000 + number)
  wait, reads = tonumber(args[3]), tonumber(args[4])
  if wait > 0 then
    -- Spread, so that the threads do not all come at once.
    function delay() return math.random(wait, 2 * wait) end
  end
  sent, kept, busy, other, ballot = 0, 0, 0, 0, nil
  headers = { ["Content-Type"] = "application/json" }
end

function request()
  if math.random(100) <= reads then
    ballot = nil
    return wrk.format("GET", wrk.path)
  end
  ballot = string.format("%08x%08x%08x", math.random(0, 0x7fffffff), math.random(0, 0x7fffffff),
    math.random(0, 0x7fffffff))
  sent = sent + 1
  local choice = math.random(2) == 1 and "yes" or "no"
  return wrk.format("POST", wrk.path, headers, string.format('{"choice":"%s","ballot":"%s"}', choice, ballot))
end

function response(status)
  if status == 503 then
    busy = busy + 1
  elseif status ~= 200 then
    other = other + 1
  elseif ballot then
    notes:write(ballot, "\n")
    kept = kept + 1
  end
  ballot = nil
end

function done(summary, latency)
  local errors, sum = summary.errors, { sent = 0, kept = 0, busy = 0, other = 0 }
  for _, thread in ipairs(threads) do
    for name in pairs(sum) do sum[name] = sum[name] + thread:get(name) end
  end
  io.write(string.format("NOTED %d %d %d %d %d\n", sum.sent, sum.kept, sum.busy, sum.other,
    errors.connect + errors.read + errors.write + errors.timeout))
  io.write(string.format("RESULT %d %d %d %d %.3f %.3f 0 0\n", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000))
end
