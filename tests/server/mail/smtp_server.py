"""A real SMTP server for the tests, on a free port of 127.0.0.1.

Prints the port, then every mail it takes as one line of JSON. Ends when its standard input does.

  --port NUMBER                   listen there instead
  --certificate FILE --key FILE   offer STARTTLS (or speak TLS at once, with --implicit-tls)
  --user NAME --password WORD     demand this login
  --hang-up                       let go of the connection after each mail
  --wait-for FILE                 answers no mailbox before that file is there

What it answers is up to the mailbox: held@ nothing, refused@ 550, later@ 451, toomany@ 421, greylisted@ 451 the first time, toolarge@ 552 and
busy@ 450 after the mail itself; and to the sender: banned@ 553, anonymous@ 530.
"""

import argparse
import asyncio
import concurrent.futures
import json
import logging
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

logging.getLogger("mail.log").setLevel(logging.CRITICAL)

RECIPIENTS = {
    "refused": "550 5.1.1 No such mailbox",
    "later": "451 4.3.0 Try again later",
    "toomany": "421 4.7.0 Too many errors",
}
MAILS = {"toolarge": "552 5.3.4 Too large", "busy": "450 4.2.0 Busy"}
SENDERS = {"banned": "553 5.7.1 Not you", "anonymous": "530 5.7.0 Log in first"}


def answer(table, address):
    return table.get(address.split("@")[0])


class Handler:
    def __init__(self, hang_up, wait_for):
        self.hang_up = hang_up
        self.wait_for = wait_for
        self.greylist = set()
        self.printer = concurrent.futures.ThreadPoolExecutor(1)  # a full pipe must not stop the server

    async def handle_MAIL(self, server, session, envelope, address, options):
        refusal = answer(SENDERS, address)
        if refusal:
            return refusal
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        while self.wait_for and not os.path.exists(self.wait_for):
            await asyncio.sleep(0.02)
        if address.startswith("held@"):
            await asyncio.Event().wait()
        refusal = answer(RECIPIENTS, address)
        if address.startswith("greylisted") and address not in self.greylist:
            self.greylist.add(address)
            refusal = "451 4.7.1 Greylisted, come again"
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        refusal = answer(MAILS, envelope.rcpt_tos[0])
        if refusal:
            return refusal
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "data": envelope.content.decode("ascii"),
            "tls": session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None,
            "login": session.auth_data or "",
            "helo": session.host_name,
            "client_port": session.peer[1],
        }
        self.printer.submit(print, json.dumps(mail), flush=True)
        if self.hang_up:
            asyncio.get_running_loop().call_soon(server.transport.close)
        return "250 OK"


async def serve(options):
    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate, options.key)

    def authenticate(server, session, envelope, mechanism, data):
        good = data.login.decode() == options.user and data.password.decode() == options.password
        return AuthResult(success=good, handled=False, auth_data=data.login.decode())

    handler = Handler(options.hang_up, options.wait_for)

    def protocol():
        return SMTP(
            handler,
            hostname="test.invalid",
            tls_context=None if options.implicit_tls else context,
            auth_require_tls=False,
            auth_required=bool(options.user),
            authenticator=authenticate,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        protocol, "127.0.0.1", options.port, ssl=context if options.implicit_tls else None
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


def main():
    parser = argparse.ArgumentParser()
    for name in ("--certificate", "--key", "--user", "--password", "--wait-for"):
        parser.add_argument(name, default="")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--implicit-tls", action="store_true")
    parser.add_argument("--hang-up", action="store_true")
    asyncio.run(serve(parser.parse_args()))


main()
