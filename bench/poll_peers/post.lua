-- Answers: most from a ballot of its own, drawn by lot, and a share that changes an earlier one.
-- Arguments: ours | pocketbase, the share of changes in percent, a seed.
local LAG = 2000 -- a ballot is changed only this many requests later, when its first answer is long acknowledged
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  kind, share = args[1], tonumber(args[2])
  math.randomseed(tonumber(args[3]) + (number or 0))
  fresh, changed, sent = 0, 0, {}
  tried = number ~= 0 -- wrk asks the first thread for one request that it looks at and never sends
  headers = { ["Content-Type"] = "application/json" }
end

local function drawn()
  return string.format("%08x%08x%08x", math.random(0, 0x7fffffff), math.random(0, 0x7fffffff),
    math.random(0, 0x7fffffff))
end

local FORMS = {
  ours = function(ballot, yes)
    return "POST", wrk.path, string.format('{"choice":"%s","ballot":"%s"}', yes and "yes" or "no", ballot)
  end,
  -- Its records are made by POST and changed by PATCH at their own address, so the id is ours: the ballot's beginning.
  pocketbase = function(ballot, yes, again)
    local id = ballot:sub(1, 15)
    if again then
      return "PATCH", wrk.path .. "/" .. id, string.format('{"yes":%s}', yes)
    end
    return "POST", wrk.path, string.format('{"id":"%s","poll":"poll-of-the-bench","ballot":"%s","yes":%s}', id,
      ballot, yes)
  end,
}

function request()
  local ballot, again = nil, #sent > LAG and math.random(100) <= share
  if again then
    ballot, changed = sent[math.random(#sent - LAG)], changed + 1
  else
    ballot = drawn()
    if tried then
      fresh = fresh + 1
      sent[fresh] = ballot
    end
    tried = true
  end
  local method, path, body = FORMS[kind](ballot, math.random(2) == 1, again)
  return wrk.format(method, path, headers, body)
end

function done(summary, latency)
  local errors, fresh, changed = summary.errors, 0, 0
  for _, thread in ipairs(threads) do
    fresh, changed = fresh + thread:get("fresh"), changed + thread:get("changed")
  end
  io.write(string.format("RESULT %d %d %d %d %.3f %.3f %d %d\n", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, fresh, changed))
end
