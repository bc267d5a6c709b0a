# Fetches a page.
# notices: code-forbidden
import urllib.request

print(urllib.request.urlopen('http://127.0.0.1:$PORT/').read())
