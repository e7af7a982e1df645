-- GET with the access token of BENCH_TOKEN, if set; BENCH_DELAY: milliseconds between two requests.
dofile(os.getenv("BENCH_WRK") .. "/figures.lua")

local token = os.getenv("BENCH_TOKEN") or ""
if token ~= "" then
  wrk.headers["Authorization"] = "Bearer " .. token
end

local pause = tonumber(os.getenv("BENCH_DELAY") or "")
if pause then
  function delay() return pause end
end
