"""The web application: a library in the browser, on this machine.

settings     where the library is, who may ask, how much may be given
guard        what is refused before any page is made, and the headers of every answer
session      the cookie of a browser and the tokens of its forms
libraries    the library, opened for one request
jobs         articles being added, each time in a process of its own (worker)
pages, forms, importing, api
             what is answered: pages to read, forms that change something, additions, the HTTP API
application  all of it together
server       the application on a socket
"""
