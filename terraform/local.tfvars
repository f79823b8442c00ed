# The local X-Ray of npm start.
local_xray_url = "http://localhost:2001"
