-- GET with an access cookie, another one at each request: BENCH_COOKIES names a file, a token a line.
dofile(os.getenv("BENCH_WRK") .. "/figures.lua")

local requests = {}
local next = 0
function init(args)
  for token in io.lines(os.getenv("BENCH_COOKIES")) do
    requests[#requests + 1] = wrk.format("GET", nil, { ["Cookie"] = "gatehouse-access=" .. token })
  end
end

function request()
  next = next % #requests + 1
  return requests[next]
end
