-- The tally of one poll, again and again.
function done(summary, latency)
  local refused = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
  io.write(string.format("RESULT %d %d %d %.3f %.3f\n", summary.requests, summary.duration, refused,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
