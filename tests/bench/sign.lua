-- For wrk: every request is the signature of somebody else.
local version = os.getenv("TEXT_VERSION")
local run = os.getenv("RUN")
local count = 0

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"

function request()
  count = count + 1
  return wrk.format(nil, nil, nil, string.format(
    "name=Sarah+Blakely&email=sarah.%s.%d%%40example.org&country=US&postcode=27834&comment=He+is+innocent.&visibility=hidden" ..
    "&consent=updates&text_version=%s&locale=en&partner=&page=https%%3A%%2F%%2Fexample.org%%2F&idempotency_key=%s%032d",
    run, count, version, string.sub("k" .. run .. "xxxxxxx", 1, 8), count))
end
