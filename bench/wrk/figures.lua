-- The last line of every run, for bench/lib/load.sh: requests, seconds, failures, p50, p99, max in ms.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("FIGURES %d %.3f %d %.3f %.3f %.3f\n",
    summary.requests, summary.duration / 1e6,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
