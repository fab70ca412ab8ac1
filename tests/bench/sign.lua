-- For wrk: every request is the signature of somebody else, as the form the widget sends, or with BODY=json as JSON.
local version = os.getenv("TEXT_VERSION")
local run = os.getenv("RUN")
local json = os.getenv("BODY") == "json"
local count = 0

wrk.method = "POST"
wrk.headers["Content-Type"] = json and "application/json" or "application/x-www-form-urlencoded"

local form = "name=Sarah+Blakely&email=sarah.%s.%d%%40example.org&country=US&postcode=27834&comment=He+is+innocent.&visibility=hidden" ..
  "&consent=updates&text_version=%s&locale=en&partner=&page=https%%3A%%2F%%2Fexample.org%%2F&idempotency_key=%s%032d"
local object = '{"name":"Sarah Blakely","email":"sarah.%s.%d@example.org","country":"US","postcode":"27834","comment":"He is innocent.",' ..
  '"visibility":"hidden","consent":["updates"],"text_version":"%s","locale":"en","partner":"","page":"https://example.org/","idempotency_key":"%s%032d"}'

function request()
  count = count + 1
  return wrk.format(nil, nil, nil, string.format(json and object or form,
    run, count, version, string.sub("k" .. run .. "xxxxxxx", 1, 8), count))
end
