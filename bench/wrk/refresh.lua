-- Follows one session's chain of refresh tokens per thread; BENCH_CHAINS: a file, a token a line.
-- Connections of one wrk thread share its Lua state, so this needs as many threads as connections.
dofile(os.getenv("BENCH_WRK") .. "/figures.lua")

local count = 0
function setup(thread)
  count = count + 1
  thread:set("number", count)
end

local token
function init(args)
  local line = 0
  for text in io.lines(os.getenv("BENCH_CHAINS")) do
    line = line + 1
    if line == number then token = text end
  end
end

local headers = { ["Content-Type"] = "application/json" }
function request()
  return wrk.format("POST", nil, headers, '{"refreshToken":"' .. token .. '"}')
end

function response(status, headers, body)
  if status == 200 then
    -- No successor in a success: every further request must show as a failure.
    token = body:match('"refreshToken"%s*:%s*"([^"]+)"') or "none"
  end
end
